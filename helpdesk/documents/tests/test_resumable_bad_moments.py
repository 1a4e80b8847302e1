"""Uploads in bad moments: any cutting, many at once, a killed worker, a full disk, no line for days."""

import errno
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk.attachments import parts
from helpdesk.attachments.storage import private_storage
from helpdesk.attachments.upload import Upload
from helpdesk.attachments.upload_verbs import Busy
from helpdesk.documents import abandoned
from helpdesk.documents.tests.tus_client import Sender
from helpdesk.documents.views.receiving import Receiver
from helpdesk.tests import factories as cast
from helpdesk.tests.files import small_pdf
from helpdesk.tickets.models import Ticket

PDF = small_pdf("isi", pages=3)
SHA = hashlib.sha256(PDF).hexdigest()


def make_ticket():
    return cast.make_ticket(service=cast.make_service("Registrasi", documents=["ktp_direksi", "npwp"]))


@pytest.fixture
def ticket(db):
    return make_ticket()


@pytest.fixture
def sender(client, ticket):
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    return Sender(client, ticket)


def begun(ticket, fingerprint=SHA, place="npwp"):
    facts = {"name": "npwp.pdf", "size": len(PDF), "place": place, "fingerprint": fingerprint}
    return Upload.objects.begin(ticket=ticket, by=ticket.requester, **facts)[0]


# Any cutting


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.sets(st.integers(1, 999), max_size=12), lost=st.sets(st.integers(0, 12), max_size=4))
def test_any_cutting_into_parts_gives_the_same_file(db, cuts, lost):
    """`lost`: parts whose answer never came, so that the client sends them again."""
    content = bytes(number * 7 % 256 for number in range(1000))
    with transaction.atomic():
        ticket = make_ticket()
        upload, _new = Upload.objects.begin(ticket=ticket, by=ticket.requester, name="a", size=1000, place="other")
        edges = [0, *sorted(cuts), 1000]
        for number, (start, end) in enumerate(pairwise(edges)):
            for _again in range(2 if number in lost else 1):
                if upload.received == start:
                    upload.append(content[start:end], offset=start)
        assert upload.state == "checking"
        with parts.assembled(upload) as (file, sha256):
            assert file.read() == content and sha256 == hashlib.sha256(content).hexdigest()
        transaction.set_rollback(True)


# A killed worker, a clock


def test_the_clock_finishes_what_a_killed_worker_left(ticket):
    upload = begun(ticket)
    upload.append(PDF, offset=0, at=timezone.now() - timedelta(minutes=2))
    assert abandoned.finish() == 1
    upload.refresh_from_db()
    assert upload.state == "kept" and ticket.slots.get(code="npwp").current.sha256 == SHA
    assert abandoned.finish() == 0 and ticket.attachments.count() == 1


def test_the_clock_leaves_a_worker_its_minute(ticket):
    begun(ticket).append(PDF, offset=0)
    assert abandoned.finish() == 0


def test_an_empty_part_finishes_what_a_killed_worker_left(sender, ticket):
    sender.begin(PDF, fingerprint=SHA)
    sender.upload.append(PDF, offset=0)  # and then nobody judged it
    assert sender.patch(b"", len(PDF)).status_code == 204
    assert ticket.slots.get(code="npwp").state == "sent"


def test_who_is_killed_while_the_file_is_kept_leaves_neither_file_nor_decision(ticket, monkeypatch):
    upload = begun(ticket)
    upload.append(PDF, offset=0)
    take = Receiver(ticket, "npwp", by=ticket.requester).take

    def dies(file):
        take(file)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        upload.finish(dies)
    upload.refresh_from_db()
    assert upload.state == "checking" and not ticket.attachments.exists()
    upload.finish(Receiver(Ticket.objects.get(pk=ticket.pk), "npwp", by=ticket.requester).take)
    assert upload.state == "kept" and ticket.attachments.count() == 1


def test_a_whole_file_of_a_ticket_that_is_done_waits(ticket):
    upload = begun(ticket)
    upload.append(PDF, offset=0, at=timezone.now() - timedelta(minutes=2))
    ticket.close("Selesai.", by=cast.make_admin())
    abandoned.finish()
    upload.refresh_from_db()
    assert (upload.state, upload.status) == ("receiving", 409) and upload.sentence
    assert not ticket.attachments.exists()


def test_what_nobody_went_on_with_is_forgotten_and_what_was_kept_stays(ticket, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        old, kept, young = begun(ticket), begun(ticket, "kept", place="ktp_direksi"), begun(ticket, "young")
        old.append(PDF[:100], offset=0)
        kept.append(PDF, offset=0)
        kept.finish(Receiver(ticket, "ktp_direksi", by=ticket.requester).take)
    Upload.objects.exclude(pk=young.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert abandoned.forget_expired() == 2
    assert list(Upload.objects.all()) == [young]
    assert not private_storage().exists(parts.part_name(old.key, 0))
    assert ticket.attachments.present().count() == 1


# A full disk


def full(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_stops_a_part_with_a_sentence_and_it_goes_on_later(sender, ticket, monkeypatch):
    sender.begin(PDF)
    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "_save", full)
        answer = sender.patch(PDF, 0)
    assert (answer.status_code, answer["Retry-After"]) == (507, "60")
    assert "no room" in answer.json()["sentence"] and sender.upload.received == 0
    assert sender.patch(PDF, 0).status_code == 204 and ticket.slots.get(code="npwp").state == "sent"


def test_a_disk_that_is_full_at_the_end_keeps_all_parts_and_no_half_file(sender, ticket, monkeypatch):
    sender.begin(PDF, fingerprint=SHA)
    real = FileSystemStorage._save

    def half(self, name, content):
        if not name.startswith("attachments/"):
            return real(self, name, content)
        real(self, name, content)
        return full()

    with monkeypatch.context() as patch:
        patch.setattr(FileSystemStorage, "_save", half)
        assert sender.patch(PDF, 0).status_code == 507
    assert sender.upload.state == "checking" and not ticket.attachments.exists()
    folders = private_storage().listdir("attachments")[0]
    assert not any(private_storage().listdir(f"attachments/{folder}")[1] for folder in folders)
    assert sender.patch(b"", len(PDF)).status_code == 204
    assert ticket.slots.get(code="npwp").current.sha256 == SHA


def test_the_plain_form_says_it_too(sender, ticket, monkeypatch):
    from django.urls import reverse

    from helpdesk.tests.files import upload as sent

    sender.client.raise_request_exception = False
    monkeypatch.setattr(FileSystemStorage, "_save", full)
    address = reverse("helpdesk:ticket_upload", args=[ticket.number])
    answer = sender.client.post(address, {"slot": "npwp", "file": sent(PDF, "npwp.pdf")})
    assert answer.status_code == 507 and "Tidak ada tempat" in answer.content.decode()
    assert answer["Content-Security-Policy"] and not ticket.attachments.exists()
    answer = sender.client.post(address, {"slot": "npwp", "file": sent(PDF, "npwp.pdf")}, HTTP_ACCEPT="application/json")
    assert answer.status_code == 507 and answer.json()["sentence"]


# Many at once


def at_once(*acts):
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(30)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def browsers(ticket, many):
    made = [Client() for _n in range(many)]
    for one in made:
        one.force_login(ticket.requester)
    return [Sender(one, ticket) for one in made]


@pytest.mark.django_db(transaction=True)
def test_the_same_part_six_times_at_once_is_kept_once(site_tree):
    ticket = make_ticket()
    senders = browsers(ticket, 6)
    begun_by = [sender.begin(PDF, fingerprint=SHA) for sender in senders]
    assert {answer["Location"] for answer in begun_by} == {begun_by[0]["Location"]}
    codes = at_once(*(lambda s=s: s.patch(PDF, 0).status_code for s in senders))
    assert set(codes) <= {204, 409, 413, 423}
    # Whoever brought it may have been told to come again (423), for another just asked at the same place.
    assert senders[0].head()["Upload-Offset"] == str(len(PDF)) and senders[0].patch(b"", len(PDF)).status_code == 204
    assert ticket.attachments.get().sha256 == SHA and Upload.objects.get().state == "kept"
    assert ticket.events.filter(kind="file_sent").count() == 1


def test_who_judges_second_finds_it_judged(ticket):
    """Two requests that both found it whole: the second one must not judge again what the first has kept."""
    first = begun(ticket)
    first.append(PDF, offset=0)
    second = Upload.objects.get(pk=first.pk)
    assert first.state == second.state == "checking"
    for one in (first, second):
        one.finish(Receiver(ticket, "npwp", by=ticket.requester).take)
    assert second.state == "kept" and second.attachment == ticket.attachments.get()
    assert ticket.events.filter(kind="file_sent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_six_creations_at_once_make_one_upload(site_tree):
    ticket = make_ticket()
    codes = at_once(*(lambda s=s: s.begin(PDF, fingerprint=SHA).status_code for s in browsers(ticket, 6)))
    assert sorted(codes) == [200] * 5 + [201] and Upload.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_files_for_one_document_at_once_leave_one_and_lose_no_history(site_tree):
    ticket = make_ticket()
    files = [small_pdf(f"isi {n}") for n in range(4)]
    senders = browsers(ticket, 4)
    codes = at_once(*(lambda s=s, f=f: s.begin(f, body=f).status_code for s, f in zip(senders, files, strict=True)))
    assert codes == [201] * 4
    slot = ticket.slots.get(code="npwp")
    assert sorted(slot.versions.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert ticket.attachments.present().get() == slot.current
    assert slot.current.sha256 in {hashlib.sha256(file).hexdigest() for file in files}


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_ends_while_the_ticket_closes_is_kept_or_waits(site_tree):
    ticket, admin = make_ticket(), cast.make_admin()
    (sender,) = browsers(ticket, 1)
    sender.begin(PDF, fingerprint=SHA)
    code, _closed = at_once(
        lambda: sender.patch(PDF, 0).status_code, lambda: Ticket.objects.get(pk=ticket.pk).close("Selesai.", by=admin)
    )
    upload = Upload.objects.get()
    assert (code, upload.state, ticket.attachments.count()) in {(204, "kept", 1), (409, "receiving", 0)}
    assert Ticket.objects.get(pk=ticket.pk).is_done


@pytest.mark.django_db(transaction=True)
def test_who_comes_while_another_is_at_it_is_told_at_once(site_tree):
    upload = begun(make_ticket())
    other = Upload.objects.get(pk=upload.pk)

    def second():
        with pytest.raises(Busy):
            other.append(PDF, offset=0)
        return "busy"

    with upload.held():
        assert at_once(second) == ["busy"]
    upload.append(PDF, offset=0)
    assert upload.is_whole
