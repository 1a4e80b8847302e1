"""More than forty hostile file names go the whole way: sent, stored, shown, saved (issue 5)."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from helpdesk.attachments import other_files
from helpdesk.attachments.names import display_name
from helpdesk.attachments.storage import private_storage
from helpdesk.attachments.tests.test_names import NAMES
from helpdesk.documents.tests.tus_client import Sender
from helpdesk.documents.views.receiving import Receiver
from helpdesk.tests import factories as cast
from helpdesk.tests import files

pytestmark = pytest.mark.django_db
HOSTILE = [name for name, _shown in NAMES if name and "\ud800" not in name]  # what can be written into a header


@pytest.fixture
def ticket(monkeypatch, client):
    monkeypatch.setattr(other_files, "MOST", 100)
    ticket = cast.make_ticket(service=cast.make_service(documents=["npwp"]))
    client.force_login(ticket.requester)
    return ticket


def assert_all_are_harmless(client, ticket):
    kept = list(ticket.attachments.order_by("pk"))
    assert len(kept) == len(HOSTILE) > 40
    page = client.get(ticket.get_absolute_url()).content.decode()
    assert "<img src=x" not in page and "<script>alert" not in page
    for file in kept:
        assert escape(file.name) in page and display_name(file.name) == file.name
        assert re.fullmatch(r"attachments/[0-9a-f]{2}/[0-9a-f]{40}\.pdf", file.file.name)
        assert private_storage().exists(file.file.name)
        answer = client.get(reverse("helpdesk:attachment", args=[ticket.number, file.key]))
        header = answer["Content-Disposition"]
        assert header.startswith("attachment; filename") and not set(header) & set("\r\n\x00")
        assert answer["Content-Type"] == "application/pdf" and answer["X-Content-Type-Options"] == "nosniff"


def test_forty_hostile_names_are_only_text_when_sent_in_parts(client, ticket):
    sender = Sender(client, ticket)
    for number, name in enumerate(HOSTILE):
        content = files.small_pdf(f"isi {number}")
        assert sender.begin(content, name=name, place="other", body=content).status_code == 201, name
    assert_all_are_harmless(client, ticket)


def test_forty_hostile_names_are_only_text_in_the_plain_form(client, ticket):
    receiver = Receiver(ticket, "other", by=ticket.requester)
    for name in HOSTILE:
        sent = files.upload(files.small_pdf(), "x.pdf")
        sent._name = name  # past the cleaning that Django does by itself: a later version may do less
        assert receiver.take(sent).is_kept, name
    assert_all_are_harmless(client, ticket)
