"""What files cost the database: the same few statements, however many files there are already, or come at once."""

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.other_files import attach
from helpdesk.common.form_token import new_token
from helpdesk.tests import factories as cast
from helpdesk.tests.files import small_pdf, upload
from helpdesk.tickets.models import EventKind, Ticket

pytestmark = pytest.mark.django_db
ADDRESS = "/helpdesk/tiket/baru/"
TEST_ONLY = ("SAVEPOINT", "RELEASE")  # a request's own transaction is a savepoint within a test's


@pytest.fixture
def service():
    cast.make_source()
    return cast.make_service("Surat keterangan", documents=["npwp"])


@pytest.fixture
def page(client):
    client.force_login(cast.make_client("budi"))
    return client


def statements(run):
    with CaptureQueriesContext(connection) as asked:
        run()
    return [one["sql"] for one in asked if not one["sql"].startswith(TEST_ONLY)]


def create(page, service, files=0):
    source = cast.make_source()
    form = {"layanan": service.code, "token": new_token(), "description": "Mohon surat.", "source": source.pk, "type": service.type_id}
    answer = page.post(ADDRESS, {**form, "files": [upload(small_pdf(), f"{number}.pdf") for number in range(files)]})
    assert answer.status_code == 302


def test_a_ticket_with_pdfs_costs_no_statement_more_than_one_without(page, service):
    create(page, service, 1)  # everything that is asked once per process has been asked
    counts = {number: len(statements(lambda number=number: create(page, service, number))) for number in (0, 1, 4)}
    assert counts[1] == counts[4] == counts[0] <= 14
    assert [ticket.attachments.count() for ticket in Ticket.objects.order_by("pk")] == [1, 0, 1, 4]


def test_the_files_that_come_with_a_ticket_are_events_of_its_first_moment(page, service):
    create(page, service, 2)
    ticket = Ticket.objects.get()
    kinds = list(ticket.events.order_by("pk").values_list("kind", flat=True))
    assert kinds == [EventKind.SUBMITTED, EventKind.FILE_SENT, EventKind.FILE_SENT] and ticket.version == 3
    told = {event.new["attachment"]: event.new["name"] for event in ticket.events.filter(kind=EventKind.FILE_SENT)}
    assert told == dict(ticket.attachments.values_list("pk", "name"))
    assert all(storages["private"].exists(file.file.name) for file in ticket.attachments.all())


def test_nothing_is_kept_of_a_ticket_whose_file_cannot_be_stored(page, service, monkeypatch):
    store = storages["private"].__class__.save
    tried = []

    def full(self, name, content, **more):
        tried.append(name)
        if len(tried) == 2:
            raise OSError(28, "No space left on device")
        return store(self, name, content, **more)

    monkeypatch.setattr(storages["private"].__class__, "save", full)
    page.raise_request_exception = False
    form = {"layanan": service.code, "token": new_token(), "description": "Mohon surat.", "source": cast.make_source().pk, "type": service.type_id}
    page.post(ADDRESS, {**form, "files": [upload(small_pdf(), f"{number}.pdf") for number in range(3)]})
    assert len(tried) == 2 and not Ticket.objects.exists() and not Attachment.objects.exists()
    assert not storages["private"].exists(tried[0])


def test_an_upload_costs_the_same_on_a_ticket_with_few_files_and_with_many(page, service):
    ticket = cast.make_ticket(service=service, requester=cast.make_client("sari"))
    page.force_login(ticket.requester)
    address = reverse("helpdesk:ticket_upload", args=[ticket.number])

    def send():
        assert page.post(address, {"slot": "other", "file": upload(small_pdf(), "lampiran.pdf")}).status_code == 302

    send()
    few = statements(send)
    for number in range(15):
        attach(ticket, Accepted(f"{number}.pdf", small_pdf()), by=ticket.requester)
    many = statements(send)
    assert len(few) == len(many) <= 10, "\n".join(many)
