"""The separate process: what it sees, how it ends, and that nothing passes when it is not there."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile

from helpdesk.attachments import checks, limits, sandbox, warm
from helpdesk.attachments.refusals import Refused
from helpdesk.tests import files

PDF = files.small_pdf()
only_warm = pytest.mark.skipif(not warm.IS_POSSIBLE, reason="only Linux lets a process stand ready")


@pytest.fixture(params=["warm", "fresh"])
def way(request, monkeypatch):
    """Both ways to a separate process."""
    if request.param == "warm" and not warm.IS_POSSIBLE:
        pytest.skip("only Linux lets a process stand ready")
    monkeypatch.setattr(warm, "IS_POSSIBLE", request.param == "warm")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A function: let the separate process run this text instead."""

    def run(text):
        path = tmp_path / f"main-{time.monotonic_ns()}.py"
        path.write_text(text)
        monkeypatch.setattr(sandbox, "MAIN", str(path))

    return run


def pid_of_host():
    return warm._hosts[sandbox.MAIN][1].pid


def is_gone(pid, within=5):
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def on_disk(content=PDF):
    upload = TemporaryUploadedFile("akta.pdf", "application/pdf", len(content), None)
    upload.write(content)
    upload.seek(0)
    return upload


def test_both_ways_give_the_same_answers(way):
    assert sandbox.run("pdf", files.small_pdf(pages=3)) == ({"pages": 3}, b"")
    assert sandbox.run("picture", files.jpeg_photo())[1].startswith(b"%PDF-")
    with pytest.raises(Refused) as refused:
        sandbox.run("pdf", files.encrypted_pdf())
    assert refused.value.code == "locked"


SEES = """
import json, os, sys
def asked(function, *arguments):
    try:
        return function(*arguments)
    except OSError:
        return None
places = {number: asked(os.readlink, f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")}
answer = {"environment": dict(os.environ), "cwd": os.getcwd(), "others": [place for number, place in places.items() if int(number) > 2 and place],
          "length": len(sys.stdin.buffer.read()), "wrote": asked(os.write, 0, b"x")}
print(json.dumps(answer))
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells")
@pytest.mark.parametrize("lies", ["in memory", "on the disk"])
def test_it_sees_no_secret_no_folder_and_no_file_but_the_one_it_looks_at(way, program, lies):
    program(SEES)
    seen, _nothing = sandbox.run("pdf", PDF if lies == "in memory" else on_disk())
    seen["environment"].pop("LC_CTYPE", None)  # Python's own
    assert seen["environment"] == {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"} and seen["cwd"] == "/"
    assert [place.split(":")[0] for place in seen["others"]] in ([], ["socket"])  # the line for the exit code
    assert seen["length"] == len(PDF) and (lies == "in memory" or seen["wrote"] is None)


def test_a_check_that_gets_no_processor_in_time_is_ended_and_the_file_is_not_blamed(way, program, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 1)
    told = tmp_path / "pid"
    program(f"import os, time\nopen({str(told)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)")
    with pytest.raises(sandbox.SandboxBroken):
        sandbox.run("pdf", PDF)
    assert is_gone(int(told.read_text()))


def test_a_program_that_fails_or_says_nothing_is_never_a_pass(way, program, caplog):
    for text in ("1 / 0", "print('no end of line', end='')", "import sys; sys.exit(7)", "", "this is no Python"):
        program(text)
        with pytest.raises(sandbox.SandboxBroken):
            sandbox.run("pdf", PDF)
    assert "ZeroDivisionError" in caplog.text


def test_files_looked_at_at_the_same_time_get_their_own_answers(way):
    counts = [1, 5, 2, 7, 3, 4, 6, 8]
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda count: sandbox.run("pdf", files.small_pdf(pages=count))[0]["pages"], counts)
    assert list(answers) == counts


@only_warm
def test_one_that_was_killed_while_it_waited_is_started_again():
    sandbox.run("pdf", PDF)
    pid = pid_of_host()
    os.kill(pid, signal.SIGKILL)
    assert is_gone(pid)
    assert sandbox.run("pdf", PDF) == ({"pages": 1}, b"")
    assert pid_of_host() != pid


@only_warm
def test_one_that_is_killed_at_work_gives_no_verdict_and_the_next_file_finds_another(program, tmp_path):
    told = tmp_path / "pid"
    program(f"import os, signal\nopen({str(told)!r}, 'w').write(str(os.getppid()))\nos.kill(os.getppid(), signal.SIGKILL)\nos.kill(os.getpid(), 9)")
    with pytest.raises(sandbox.SandboxBroken):
        sandbox.run("pdf", PDF)
    assert is_gone(int(told.read_text())) and sandbox.MAIN not in warm._hosts


@only_warm
def test_a_fork_that_was_killed_while_it_waited_for_work_does_no_harm():
    sandbox.run("pdf", PDF)
    time.sleep(0.3)
    for waiting in Path(f"/proc/{pid_of_host()}/task/{pid_of_host()}/children").read_text().split():
        os.kill(int(waiting), signal.SIGKILL)
        assert is_gone(int(waiting))
    assert sandbox.run("pdf", PDF) == ({"pages": 1}, b"")


ASKS = """
import os, sys, time
sys.path[:0] = {paths!r}
from helpdesk.attachments import sandbox, warm
sandbox.run("pdf", {pdf!r})
child = os.fork()
if not child:
    sandbox.run("pdf", {pdf!r})  # over the line of the process that it was forked from
print(warm._hosts[sandbox.MAIN][1].pid, flush=True)
time.sleep(60)
"""


@only_warm
def test_forked_workers_share_one_and_it_ends_with_the_last_of_them_even_when_they_are_killed(tmp_path):
    path = tmp_path / "asks.py"
    path.write_text(ASKS.format(paths=[sandbox.ROOT], pdf=PDF))
    asks = subprocess.Popen([sys.executable, str(path)], stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        first, second = int(asks.stdout.readline()), int(asks.stdout.readline())
        assert first == second and not is_gone(first, within=0.1)
    finally:
        os.killpg(asks.pid, signal.SIGKILL)
        asks.wait()
        asks.stdout.close()
    assert is_gone(first)


def test_a_file_on_the_disk_is_kept_byte_for_byte_and_its_fingerprint_is_taken_by_ourselves(monkeypatch):
    content = files.small_pdf(pages=2)
    accepted = checks.check(on_disk(content))
    in_memory = checks.check(files.upload(content, "akta.pdf"))
    for name in ("name", "content", "size", "sha256", "pages", "sent_as", "content_type"):
        assert getattr(accepted, name) == getattr(in_memory, name), name
    with pytest.raises(Refused):
        checks.check(on_disk(files.truncated_pdf()))


def test_a_look_that_was_begun_ahead_gives_its_verdict_to_the_check_and_one_that_nobody_asks_for_ends(way, program, tmp_path, monkeypatch):
    upload = on_disk(files.small_pdf(pages=4))
    with checks.ahead([upload]):
        with monkeypatch.context() as patch:
            patch.setattr(sandbox, "begin", lambda *_: pytest.fail("begun twice"))
            assert checks.check(upload).pages == 4
        assert checks.check(upload).pages == 4  # once more, by a look of its own
    acting = on_disk(files.acting_pdf("script"))
    with checks.ahead([acting]), pytest.raises(Refused):
        checks.check(acting)
    told = tmp_path / "pid"
    program(f"import os, time\nopen({str(told)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)")
    with checks.ahead([upload]):
        while not (told.exists() and told.read_text()):
            time.sleep(0.02)
    assert is_gone(int(told.read_text()))


@pytest.mark.parametrize("uploads", [[], ["in memory"], ["program"], ["too big"]])
def test_nothing_is_begun_ahead_that_would_not_be_looked_at(monkeypatch, uploads):
    monkeypatch.setattr(sandbox, "begin", lambda *_: pytest.fail("begun"))
    made = {"in memory": lambda: files.upload(PDF), "program": lambda: on_disk(files.program()), "too big": lambda: on_disk(files.big_pdf(limits.MAX_BYTES + 1))}
    with checks.ahead([made[name]() for name in uploads]):
        pass


def test_a_file_that_cannot_be_read_to_its_end_gets_no_fingerprint_and_no_verdict(monkeypatch):
    def fails(_number, _most, place):
        if place:
            raise OSError(5, "Input/output error")
        return b"%PDF-"

    def ends(_number, _most, place):
        return b"" if place else b"%PDF-"

    for broken in (fails, ends):
        monkeypatch.setattr(checks.os, "pread", broken)
        for uploads in ([], [on_disk()]):
            with checks.ahead(uploads), pytest.raises(sandbox.SandboxBroken):
                checks.check(*uploads or [on_disk()])


def test_a_file_on_the_disk_that_is_longer_than_it_says_is_refused():
    upload = on_disk(PDF.ljust(limits.MAX_BYTES + 1))
    upload.size = len(PDF)
    with pytest.raises(Refused, match="4 MB"):
        checks.check(upload)


def test_what_is_told_is_json_of_one_line(program):
    program(f"print({json.dumps({'refused': 'active'})!r})")
    with pytest.raises(Refused) as refused:
        sandbox.run("pdf", PDF)
    assert refused.value.code == "active"
