"""Who gets the bytes, and how they are sent."""


import pytest
from django.urls import reverse

from helpdesk.attachments.checks import check
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.tests.test_names import NAMES
from helpdesk.tests import factories, files
from helpdesk.tests.pages import bare

CONTENT = files.small_pdf("Hanya untuk yang berhak")
MADE_UP = [999_999, "x" * 22]
MAY = ["requester", "staff", "admin", "superadmin"]
MAY_NOT = ["colleague", "stranger", "other_staff", "loose_staff", "editor"]


@pytest.fixture
def attachment(cast):
    return receive(cast)


def receive(cast, name="NPWP.pdf", **more):
    accepted = check(files.upload(CONTENT, name))
    return Attachment.objects.keep(accepted, ticket=cast.ticket, by=cast.requester, **more)


def get(client, user, address, method="get"):
    client.force_login(user)
    return getattr(client, method)(address)


def body(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("who", MAY)
def test_whoever_works_on_the_ticket_and_the_requester_get_the_very_bytes(client, cast, attachment, who):
    answer = get(client, getattr(cast, who), attachment.get_absolute_url())
    assert answer.status_code == 200 and body(answer) == CONTENT


@pytest.mark.parametrize("who", MAY_NOT)
def test_everybody_else_gets_the_answer_of_a_file_that_never_existed(client, cast, attachment, who):
    refused = get(client, getattr(cast, who), attachment.get_absolute_url())
    never = get(client, getattr(cast, who), reverse("helpdesk:attachment", args=MADE_UP))
    assert refused.status_code == never.status_code == 404
    assert bare(refused) == bare(never)


def test_a_visitor_and_a_deactivated_person_are_led_to_the_login(client, cast, attachment):
    address = attachment.get_absolute_url()
    assert client.get(address).status_code == 302
    client.force_login(cast.staff)
    assert client.get(address).status_code == 200
    type(cast.staff).objects.filter(pk=cast.staff.pk).update(is_active=False)
    assert client.get(address).status_code == 302


def test_the_file_is_found_only_through_its_own_ticket(client, cast, attachment):
    other = factories.make_ticket(requester=cast.requester, service=cast.ticket.service)
    own = get(client, cast.requester, reverse("helpdesk:attachment", args=[cast.ticket.number, attachment.key]))
    crossed = client.get(reverse("helpdesk:attachment", args=[other.number, attachment.key]))
    assert (own.status_code, crossed.status_code) == (200, 404)


def test_a_file_of_an_internal_note_is_for_the_desk_only(client, cast):
    note = cast.ticket.add_note("Hanya kita.", by=cast.staff)
    attachment = receive(cast, message=note)
    assert get(client, cast.staff, attachment.get_absolute_url()).status_code == 200
    assert get(client, cast.requester, attachment.get_absolute_url()).status_code == 404


def test_a_removed_file_and_one_whose_bytes_are_missing_are_not_there(client, cast, attachment, caplog):
    assert get(client, cast.staff, attachment.get_absolute_url()).status_code == 200
    attachment.file.storage.delete(attachment.file.name)
    assert get(client, cast.staff, attachment.get_absolute_url()).status_code == 404
    assert "NPWP" not in caplog.text and "missing" in caplog.text
    attachment.remove(by=cast.requester)
    assert get(client, cast.staff, attachment.get_absolute_url()).status_code == 404


def test_it_is_sent_to_be_saved_and_can_never_run(client, cast, attachment):
    answer = get(client, cast.requester, attachment.get_absolute_url())
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="NPWP.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert int(answer["Content-Length"]) == len(CONTENT)


def test_head_tells_the_same_without_the_bytes(client, cast, attachment):
    answer = get(client, cast.requester, attachment.get_absolute_url(), "head")
    assert answer.status_code == 200 and int(answer["Content-Length"]) == len(CONTENT)
    assert (b"".join(answer) if not answer.streaming else body(answer)) == b""


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_but_reading_is_possible(client, cast, attachment, method):
    assert get(client, cast.staff, attachment.get_absolute_url(), method).status_code == 405
    assert attachment.file.storage.exists(attachment.file.name)


@pytest.mark.parametrize(("sent", "_shown"), NAMES)
def test_a_hostile_name_changes_neither_the_headers_nor_the_type(client, cast, attachment, sent, _shown):
    # As if it had come into the database past our cleaning; half a character and NUL it takes from nobody.
    Attachment.objects.filter(pk=attachment.pk).update(name=(sent or "")[:150].replace("\x00", "").encode(errors="replace").decode())
    answer = get(client, cast.requester, attachment.get_absolute_url())
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["Content-Disposition"].isascii() and "\n" not in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/pdf" and "Set-Cookie" not in answer


@pytest.mark.parametrize("key", ["..%2f..%2fetc%2fpasswd", "%00", "NPWP.pdf", "'", "1"])
def test_a_made_up_key_is_404(client, cast, attachment, key):
    client.force_login(cast.staff)
    assert client.get(f"/helpdesk/tiket/{cast.ticket.number}/berkas/{key}/").status_code == 404


def test_a_number_out_of_range_is_404(client, cast):
    client.force_login(cast.admin)
    assert client.get(f"/helpdesk/tiket/{10**30}/berkas/x/").status_code == 404


def test_no_private_file_has_a_public_address(client, cast, attachment):
    client.force_login(cast.requester)
    for prefix in ("/media/", "/static/", "/dokumen/"):
        assert client.get(prefix + attachment.file.name).status_code == 404
