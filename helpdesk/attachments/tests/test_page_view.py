"""Pages of a file as pictures: for the desk alone, marked, kept nowhere, written down once an hour."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from helpdesk.attachments import page_pictures
from helpdesk.attachments.models import Attachment, Scan
from helpdesk.attachments.opening import FileOpening, note
from helpdesk.attachments.refusals import Refused
from helpdesk.attachments.sandbox import SandboxBroken
from helpdesk.tests import factories as make
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def file(office):
    return office.ticket("checking").slots.get(code="ktp").current


@pytest.fixture
def plain_page(monkeypatch):
    """The picture of a page without PDFium: what this file is about comes after it. Returns how often one was asked for."""
    made, asked = io.BytesIO(), []
    Image.new("RGB", (600, 850), "white").save(made, "JPEG")
    monkeypatch.setattr(page_pictures, "page_picture", lambda file, number: asked.append(number) or made.getvalue())
    return asked


def address(file, number=1):
    return reverse("helpdesk:attachment_page", args=[file.ticket.number, file.key, number])


def test_an_officer_sees_a_page_drawn_and_nothing_keeps_it(client, office, file):
    client.force_login(office.officer)
    answer = client.get(address(file))
    assert answer.status_code == 200 and answer["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).size[1] == page_pictures.SIDE
    assert "no-store" in answer["Cache-Control"] and "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(address(file, 2)).status_code == 404, "the file has one page"


def test_the_mark_names_who_looks_the_ticket_and_the_time(client, office, file, plain_page, monkeypatch):
    said = []
    monkeypatch.setattr(page_pictures, "_mark", lambda size, words: said.append(words) or ((0, 0, 0), (0, 0, 1, 1)))
    client.force_login(office.officer)
    client.get(address(file))
    assert str(office.officer) in said[0] and f"#{file.ticket.number}" in said[0]
    assert timezone.localtime().strftime("%H.") in said[0]
    client.force_login(office.colleague)
    client.get(address(file))
    assert str(office.colleague) in said[1] and str(office.officer) not in said[1]


def test_for_everybody_else_there_is_no_such_picture(client, office, file, plain_page):
    strangers = [office.client, make.make_client(), make.make_staff(department=office.other), make.make_editor()]
    for person in strangers:
        client.force_login(person)
        assert client.get(address(file)).status_code == 404, person
    client.force_login(office.officer)
    assert client.get(address(file)).status_code == 200
    other = office.ticket("checking")
    assert client.get(reverse("helpdesk:attachment_page", args=[other.number, file.key, 1])).status_code == 404


def test_a_file_that_the_scanner_holds_has_no_picture(client, office, file, plain_page):
    client.force_login(office.officer)
    for scan, status in ((Scan.WAITING, 404), (Scan.INFECTED, 404), (Scan.CLEAN, 200)):
        Attachment.objects.filter(pk=file.pk).update(scan=scan)
        assert client.get(address(file)).status_code == status
    assert len(plain_page) == 1


@pytest.mark.parametrize("problem", [Refused("heavy"), Refused("damaged"), SandboxBroken("no memory"), FileNotFoundError(), OSError("disk")])
def test_what_cannot_be_drawn_is_a_sentence_and_nobody_has_seen_it(client, office, file, monkeypatch, problem):
    asked = []

    def fail(attachment, number):
        asked.append(number)
        raise problem

    monkeypatch.setattr(page_pictures, "page_picture", fail)
    client.force_login(office.officer)
    client.cookies["django_language"] = "en"
    for _time in range(2):
        answer = client.get(address(file))
        assert answer.status_code == 422 and "cannot be shown as a picture" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert not FileOpening.objects.exists()
    assert len(asked) == (1 if type(problem) is Refused else 2), "a page that is too much is not tried again at once"


def test_looking_is_written_down_once_an_hour_for_each_person(client, office, file, plain_page):
    for person in (office.officer, office.officer, office.colleague):
        client.force_login(person)
        client.get(address(file))
        client.head(address(file))
    assert list(FileOpening.objects.order_by("pk").values_list("person", "what")) == [
        (office.officer.pk, "pages"), (office.colleague.pk, "pages"),
    ]  # fmt: skip
    later = timezone.now() + timedelta(minutes=61)
    note(file, office.officer, FileOpening.What.PAGES, at=later)
    assert FileOpening.objects.filter(person=office.officer).count() == 2


def test_the_original_is_written_down_every_time_and_a_clients_own_look_never(client, office, file):
    client.force_login(office.officer)
    for _time in range(2):
        client.get(file.get_absolute_url())
    client.force_login(office.client)
    client.get(file.get_absolute_url())
    assert list(FileOpening.objects.values_list("what", "person")) == [("original", office.officer.pk)] * 2


