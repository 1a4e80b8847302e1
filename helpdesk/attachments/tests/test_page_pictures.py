"""Pages as pictures: drawn apart, kept once, marked for each reader, gone with the file."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from helpdesk.attachments import page_pictures, sandbox, sweep
from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.models import Attachment
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


def test_a_page_drawn_while_its_file_is_deleted_is_not_kept(office, monkeypatch, django_capture_on_commit_callbacks):
    file = attach(office.open(), Accepted("a.pdf", files.small_pdf()), by=office.client)
    draw = sandbox.run

    def meanwhile(*args, **facts):
        answer = draw(*args, **facts)
        with django_capture_on_commit_callbacks(execute=True):
            Attachment.objects.get(pk=file.pk).discard(by=office.client)
        return answer

    monkeypatch.setattr(sandbox, "run", meanwhile)
    with pytest.raises(FileNotFoundError):
        page_pictures.page_picture(file, 1)
    assert not page_pictures.storage().exists(page_pictures.path_of(file, 1))


def test_pictures_of_a_file_that_is_gone_are_swept_away_and_the_check_names_them(office):
    kept, gone = (attach(office.open(), Accepted("a.pdf", files.small_pdf()), by=office.client) for _n in range(2))
    for file in (kept, gone):
        page_pictures.storage().save(page_pictures.path_of(file, 1), ContentFile(b"x"))
    Attachment.objects.filter(pk=gone.pk).update(removed_at=timezone.now(), file="")
    gone_path, later = page_pictures.path_of(gone, 1), timezone.now() + timedelta(days=2)
    assert gone_path in list(sweep.orphans(page_pictures.storage()))
    assert sweep.sweep_orphans() == 0, "too young"
    sweep.sweep_orphans(at=later)
    assert not page_pictures.storage().exists(gone_path)
    assert page_pictures.storage().exists(page_pictures.path_of(kept, 1))


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
