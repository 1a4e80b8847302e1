"""Uploads in parts, by the tus protocol 1.0.0: every header and status that a client may meet."""

import base64
import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helpdesk.attachments import parts
from helpdesk.attachments.storage import private_storage
from helpdesk.attachments.upload import Upload
from helpdesk.documents.tests.tus_client import TUS, Sender, metadata
from helpdesk.tests import factories as cast
from helpdesk.tests.files import big_pdf, docx, small_pdf
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db
PDF = small_pdf("isi", pages=3)


@pytest.fixture(autouse=True)
def committed(django_capture_on_commit_callbacks):
    """Parts go at the commit."""
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def ticket():
    service = cast.make_service("Registrasi", documents=["ktp_direksi", "npwp"])
    organisation = cast.make_organisation(shares_tickets=True)
    return cast.make_ticket(service=service, requester=cast.make_client("budi", organisation=organisation))


@pytest.fixture
def sender(client, ticket):
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    return Sender(client, ticket)


def stored(upload):
    storage = private_storage()
    return [offset for offset in range(len(PDF) + 1) if storage.exists(parts.part_name(upload.key, offset))]


# Asking what the server can


def test_options_tell_versions_extensions_and_limits(sender):
    answer = sender.client.options(sender.address)
    assert answer.status_code == 204
    assert answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
    assert set(answer["Tus-Extension"].split(",")) == {
        "creation", "creation-with-upload", "expiration", "termination", "checksum"}  # fmt: skip
    assert answer["Tus-Max-Size"] == str(15 * 1024 * 1024)
    assert set(answer["Tus-Checksum-Algorithm"].split(",")) == {"sha1", "sha256"}


@pytest.mark.parametrize("version", [None, "0.2.2", "2.0.0"])
def test_another_version_is_told_which_one_is_spoken(sender, version):
    headers = {"Tus-Resumable": version} if version else {}
    answer = sender.client.post(sender.address, headers=headers)
    assert (answer.status_code, answer["Tus-Version"], answer["Tus-Resumable"]) == (412, "1.0.0", "1.0.0")


# From the beginning to the end


def test_a_file_comes_in_parts_and_becomes_what_the_plain_form_makes_of_it(sender, ticket):
    begun = sender.begin(PDF, place="npwp")
    assert (begun.status_code, begun["Upload-Offset"]) == (201, "0")
    for start in range(0, len(PDF), 300):
        answer = sender.patch(PDF[start : start + 300], start)
        assert answer.status_code == 204 and not answer.content
        assert answer["Upload-Offset"] == str(min(start + 300, len(PDF)))
        assert answer["Tus-Resumable"] == "1.0.0" and answer["Upload-Expires"].endswith("GMT")
    slot = ticket.slots.get(code="npwp")
    assert slot.state == "sent" and slot.current.sha256 == hashlib.sha256(PDF).hexdigest()
    assert slot.current.name == "npwp.pdf" and slot.current.uploaded_by == ticket.requester
    assert sender.upload.state == "kept" and sender.upload.attachment == slot.current


def test_the_parts_go_once_the_file_is_kept(sender, django_capture_on_commit_callbacks):
    sender.begin(PDF)
    with django_capture_on_commit_callbacks(execute=True):
        sender.patch(PDF[:200], 0)
    assert stored(sender.upload) == [0]
    with django_capture_on_commit_callbacks(execute=True):
        sender.patch(PDF[200:], 200)
    assert sender.upload.state == "kept" and stored(sender.upload) == []


def test_the_first_part_may_come_with_the_creation(sender, ticket):
    begun = sender.begin(PDF, body=PDF[:500])
    assert (begun.status_code, begun["Upload-Offset"]) == (201, "500")
    sender.patch(PDF[500:], 500)
    assert ticket.slots.get(code="npwp").state == "sent"


def test_a_small_file_needs_one_request_and_its_result_comes_as_json_to_who_asks(sender, ticket):
    begun = sender.begin(PDF, body=PDF, headers={"Accept": "application/json"})
    assert begun.status_code == 201
    assert begun.json() == {
        "name": "npwp.pdf", "size": len(PDF), "slot": "npwp", "sentence": "Received as “NPWP”.", "ok": True, "offset": len(PDF),
    }  # fmt: skip
    assert sender.client.get(sender.url).json() == begun.json()


def test_a_long_piece_is_kept_as_parts_of_at_most_one_mib(sender, ticket):
    content = big_pdf(int(2.5 * 1024 * 1024))
    sender.begin(content)
    seen = []
    real = parts.write
    parts.write = lambda key, offset, data: (seen.append(len(data)), real(key, offset, data))
    try:
        assert sender.patch(content, 0).status_code == 204
    finally:
        parts.write = real
    assert seen == [1048576, 1048576, 524288]
    assert ticket.slots.get(code="npwp").current.sha256 == hashlib.sha256(content).hexdigest()


def test_head_tells_how_far_it_is(sender):
    sender.begin(PDF)
    sender.patch(PDF[:100], 0)
    answer = sender.head()
    assert answer.status_code == 200
    assert (answer["Upload-Offset"], answer["Upload-Length"]) == ("100", str(len(PDF)))
    assert answer["Cache-Control"].find("no-store") >= 0
    assert answer["Upload-Metadata"] == metadata(filename="npwp.pdf", place="npwp")


def test_a_proxy_that_lets_only_post_pass_is_no_hindrance(sender, ticket):
    sender.begin(PDF)
    answer = sender.client.post(
        sender.url, PDF, content_type="application/offset+octet-stream",
        headers={**TUS, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"},
    )  # fmt: skip
    assert answer.status_code == 204 and ticket.slots.get(code="npwp").state == "sent"


# What a client does wrong


def test_a_part_for_another_offset_is_told_where_to_go_on(sender):
    sender.begin(PDF)
    sender.patch(PDF[:100], 0)
    for wrong in (0, 99, 101, len(PDF)):
        answer = sender.patch(b"x", wrong)
        assert (answer.status_code, answer["Upload-Offset"]) == (409, "100")
    assert sender.upload.received == 100


def test_more_than_announced_is_refused_and_nothing_kept(sender):
    sender.begin(PDF)
    assert sender.patch(PDF + b"x", 0).status_code == 413
    assert sender.upload.received == 0 and stored(sender.upload) == []


def test_a_part_of_another_content_type_is_refused(sender):
    sender.begin(PDF)
    assert sender.patch(PDF, 0, content_type="application/octet-stream").status_code == 415


@pytest.mark.parametrize("offset", ["", "-1", "1e3", "٣", "9" * 40, "x"])
def test_an_offset_that_is_no_number_is_refused(sender, offset):
    sender.begin(PDF)
    assert sender.patch(PDF, offset).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 400), ({"Upload-Length": "-5"}, 400), ({"Upload-Length": "viel"}, 400), ({"Upload-Length": "0"}, 422),
        ({"Upload-Length": str(15 * 1024 * 1024 + 1)}, 413), ({"Upload-Defer-Length": "1"}, 400),
        ({"Upload-Length": "9", "Upload-Concat": "partial"}, 400), ({"Upload-Length": "9", "Upload-Metadata": "filename ***"}, 400),
        ({"Upload-Length": "9", "Upload-Metadata": f"filename {base64.b64encode(bytes([255])).decode()}"}, 400),
    ],
)  # fmt: skip
def test_a_creation_that_says_nothing_sensible_makes_nothing(sender, headers, status):
    answer = sender.client.post(sender.address, headers=TUS | headers)
    assert answer.status_code == status and answer.json()["sentence"]
    assert not Upload.objects.exists()
    assert answer.get("Tus-Max-Size") == (str(15 * 1024 * 1024) if status == 413 else None)


def test_a_body_without_a_length_is_refused(sender):
    sender.begin(PDF)
    headers = TUS | {"Upload-Offset": "0"}
    answer = sender.client.generic("PATCH", sender.url, b"", headers=headers, CONTENT_TYPE="application/offset+octet-stream")
    assert answer.status_code == 411


# Checksums


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_part_with_the_right_checksum_is_kept(sender, algorithm):
    sender.begin(PDF)
    assert sender.patch(PDF[:100], 0, checksum=(algorithm, PDF[:100])).status_code == 204
    assert sender.upload.received == 100


def test_a_part_with_a_wrong_checksum_is_dropped(sender):
    sender.begin(PDF)
    assert sender.patch(PDF[:100], 0, checksum=("sha256", b"something else")).status_code == 460
    assert sender.upload.received == 0 and stored(sender.upload) == []


@pytest.mark.parametrize("said", ["md5 1B2M2Y8AsgTpgAmY7PhCfg==", "sha1", "sha1 ***", ""])
def test_an_unknown_checksum_is_refused(sender, said):
    sender.begin(PDF)
    assert sender.patch(PDF[:100], 0, headers={"Upload-Checksum": said}).status_code == 400


def test_the_whole_file_is_proved_by_the_hash_that_the_client_told(sender, ticket):
    sender.begin(PDF, fingerprint=hashlib.sha256(b"another").hexdigest())
    answer = sender.patch(PDF, 0)
    assert answer.status_code == 422 and "did not arrive as it was sent" in answer.json()["sentence"]
    assert not ticket.attachments.exists() and sender.upload.state == "refused"
    # Sent again, it is a new upload.
    assert sender.begin(PDF, fingerprint=hashlib.sha256(PDF).hexdigest(), body=PDF).status_code == 201
    assert ticket.slots.get(code="npwp").current.sha256 == hashlib.sha256(PDF).hexdigest()


# The same file again


SHA = hashlib.sha256(PDF).hexdigest()


def test_the_same_file_goes_on_where_it_stopped(sender):
    first = sender.begin(PDF, fingerprint=SHA)
    sender.patch(PDF[:400], 0)
    again = sender.begin(PDF, fingerprint=SHA, body=PDF)
    assert (again.status_code, again["Location"], again["Upload-Offset"]) == (200, first["Location"], "400")
    assert Upload.objects.count() == 1


def test_a_file_that_was_kept_is_told_again_and_never_kept_twice(sender, ticket):
    sender.begin(PDF, fingerprint=SHA, body=PDF)
    again = sender.begin(PDF, fingerprint=SHA, body=PDF, headers={"Accept": "application/json"})
    assert again.status_code == 200 and again.json()["ok"] is True
    assert ticket.attachments.count() == 1 and ticket.slots.get(code="npwp").versions.count() == 1


def test_a_file_that_was_taken_away_meanwhile_may_come_again(sender, ticket):
    sender.begin(PDF, fingerprint=SHA, body=PDF)
    slot = ticket.slots.get(code="npwp")
    slot.remove_file(by=ticket.requester)
    assert sender.begin(PDF, fingerprint=SHA, body=PDF).status_code == 201
    slot.refresh_from_db()
    assert slot.state == "sent" and slot.current.removed_at is None


def test_a_refused_document_may_be_sent_again_unchanged(sender, ticket):
    sender.begin(PDF, fingerprint=SHA, body=PDF)
    slot = ticket.slots.get(code="npwp")
    slot.versions.update(outcome="refused")
    type(slot).objects.filter(pk=slot.pk).update(state="refused", reason="Buram.")
    assert sender.begin(PDF, fingerprint=SHA, body=PDF).status_code == 201
    assert slot.versions.count() == 2


def test_a_file_without_a_fingerprint_is_new_each_time(sender):
    sender.begin(PDF)
    sender.begin(PDF)
    assert Upload.objects.count() == 2


def test_the_same_file_for_another_place_or_by_another_name_is_another_upload(sender):
    sender.begin(PDF, place="npwp", fingerprint="a|1")
    sender.begin(PDF, place="ktp_direksi", fingerprint="a|1")
    sender.begin(PDF, place="npwp", fingerprint="a|1", name="lain.pdf")
    assert Upload.objects.count() == 3


# Refusals come early


def test_a_name_that_tells_nothing_is_asked_back_before_a_byte_is_sent(sender):
    answer = sender.begin(PDF, place="", name="scan0001.pdf")
    assert answer.status_code == 422 and "does not tell which document" in answer.json()["sentence"]
    assert sender.begin(PDF, place="", name="NPWP PT.pdf").status_code == 201
    assert sender.upload.place == "npwp"


@pytest.mark.parametrize("place", ["tidak-ada", "npwp\0", "<script>", "999999"])
def test_a_place_that_this_ticket_has_not_takes_nothing(sender, place):
    assert sender.begin(PDF, place=place).status_code == 422


def test_a_document_that_was_accepted_takes_nothing(sender, ticket):
    sender.begin(PDF, body=PDF)
    ticket.slots.filter(code="npwp").update(state="accepted")
    answer = sender.begin(PDF + b"\n")
    assert answer.status_code == 409 and "has been accepted" in answer.json()["sentence"]


def test_the_wrong_kind_of_file_is_refused_with_its_first_part(sender, ticket):
    content = docx() + b"\0" * 900_000
    sender.begin(content)
    answer = sender.patch(content[:262_144], 0)
    assert answer.status_code == 422 and "office document" in answer.json()["sentence"]
    assert sender.upload.state == "refused" and sender.upload.received == 0
    # Who goes on nevertheless is told the same.
    assert sender.patch(content[262_144:], 262_144).json() == answer.json()
    assert sender.client.get(sender.url).json()["ok"] is False


def test_a_pdf_over_the_limit_is_refused_with_its_first_part(sender):
    content = big_pdf(4 * 1024 * 1024 + 1)
    sender.begin(content)
    answer = sender.patch(content[:262_144], 0)
    assert answer.status_code == 422 and "larger than 4 MB" in answer.json()["sentence"]


def test_a_file_that_only_the_check_finds_out_is_refused_at_the_end(sender, ticket):
    content = PDF[: len(PDF) // 2]
    sender.begin(content)
    assert sender.patch(content, 0).status_code == 422
    assert not ticket.attachments.exists() and sender.upload.state == "refused"


def test_a_flood_of_tiny_parts_ends(sender, monkeypatch):
    monkeypatch.setattr(parts, "MOST", 3)
    sender.begin(PDF)
    answers = [sender.patch(PDF[n : n + 1], n) for n in range(4)]
    assert [answer.status_code for answer in answers] == [204, 204, 204, 422]
    assert "too many small pieces" in answers[-1].json()["sentence"]


# The ticket changes meanwhile


def test_a_ticket_that_is_done_takes_no_upload(sender, ticket):
    ticket.close("Selesai.", by=cast.make_admin())
    answer = sender.begin(PDF)
    assert answer.status_code == 409 and "The ticket is done" in answer.json()["sentence"]


def test_a_ticket_that_ends_during_an_upload_loses_nothing(sender, ticket):
    sender.begin(PDF)
    sender.patch(PDF[:500], 0)
    admin = cast.make_admin()
    ticket.close("Selesai.", by=admin)
    answer = sender.patch(PDF[500:], 500)
    assert answer.status_code == 409 and "The ticket is done" in answer.json()["sentence"]
    assert "Upload-Offset" not in answer
    Ticket.objects.get(pk=ticket.pk).reopen("Belum.", by=admin)
    assert sender.patch(PDF[500:], 500).status_code == 204
    assert ticket.slots.get(code="npwp").state == "sent"


def test_a_ticket_that_ends_between_the_last_byte_and_the_judgement_loses_nothing(sender, ticket, monkeypatch):
    from helpdesk.documents.views.receiving import Receiver

    take, admin = Receiver.take, cast.make_admin()

    def too_late(self, file):
        Ticket.objects.get(pk=ticket.pk).close("Selesai.", by=admin)
        return take(self, file)

    monkeypatch.setattr(Receiver, "take", too_late)
    sender.begin(PDF)
    answer = sender.patch(PDF, 0)
    assert answer.status_code == 409 and "The ticket is done" in answer.json()["sentence"]
    assert not ticket.attachments.exists()
    monkeypatch.setattr(Receiver, "take", take)
    Ticket.objects.get(pk=ticket.pk).reopen("Belum.", by=admin)
    assert sender.patch(b"", len(PDF)).status_code == 204
    assert ticket.slots.get(code="npwp").current.sha256 == SHA


# Giving up, and the end of its time


def test_an_upload_can_be_given_up_and_leaves_nothing(sender, django_capture_on_commit_callbacks):
    sender.begin(PDF)
    sender.patch(PDF[:100], 0)
    upload = sender.upload
    with django_capture_on_commit_callbacks(execute=True):
        assert sender.client.delete(sender.url, headers=TUS).status_code == 204
    assert stored(upload) == [] and not Upload.objects.exists()
    assert sender.head().status_code == 404


def test_a_file_that_was_kept_is_not_given_up(sender, ticket):
    sender.begin(PDF, body=PDF)
    assert sender.client.delete(sender.url, headers=TUS).status_code == 409
    assert ticket.attachments.present().count() == 1


def test_the_button_of_the_plain_page_gives_up_and_leads_back(sender, ticket):
    sender.begin(PDF)
    address = reverse("helpdesk:tus_give_up", args=[ticket.number, sender.upload.key])
    assert sender.client.get(address).status_code == 405
    assert sender.client.post(address)["Location"] == f"/helpdesk/tiket/{ticket.number}/#documents"
    assert not Upload.objects.exists()


def test_an_upload_whose_time_is_over_is_gone(sender):
    sender.begin(PDF)
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert sender.head().status_code == 410
    assert sender.patch(PDF, 0).status_code == 410


def test_each_part_gives_the_upload_three_days_more(sender):
    sender.begin(PDF)
    Upload.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    sender.patch(PDF[:10], 0)
    assert sender.upload.expires_at > timezone.now() + timedelta(days=2, hours=23)


# Who may


def people(ticket):
    department = ticket.department
    return {
        "requester": (ticket.requester, 201), "staff": (cast.make_staff(department=department), 201),
        "admin": (cast.make_admin(), 201), "superadmin": (cast.make_superadmin(), 201),
        "colleague": (cast.make_client(organisation=ticket.organisation), 404), "stranger": (cast.make_client(), 404),
        "other staff": (cast.make_staff(department=cast.make_department()), 404), "editor": (cast.make_editor(), 404),
    }  # fmt: skip


def test_only_those_who_may_send_files_begin_an_upload_and_it_is_theirs_alone(ticket):
    senders = {}
    for who, (person, status) in people(ticket).items():
        browser = Client()
        browser.force_login(person)
        senders[who] = Sender(browser, ticket)
        assert senders[who].begin(PDF).status_code == status, who
    assert Upload.objects.count() == 4
    for owner, url in [(who, senders[who].url) for who in ("requester", "staff")]:
        for who, sender in senders.items():
            sender.url, expected = url, 200 if who == owner else 404
            assert (sender.head().status_code, sender.client.get(url).status_code) == (expected, expected), who
            if who != owner:
                assert sender.patch(PDF[:5], 0).status_code == 404, who
                assert sender.client.delete(url, headers=TUS).status_code == 404, who
    assert Upload.objects.count() == 4


def test_an_upload_of_another_ticket_has_no_address_here(sender, ticket):
    other = cast.make_ticket(service=cast.make_service(documents=["npwp"]), requester=ticket.requester)
    sender.begin(PDF)
    wrong = reverse("helpdesk:tus_upload", args=[other.number, sender.upload.key])
    assert sender.client.get(wrong).status_code == 404
    assert sender.client.get(sender.url).status_code == 200


def test_who_lost_the_right_cannot_go_on(client, ticket):
    officer = cast.make_staff(department=ticket.department)
    client.force_login(officer)
    sender = Sender(client, ticket)
    sender.begin(PDF)
    officer.department = cast.make_department()
    officer.save()
    assert sender.patch(PDF, 0).status_code == 404


def test_a_request_without_the_csrf_token_is_refused(ticket):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ticket.requester)
    sender = Sender(strict, ticket)
    assert sender.begin(PDF).status_code == 403
    strict.cookies["csrftoken"] = token = "t" * 32
    assert sender.begin(PDF, headers={"X-CSRFToken": token}).status_code == 201
    assert sender.patch(PDF[:9], 0).status_code == 403
    assert sender.patch(PDF[:9], 0, headers={"X-CSRFToken": token}).status_code == 204


# Not too much


def test_a_person_may_not_begin_endlessly(sender, monkeypatch):
    from helpdesk.common.throttle import Rate

    monkeypatch.setattr("helpdesk.documents.views.resumable.RATE", Rate(2, 600))
    assert [sender.begin(PDF, fingerprint=str(n)).status_code for n in range(3)] == [201, 201, 429]
    # What goes on is not counted.
    assert sender.begin(PDF, fingerprint="1").status_code == 200


def test_what_is_on_its_way_is_bounded_by_number_and_by_size(sender, monkeypatch):
    monkeypatch.setattr("helpdesk.attachments.upload_queries.MOST_OPEN", 2)
    answers = [sender.begin(PDF) for _n in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert "on their way already" in answers[-1].json()["sentence"]
    Upload.objects.all().delete()
    monkeypatch.setattr("helpdesk.attachments.upload_queries.MOST_BYTES", len(PDF) + 5)
    assert [sender.begin(PDF).status_code for _n in range(2)] == [201, 409]
