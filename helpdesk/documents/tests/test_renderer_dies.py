"""The separate process dies or gets no processor: nothing is lost, no file is blamed, nobody else waits (issue 5)."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.attachments import sandbox
from helpdesk.attachments.upload import Upload
from helpdesk.documents import abandoned
from helpdesk.documents.tests.tus_client import Sender
from helpdesk.tests import factories as cast
from helpdesk.tests import files

pytestmark = pytest.mark.django_db
PDF = files.small_pdf("isi")
SHA = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def ticket(client):
    ticket = cast.make_ticket(service=cast.make_service("Registrasi", documents=["ktp_direksi", "npwp"]))
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    return ticket


@pytest.fixture
def sender(client, ticket):
    return Sender(client, ticket)


@pytest.fixture
def broken(monkeypatch):
    """`broken.undo()` lets it work again."""
    monkeypatch.setattr(sandbox, "MAIN", "/nowhere/main.py")
    return monkeypatch


def test_an_upload_in_parts_waits_whole_and_goes_on_by_an_empty_part(sender, ticket, broken):
    answer = sender.begin(PDF, fingerprint=SHA, body=PDF)
    assert (answer.status_code, answer["Retry-After"], answer["Tus-Resumable"]) == (503, "30", "1.0.0")
    assert "Nothing is wrong with it" in answer.json()["sentence"] and answer["Location"]
    assert sender.upload.state == "checking" and not ticket.attachments.exists()
    assert int(sender.head()["Upload-Offset"]) == len(PDF)
    broken.undo()
    assert sender.patch(b"", len(PDF)).status_code == 204
    assert ticket.slots.get(code="npwp").current.sha256 == SHA


def test_the_clock_finishes_it_and_one_that_cannot_be_judged_keeps_no_other_waiting(ticket, monkeypatch):
    for place, name in (("npwp", "buruk.pdf"), ("ktp_direksi", "baik.pdf")):
        upload, _new = Upload.objects.begin(ticket=ticket, by=ticket.requester, name=name, size=len(PDF), place=place)
        upload.append(PDF, offset=0, at=timezone.now() - timedelta(minutes=2))
    real = sandbox.begin
    tried = []

    def bad_once(*given, **facts):
        tried.append(1)
        if len(tried) == 1:
            raise sandbox.SandboxBroken("no processor")
        return real(*given, **facts)

    monkeypatch.setattr(sandbox, "begin", bad_once)
    assert abandoned.finish() == 1
    assert sorted(Upload.objects.values_list("state", flat=True)) == ["checking", "kept"]
    assert abandoned.finish() == 1
    assert not Upload.objects.exclude(state="kept").exists() and ticket.attachments.count() == 2


def test_the_plain_form_says_so_and_keeps_nothing(client, ticket, broken):
    address = reverse("helpdesk:ticket_upload", args=[ticket.number])
    answer = client.post(address, {"slot": "npwp", "file": files.upload(PDF, "npwp.pdf")})
    assert answer.status_code == 503 and "Nothing is wrong with it" in answer.content.decode()
    assert not ticket.attachments.exists()


def test_photos_say_so_and_those_that_wait_stay(client, ticket, monkeypatch):
    address = reverse("helpdesk:ticket_photos", args=[ticket.number])
    photo = {"slot": "npwp", "do": "add", "file": files.upload(files.jpeg_photo(), "1.jpg")}
    assert client.post(address, photo).status_code == 302
    monkeypatch.setattr(sandbox, "MAIN", "/nowhere/main.py")
    for do in ("add", "send"):
        answer = client.post(address, {**photo, "do": do, "file": files.upload(files.jpeg_photo(), "2.jpg")})
        text = answer.content.decode()
        assert answer.status_code == 422 and "Nothing is wrong with it" in text and text.count('name="page"') == 1
