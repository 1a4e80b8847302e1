"""Pages as pictures: drawn apart, kept once, marked for each reader, gone with the file."""

import io

import pytest
from PIL import Image

from helpdesk.attachments import page_pictures, sandbox
from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.other_files import attach
from helpdesk.attachments.refusals import Refused
from helpdesk.tests import files
from helpdesk.tickets.tests.states import Office


@pytest.fixture
def office(db):
    return Office()


def picture_of(content, number=1):
    return sandbox.run("page", content, number=number, side=page_pictures.SIDE)


@pytest.mark.parametrize("program", ["samples", "reportlab", "typst", "pikepdf"])
def test_pages_of_every_program_are_drawn(program):
    facts, jpeg = picture_of(files.small_pdf(program=program))
    with Image.open(io.BytesIO(jpeg)) as picture:
        assert max(picture.size) == page_pictures.SIDE == max(facts["width"], facts["height"])


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", files.truncated_pdf()[:400], files.encrypted_pdf()])
def test_what_cannot_be_drawn_is_refused_with_a_reason(content):
    with pytest.raises(Refused):
        picture_of(content)


def test_a_page_that_is_not_there_is_refused():
    with pytest.raises(Refused):
        picture_of(files.small_pdf(), number=2)
    with pytest.raises(Refused):
        picture_of(files.small_pdf(), number=0)


def test_a_page_is_drawn_once_and_goes_with_the_file(office, monkeypatch, django_capture_on_commit_callbacks):
    file = attach(office.open(), Accepted("a.pdf", files.small_pdf()), by=office.client)
    first = page_pictures.page_picture(file, 1)
    monkeypatch.setattr(sandbox, "run", lambda *args, **facts: pytest.fail("drawn again"))
    assert page_pictures.page_picture(file, 1) == first
    path = page_pictures.path_of(file, 1)
    with django_capture_on_commit_callbacks(execute=True):
        file.discard(by=office.client)
    assert not page_pictures.storage().exists(path)


def test_the_mark_covers_the_page_and_differs_by_reader(office):
    ticket = office.open()
    _facts, page = picture_of(files.small_pdf())
    rudi = page_pictures.marked(page, ticket=ticket, viewer="Rudi")
    sari = page_pictures.marked(page, ticket=ticket, viewer="Sari")
    assert rudi != sari
    with Image.open(io.BytesIO(page)) as before, Image.open(io.BytesIO(rudi)) as after:
        assert before.size == after.size
        width, height = after.size
        for left in (0, width // 2):
            for top in range(0, height - height // 4, height // 4):
                box = (left, top, left + width // 2, top + height // 4)
                assert before.convert("RGB").crop(box).tobytes() != after.crop(box).tobytes()
