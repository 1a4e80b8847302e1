"""The separate process stays below 300 MB and 5 s for the worst that is taken or refused (issue 5)."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from helpdesk.attachments import checks, limits, sandbox
from helpdesk.attachments.refusals import Refused
from helpdesk.tests import files

WATCHED = '''
import json, resource, runpy
runpy.run_path({main!r}, run_name="__main__")
with open("/proc/self/status") as status:
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
used = resource.getrusage(resource.RUSAGE_SELF)
with open({told!r}, "w") as told:
    json.dump([int(peak) * 1024, used.ru_utime + used.ru_stime], told)
'''


@pytest.fixture
def watched(tmp_path, monkeypatch):
    """A function: (outcome, peak of memory in bytes, processor seconds) of the check of a file."""
    told, main = tmp_path / "told.json", tmp_path / "main.py"
    main.write_text(WATCHED.format(main=sandbox.MAIN, told=str(told)))
    monkeypatch.setattr(sandbox, "MAIN", str(main))

    def check(content):
        try:
            outcome = checks.check(files.upload(content)).sent_as
        except Refused as refusal:
            outcome = refusal.code
        return outcome, *json.loads(told.read_text())

    return check


def flat(form, mode, size, **saving):
    made = io.BytesIO()
    Image.new(mode, size).save(made, form, **saving)
    return made.getvalue()


def flat_heic():
    import pillow_heif

    made = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (4032, 3024))).save(made, quality=10, enc_params={"preset": "ultrafast"})
    return made.getvalue()


CASES = {
    "page that unpacks to 2 GB": (lambda: files.bomb_pdf(2_000_000_000), "heavy"),
    "400,000 objects": (files.object_bomb_pdf, "heavy"),
    "largest transparent PNG": (lambda: flat("PNG", "LA", (6300, 6300)), "png"),
    "largest palette": (lambda: flat("PNG", "P", (6300, 6300), transparency=0), "png"),
    "48 megapixels, progressive": (lambda: flat("JPEG", "RGB", (8000, 6000), progressive=True), "jpeg"),
    "HEIC of a telephone": (flat_heic, "heic"),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak")
@pytest.mark.parametrize("case", CASES)
def test_the_worker_stays_below_300_mb_and_5_seconds(watched, case):
    make, expected = CASES[case]
    outcome, peak, seconds = watched(make())
    assert outcome == expected
    assert peak < 300_000_000 and seconds < 5


def test_more_memory_than_allowed_is_not_to_be_had(tmp_path, monkeypatch):
    greedy = tmp_path / "main.py"
    door = "import json, sys; sys.path[:] = json.loads(sys.argv[3]); from helpdesk.attachments.inside.main import lock_up\n"
    work = 'lock_up(json.loads(sys.argv[2]))\ntry:\n    bytes(250 * 1024 * 1024); print("{}")\n'
    greedy.write_text(door + work + 'except MemoryError:\n    print(json.dumps({"refused": "heavy"}))\n')
    monkeypatch.setattr(sandbox, "MAIN", str(greedy))
    with pytest.raises(Refused, match=str(Refused("heavy"))):
        sandbox.run("pdf", b"")
    assert limits.MEMORY + limits.MAX_PICTURE_BYTES < 270 * limits.MIB  # and 26 MB for Python and the libraries
