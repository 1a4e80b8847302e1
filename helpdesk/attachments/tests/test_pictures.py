"""Photos and scans become one small PDF, in the separate process: hostile ones too (issue 5)."""

import io

import pypdfium2
import pytest
from PIL import Image

from helpdesk.attachments import limits, pictures
from helpdesk.attachments.checks import check
from helpdesk.attachments.refusals import SENTENCES, Refused
from helpdesk.tests import files, photos


def refusal(work, *given):
    with pytest.raises(Refused) as refused:
        work(*given)
    assert refused.value.code in SENTENCES and "%(" not in str(refused.value)
    return refused.value.code


def test_a_sheet_is_upright_clean_and_small():
    sheet = pictures.to_sheet(files.jpeg_photo(6, (3000, 2000)))
    with Image.open(io.BytesIO(sheet.jpeg)) as picture:
        assert picture.size == (1600, 2400) and not picture.getexif()
        reds, _green, blues = picture.convert("RGB").getpixel((800, 5))
    assert reds > 200 > 60 > blues  # red is at the left of the sensor, so above when turned
    assert len(sheet.jpeg) < limits.PAGE_BYTES and b"KAMERA" not in sheet.jpeg


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, ()),
        ({"light": 0.3}, ("dark",)),
        ({"blur": 9}, ("blurred",)),
        ({"light": 0.3, "blur": 9}, ("dark", "blurred")),
    ],
)
def test_dark_and_blurred_pages_are_noticed(facts, found):
    assert pictures.to_sheet(photos.page_photo(**facts)).warnings == found


def test_an_empty_sheet_is_not_called_blurred():
    assert pictures.to_sheet(files.picture("JPEG", size=(1200, 1600), color=(230, 230, 225))).warnings == ()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (files.pixel_bomb, "too_many_pixels"), (lambda: files.jpeg_photo()[:4000], "picture_damaged"),
        (files.heic, "picture_damaged"), (lambda: photos.heic_photo()[:400], "picture_damaged"), (lambda: b"", "picture_damaged"),
    ],
)  # fmt: skip
def test_hostile_pictures_are_refused(make, code):
    assert refusal(pictures.to_sheet, make()) == code


def test_many_noisy_pages_are_reduced_by_the_same_measure_until_they_fit():
    sheet = pictures.to_sheet(files.noisy_photo())
    made = pictures.pack([sheet.jpeg] * 12, [0, 90] * 6)
    assert limits.MAX_BYTES * 0.6 < len(made) <= limits.MAX_BYTES
    pdf = pypdfium2.PdfDocument(made)
    assert len(pdf) == 12 and [page.get_rotation() for page in pdf][:2] == [0, 90]
    assert check(files.upload(made)).pages == 12


def test_pages_that_fit_are_packed_as_they_are():
    sheet = pictures.to_sheet(files.jpeg_photo())
    assert sheet.jpeg in pictures.pack([sheet.jpeg])


@pytest.mark.parametrize("program", ["reportlab", "pillow", "pikepdf"])
def test_scans_of_several_programs_become_smaller_than_the_limit(program):
    scan = photos.scanned_pdf(pages=2 if program != "pillow" else 3, program=program)
    assert len(scan) > limits.MAX_BYTES
    sheets = pictures.to_sheets(scan)
    made = pictures.pack([sheet.jpeg for sheet in sheets])
    assert len(made) <= limits.MAX_BYTES and check(files.upload(made)).pages == len(sheets)


def test_what_would_lose_its_worth_is_refused_and_not_flattened_in_silence():
    scan = photos.scanned_pdf()
    assert refusal(pictures.to_sheets, photos.signed(scan)) == "signed_stays"
    assert refusal(pictures.to_sheets, files.big_pdf(limits.MAX_BYTES + 1)) == "text_stays"
    assert refusal(pictures.to_sheets, photos.scanned_pdf(words="Surat keputusan bupati " * 20)) == "text_stays"
    assert len(pictures.to_sheets(photos.scanned_pdf(words="Dipindai dengan telepon"))) == 2  # the scanner's own line


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (files.truncated_pdf, "damaged"), (files.encrypted_pdf, "locked"), (files.acting_pdf, "active"), (files.bomb_pdf, "heavy"),
        (lambda: files.small_pdf(pages=limits.MAX_SCANNED + 1), "too_many_to_reduce"),
    ],
)  # fmt: skip
def test_hostile_scans_get_the_sentences_of_every_pdf(make, code):
    assert refusal(pictures.to_sheets, make()) == code
