"""Every kind of file that people send, and what becomes of it."""

import io
import re

import pikepdf
import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from helpdesk.attachments import checks, limits, sandbox
from helpdesk.attachments.checks import check
from helpdesk.attachments.refusals import SENTENCES, Refused, hint
from helpdesk.tests import files, photos

OF_FORMS = {"too_many_at_once", "too_many_photos", "busy"}
"""Said by the form about the batch, or of the server; not by the check about one file."""
OF_SCANS = {"scan_too_big", "small_enough", "signed_stays", "text_stays", "too_many_to_reduce", "too_much_for_one"}
"""Said where a scan is made smaller (test_pictures.py)."""
PHOTO = {"name": "IMG_0001.JPG", "content_type": "image/jpeg"}
TABLE = {
    # PDFs that people really have
    "written by hand": (files.small_pdf, "pdf"),
    "written by reportlab": (lambda: files.small_pdf(program="reportlab"), "pdf"),
    "written by typst": (lambda: files.small_pdf(program="typst"), "pdf"),
    "written by qpdf": (lambda: files.small_pdf(program="pikepdf"), "pdf"),
    "object streams, linearised": (files.modern_pdf, "pdf"),
    "as many pages as allowed": (lambda: files.small_pdf(pages=limits.MAX_PAGES), "pdf"),
    "changing locked, reading free": (lambda: files.encrypted_pdf(user=""), "pdf"),
    "something before the header": (lambda: files.pdf_behind(b"\r\nprinted by a scanner\r\n"), "pdf"),
    "header just within 1024 bytes": (lambda: files.pdf_behind(b"\x00" * 1000), "pdf"),
    "spaces behind the end": (lambda: files.small_pdf() + b"\n" * 500, "pdf"),
    "table of contents at a wrong place": (lambda: files.small_pdf().replace(b"startxref\n", b"startxref\n9"), "pdf"),
    "exactly 4 MiB": (files.big_pdf, "pdf"),
    # pictures
    "JPEG photo": (files.jpeg_photo, "jpeg"),
    "JPEG for printers (CMYK)": (lambda: files.picture("JPEG", "CMYK"), "jpeg"),
    "grey JPEG": (lambda: files.picture("JPEG", "L"), "jpeg"),
    "progressive JPEG": (lambda: files.jpeg_photo(progressive=True), "jpeg"),
    "several photos in one JPEG": (lambda: files.picture("MPO"), "jpeg"),
    "transparent PNG": (files.png, "png"),
    "PNG with a palette": (lambda: files.png("P"), "png"),
    "PNG in black and white": (lambda: files.png("1"), "png"),
    "PNG of 16 bits": (lambda: files.png("I;16"), "png"),
    "grey transparent PNG": (lambda: files.png("LA"), "png"),
    "HEIC photo": (photos.heic_photo, "heic"),
    "photo and PDF at once": (lambda: files.jpeg_photo() + files.small_pdf(), "jpeg"),
    "photo larger than a PDF may be": (files.noisy_photo, "jpeg"),
    # not what they seem
    "nothing": (lambda: b"", "empty"),
    "text": (lambda: b"Ini bukan PDF.", "unknown"),
    "zeros": (lambda: b"\x00" * 5000, "unknown"),
    "header too far away": (lambda: files.pdf_behind(b"\x00" * 1100), "unknown"),
    "web page": (files.html_as_pdf, "markup"),
    "web page in UTF-16": (lambda: "<html><body>halo".encode("utf-16"), "markup"),
    "SVG": (lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "markup"),
    "web page and PDF at once": (files.polyglot_pdf, "markup"),
    "ZIP": (files.zipped, "archive"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c" + b"\x00" * 100, "archive"),
    "DOCX": (files.docx, "office"),
    "old DOC": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "office"),
    "Windows program": (files.program, "program"),
    "Linux program": (lambda: b"\x7fELF\x02\x01\x01" + b"\x00" * 100, "program"),
    "shell script": (lambda: b"#!/bin/sh\nrm -rf ~\n", "program"),
    "program and PDF at once": (lambda: files.pdf_behind(b"MZ\x90\x00"), "program"),
    "GIF": (lambda: files.picture("GIF"), "picture"),
    "WEBP": (lambda: files.picture("WEBP"), "picture"),
    "TIFF": (lambda: files.picture("TIFF"), "picture"),
    "BMP": (lambda: files.picture("BMP"), "picture"),
    "AVIF": (lambda: b"\x00\x00\x00\x18ftypavif" + b"\x00" * 400, "picture"),
    # too much
    "4 MiB and one byte": (lambda: files.big_pdf(limits.MAX_BYTES + 1), "too_big"),
    "photo of 15 MiB and one byte": (
        lambda: files.jpeg_photo().ljust(limits.MAX_PICTURE_BYTES + 1, b"."),
        "picture_too_big",
    ),
    "too many pages": (lambda: files.small_pdf(pages=limits.MAX_PAGES + 1), "too_many_pages"),
    "page that unpacks to 200 MB": (files.bomb_pdf, "heavy"),
    "page that unpacks to 2 GB": (lambda: files.bomb_pdf(2_000_000_000), "heavy"),
    "note that unpacks to 200 MB": (files.bomb_in_a_note, "heavy"),
    "picture in a PDF that says 3,600 million pixels": (files.flooded_pdf, "heavy"),
    "400,000 objects in 2 MB": (files.object_bomb_pdf, "heavy"),
    "nested 100,000 deep": (files.nested_pdf, "heavy"),
    "picture of 900 million pixels": (files.pixel_bomb, "too_many_pixels"),
    "progressive photo that would take 400 MB": (files.slow_photo, "too_many_pixels"),
    # broken
    "only a header": (lambda: b"%PDF-1.7\n", "damaged"),
    "header, rubbish and an end": (lambda: b"%PDF-1.4\nhalo\nstartxref\n0\n%%EOF", "damaged"),
    "cut after a tenth": (lambda: files.truncated_pdf(0.1), "damaged"),
    "cut in the middle": (files.truncated_pdf, "damaged"),
    "cut just before the end": (lambda: files.truncated_pdf(0.99), "damaged"),
    "a piece of the middle is missing": (files.holed_pdf, "damaged"),
    "table of contents in a circle": (files.circular_pdf, "damaged"),
    "pages in a circle": (files.circular_pages_pdf, "damaged"),
    "no pages": (files.pdf_without_pages, "no_pages"),
    "photo cut in the middle": (lambda: files.jpeg_photo()[:4000], "picture_damaged"),
    "PNG cut in the middle": (lambda: files.png()[:200], "picture_damaged"),
    "the beginning of a HEIC photo": (files.heic, "picture_damaged"),
    "HEIC cut in the middle": (lambda: photos.heic_photo()[:400], "picture_damaged"),
    "three bytes of a photo": (lambda: b"\xff\xd8\xff", "picture_damaged"),
    # closed or acting
    "password": (files.encrypted_pdf, "locked"),
    "script": (lambda: files.acting_pdf("script"), "active"),
    "script in disguise": (lambda: files.acting_pdf("hidden"), "active"),
    "form that carries scripts of its own (XFA)": (files.xfa_pdf, "active"),
    "PDF and ZIP at once": (lambda: files.small_pdf() + files.zipped(), "active"),
    "PDF and ZIP at once, both to the end": (files.archive_pdf, "active"),
    "starts a program": (lambda: files.acting_pdf("launch"), "active"),
    "carries a file": (lambda: files.acting_pdf("attachment"), "active"),
}


def outcome(content, **named):
    """The kind of an accepted file, else the code of the refusal."""
    try:
        return check(files.upload(content, **named)).sent_as
    except Refused as refused:
        assert str(refused.sentence) and "%(" not in str(refused.sentence)
        return refused.code


@pytest.mark.parametrize("case", TABLE)
def test_each_kind_of_file_has_its_own_outcome(case):
    make, expected = TABLE[case]
    assert outcome(make()) == expected


def test_the_table_shows_every_sentence_and_no_two_are_alike():
    assert {expected for _make, expected in TABLE.values()} - {"pdf", "jpeg", "png", "heic"} == set(SENTENCES) - OF_FORMS - OF_SCANS
    assert len({str(text) for text in SENTENCES.values()}) == len(SENTENCES)


@pytest.mark.parametrize("name", ["surat.exe", "surat.jpg", "surat", "../../surat.docx"])
def test_the_name_and_the_announced_type_decide_nothing(name):
    assert outcome(files.small_pdf(), name=name, content_type="text/html") == "pdf"
    assert outcome(files.program(), name="surat.pdf", content_type="application/pdf") == "program"


def test_a_pdf_is_kept_byte_for_byte_so_that_its_signature_stays_valid():
    content = files.small_pdf(program="reportlab", pages=3)
    accepted = check(files.upload(content, "akta.pdf"))
    assert (accepted.content, accepted.size, accepted.pages, accepted.name) == (content, len(content), 3, "akta.pdf")
    assert accepted.content_type == "application/pdf" and len(accepted.sha256) == 64


def test_a_word_that_only_looks_like_a_script_is_no_script():
    text = files.samples.assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (/JavaScript /S /Launch) >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            files.PAGE,
            files.samples.stream(b"BT (/JS) Tj ET"),
        ]
    )
    assert outcome(text) == "pdf"


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photo_becomes_one_upright_page_without_metadata(orientation):
    accepted = check(files.upload(files.jpeg_photo(orientation), **PHOTO))
    assert accepted.name == "IMG_0001.pdf" and accepted.pages == 1
    for trace in (b"KAMERA-RAHASIA", b"Exif", b"GPS"):
        assert trace not in accepted.content
    with pikepdf.open(io.BytesIO(accepted.content)) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        picture = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    assert picture.size == ((800, 600) if orientation in (1, 3) else (600, 800))
    # Red is where the photographer saw it: left (1), right (3), top (6), bottom (8).
    width, height = picture.size
    red = {1: (5, height // 2), 3: (width - 5, height // 2), 6: (width // 2, 5), 8: (width // 2, height - 5)}
    reds, _green, blues = picture.getpixel(red[orientation])
    assert reds > 200 > 60 > blues


def test_what_is_transparent_becomes_white_paper():
    accepted = check(files.upload(files.picture("PNG", "RGBA", color=(0, 0, 0, 0)), "cap.png"))
    with pikepdf.open(io.BytesIO(accepted.content)) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        assert min(pikepdf.PdfImage(image).as_pil_image().convert("L").getextrema()) > 250


def test_a_large_photo_is_reduced_well_below_the_limit_and_stays_readable():
    accepted = check(files.upload(files.noisy_photo((4000, 3000), 92), **PHOTO))
    assert accepted.size < limits.MAX_BYTES * 3 // 4 + 1
    with pikepdf.open(io.BytesIO(accepted.content)) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        assert max(int(image.Width), int(image.Height)) == limits.LONG_SIDE


def test_what_is_made_from_a_photo_passes_the_check_for_pdfs():
    made = check(files.upload(files.jpeg_photo(), **PHOTO)).content
    assert outcome(made) == "pdf"


def test_a_portrait_is_a_clean_small_square():
    from helpdesk.attachments.pictures import to_square

    made = to_square(files.jpeg_photo(6))
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size, len(picture.getexif())) == ("JPEG", (256, 256), 0)


def test_the_sentence_beside_the_field_tells_the_true_limits():
    assert re.findall(r"\d+", str(hint())) == ["4", "15"]
    assert limits.MAX_BYTES == 4 * 1024 * 1024 and limits.MAX_PICTURE_BYTES == 15 * 1024 * 1024


def test_a_file_over_the_limit_is_refused_without_being_read():
    class Huge:
        name, size, reads = "besar.pdf", 10**9, []

        def seek(self, place):
            return place

        def read(self, count):
            self.reads.append(count)
            return b"%PDF-1.7\n"

    with pytest.raises(Refused, match="4 MB"):
        check(Huge())
    assert sum(Huge.reads) <= 8192


@pytest.mark.parametrize(
    ("signal", "code"), [("SIGXCPU", "heavy"), ("SIGKILL", "heavy"), ("SIGSEGV", "damaged"), ("SIGABRT", "damaged"), ("SIGTRAP", "damaged")]
)
def test_a_check_that_dies_of_a_file_refuses_it(tmp_path, monkeypatch, signal, code):
    dying = tmp_path / "main.py"
    dying.write_text(f"import os, signal, sys; sys.stdin.buffer.read(); os.kill(os.getpid(), signal.{signal})")
    monkeypatch.setattr(sandbox, "MAIN", str(dying))
    assert outcome(files.small_pdf()) == code


def test_who_works_without_end_is_ended_by_its_processor_time(tmp_path, monkeypatch):
    endless = tmp_path / "main.py"
    door = 'import sys, json; sys.path[:] = json.loads(sys.argv[3]); from helpdesk.attachments.inside.main import lock_up; '
    endless.write_text(door + "lock_up(json.loads(sys.argv[2]))\nwhile True: pass")
    monkeypatch.setattr(sandbox, "MAIN", str(endless))
    monkeypatch.setattr(limits, "CPU_SECONDS", 1)
    assert outcome(files.small_pdf()) == "heavy"


def test_a_sandbox_that_cannot_start_never_blames_the_file(monkeypatch):
    monkeypatch.setattr(sandbox, "MAIN", "/nowhere/main.py")
    with pytest.raises(sandbox.SandboxBroken):
        check(files.upload(files.small_pdf()))


def test_the_sentence_is_in_the_language_of_the_reader():
    refused = Refused("too_big")
    with translation.override("en"):
        assert str(refused) == refused.sentence and "4 MB" in str(refused)


SOUND = files.modern_pdf(), files.small_pdf(program="reportlab", pages=2), files.jpeg_photo(), files.png()
quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(st.binary(max_size=3000), st.sampled_from([b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_random_bytes_are_always_accepted_or_refused(rubbish, start):
    assert outcome(start + rubbish) in {*SENTENCES, *checks.PICTURES, "pdf"}


@quick
@given(st.sampled_from(SOUND), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_mutated_files_are_always_accepted_or_refused(sound, changes):
    mutated = bytearray(sound)
    for place, value in changes:
        mutated[int(place * (len(mutated) - 1))] = value
    assert outcome(bytes(mutated)) in {*SENTENCES, *checks.PICTURES, "pdf"}
