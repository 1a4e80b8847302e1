"""Photos of pages become one PDF, without JavaScript: chosen, looked at, put in order, sent (issue 5)."""

import io
import re
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.attachments import waiting_pages
from helpdesk.attachments.limits import MAX_BYTES
from helpdesk.tests import factories as cast
from helpdesk.tests import files, photos

pytestmark = pytest.mark.django_db
COLOURS = ["red", "green", "blue"]


@pytest.fixture
def ticket():
    service = cast.make_service("Registrasi", documents=["ktp_direksi", "npwp"])
    return cast.make_ticket(service=service, requester=cast.make_client("budi"))


@pytest.fixture
def page(client, ticket):
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    return client


def address(ticket, slot="npwp"):
    return reverse("helpdesk:ticket_photos", args=[ticket.number]) + (f"?slot={slot}" if slot else "")


def photo(colour, name="foto.jpg", orientation=1, size=(800, 600)):
    return files.upload(photos.coloured_photo(colour, size, orientation), name, "image/jpeg")


def said(answer):
    """The pages as the form carries them."""
    return re.findall(r'name="page" value="([^"]+)"', answer.content.decode())


def post(page, ticket, do, answer=None, **more):
    """The answer, or the page of the photos that it leads to; after sending it leads to the ticket (302)."""
    told = page.post(address(ticket, ""), {"slot": "npwp", "do": do, "page": said(answer) if answer else [], **more})
    return page.get(told["Location"]) if told.status_code == 302 and "/foto/" in told["Location"] else told


def colours(content):
    """The colour in the middle of each page as PDFium draws it, with the page's shape."""
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue"}
    for sheet in pypdfium2.PdfDocument(content):
        picture = sheet.render(scale=0.5).to_pil().convert("RGB")
        middle = picture.getpixel((picture.width // 2, picture.height // 2))
        yield names[tuple(int(value > 100) for value in middle)], "wide" if picture.width > picture.height else "tall"


def kept(ticket):
    with ticket.slots.get(code="npwp").current.file.open("rb") as file:
        return file.read()


def test_three_photos_become_one_upright_pdf_in_their_order_without_exif(page, ticket):
    chosen = [photo("red", orientation=6), photo("green"), photo("blue", orientation=3)]
    shown = post(page, ticket, "add", file=chosen)
    assert shown.status_code == 200 and len(said(shown)) == 3 and "Page 3" in shown.content.decode()
    sent = post(page, ticket, "send", shown)
    assert (sent.status_code, sent["Location"]) == (302, f"/helpdesk/tiket/{ticket.number}/")
    content = kept(ticket)
    assert list(colours(content)) == [("red", "tall"), ("green", "wide"), ("blue", "wide")]
    assert len(content) < MAX_BYTES
    for trace in (b"KAMERA-RAHASIA", b"Exif", b"GPS"):
        assert trace not in content
    slot = ticket.slots.get(code="npwp")
    assert (slot.current.name, slot.current.pages) == ("NPWP.pdf", 3)


def test_pages_are_moved_turned_and_removed_and_a_reload_shows_the_same(page, ticket):
    shown = post(page, ticket, "add", file=[photo(colour) for colour in COLOURS])
    names = [one.split("~")[0] for one in said(shown)]
    shown = post(page, ticket, f"up:{names[2]}", shown)
    shown = post(page, ticket, f"turn:{names[0]}", shown)
    assert said(shown) == [f"{names[0]}~90", f"{names[2]}~0", f"{names[1]}~0"]
    assert said(page.get(shown.request["PATH_INFO"] + "?" + shown.request["QUERY_STRING"])) == said(shown)
    shown = post(page, ticket, f"remove:{names[1]}", shown)
    post(page, ticket, "send", shown)
    assert list(colours(kept(ticket))) == [("red", "tall"), ("blue", "wide")]


def test_what_was_chosen_is_there_again_after_leaving_the_page_and_gone_after_sending(page, ticket):
    shown = post(page, ticket, "add", file=[photo("red")])
    again = page.get(address(ticket))
    assert said(again) == said(shown)
    picture = re.search(r'src="([^"]+/foto/npwp/[^"]+)"', again.content.decode())[1]
    assert page.get(picture)["Content-Type"] == "image/jpeg"
    post(page, ticket, "send", again)
    assert said(page.get(address(ticket))) == [] and page.get(picture).status_code == 404
    twice = post(page, ticket, "send", again)
    assert twice.status_code == 409 and "have been sent already" in twice.content.decode()


def test_a_bad_picture_is_told_and_the_good_ones_stay(page, ticket):
    broken = files.upload(files.jpeg_photo()[:3000], "rusak.jpg")
    flood = files.upload(files.pixel_bomb(), "banjir.png")
    answer = post(page, ticket, "add", file=[photo("red"), broken, flood, files.upload(files.docx(), "surat.docx")])
    text = answer.content.decode()
    assert answer.status_code == 422 and len(said(answer)) == 1
    for sentence in ("This picture is damaged", "too many pixels", "This is an office document"):
        assert sentence in text
    assert post(page, ticket, "add", answer).status_code == 422


def test_a_dark_and_a_blurred_page_are_warned_of_and_may_be_sent_all_the_same(page, ticket):
    chosen = [
        files.upload(photos.page_photo(), "1.jpg"),
        files.upload(photos.page_photo(blur=9), "2.jpg"),
        files.upload(photos.page_photo(light=0.3), "3.jpg"),
    ]
    shown = post(page, ticket, "add", file=chosen)
    sharp, blurred, dark = shown.content.decode().split('class="photos__page"')[1:]
    assert "photos__warning" not in sharp
    assert "looks blurred" in blurred and "is dark" not in blurred
    assert "is dark" in dark
    assert post(page, ticket, "send", shown).status_code == 302 and len(pypdfium2.PdfDocument(kept(ticket))) == 3


def test_a_heic_photo_is_taken_here_and_in_the_plain_form(page, ticket):
    shown = post(page, ticket, "add", file=[files.upload(photos.heic_photo("green"), "IMG_1.HEIC")])
    post(page, ticket, "send", shown)
    assert [colour for colour, _shape in colours(kept(ticket))] == ["green"]
    upload = reverse("helpdesk:ticket_upload", args=[ticket.number])
    page.post(upload, {"slot": "npwp", "file": files.upload(photos.heic_photo("blue"), "IMG_2.HEIC")})
    assert [colour for colour, _shape in colours(kept(ticket))] == ["blue"]


def test_a_large_scan_is_made_smaller_with_both_sizes_shown(page, ticket):
    scan = photos.scanned_pdf(pages=2)
    assert len(scan) > MAX_BYTES
    shown = post(page, ticket, "add", file=[files.upload(scan, "npwp.pdf")])
    text = shown.content.decode()
    assert f"The scan was {len(scan) / 1024**2:.1f} MB and has now" in text and len(said(shown)) == 2
    post(page, ticket, "send", shown)
    assert len(kept(ticket)) < MAX_BYTES and len(pypdfium2.PdfDocument(kept(ticket))) == 2
    with pikepdf.open(io.BytesIO(kept(ticket))) as pdf:
        assert not pdf.docinfo.keys()


def test_a_finished_ticket_takes_no_photos_and_an_unknown_document_does_not_exist(page, ticket):
    assert page.get(address(ticket, "tidak_ada")).status_code == 404
    ticket.cancel("Sudah tidak perlu.", by=ticket.requester)
    answer = page.post(address(ticket, ""), {"slot": "npwp", "file": photo("red")})
    assert answer.status_code == 409 and "The ticket is done" in answer.content.decode()


def test_nobody_else_sees_the_pages_that_wait(page, ticket, client):
    shown = post(page, ticket, "add", file=[photo("red")])
    picture = re.search(r'src="([^"]+/foto/npwp/[^"]+)"', shown.content.decode())[1]
    assert page.get(picture).status_code == 200
    client.force_login(cast.make_superadmin("kepala"))
    assert client.get(picture).status_code == 404 and said(client.get(address(ticket))) == []


def test_pages_that_nobody_sends_go_after_three_days(page, ticket):
    post(page, ticket, "add", file=[photo("red")])
    assert waiting_pages.forget_old() == 0
    assert waiting_pages.forget_old(timezone.now() + timedelta(days=3, hours=1)) == 1
    assert said(page.get(address(ticket))) == []
