"""How many statements a post costs: as many on a ticket with a long story and many people around it as on a new one."""

import secrets

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.models import Membership
from helpdesk.messages.models import Message
from helpdesk.tests import factories as cast
from helpdesk.tests import files
from helpdesk.tickets.models import EventKind, Ticket
from helpdesk.tickets.on_behalf import key_of

pytestmark = pytest.mark.django_db
NEW = "/helpdesk/tiket/baru/"


@pytest.fixture(autouse=True)
def real_queue(settings):
    """Tasks wait for a worker, as they do outside of tests."""
    settings.TASKS = {"default": {"BACKEND": "helpdesk.common.task_backend.TaskBackend"}}


class Office:
    """A department with one officer or with many, a service with few documents or with many."""

    def __init__(self, many):
        documents = [f"dokumen-{turn}" for turn in range(12 if many else 1)]
        self.service = cast.make_service("Reset Password", documents=documents)
        self.department, self.source = self.service.department, cast.make_source()
        self.officers = [cast.make_staff(department=self.department) for _turn in range(9 if many else 1)]
        for turn in range(8 if many else 0):
            cast.make_source(f"sumber-{turn}", f"Sumber {turn}")
        organisation = cast.make_organisation("PT Maju Contoh", npwp="01.234.567.8-901.000")
        self.client = cast.make_client(name="Budi", organisation=organisation, membership=Membership.MEMBER)
        self.ticket = self.new_ticket()
        if many:
            for officer in self.officers[1:]:
                self.ticket.add_watcher(officer, by=officer)
            for turn in range(15):
                self.ticket.reply(f"Jawaban {turn}", by=self.officers[0])

    def new_ticket(self):
        ticket = cast.make_ticket(requester=self.client, service=self.service)
        Ticket.objects.filter(pk=ticket.pk).update(wanted_documents=0)
        ticket.take(by=self.officers[0])
        return ticket

    def form(self, **more):
        return {
            "layanan": self.service.code, "token": secrets.token_urlsafe(24), "description": "Mohon dibantu.", "source": self.source.pk,
            "type": self.service.type_id, **more,
        }  # fmt: skip


@pytest.fixture(params=[False, True], ids=["few", "many"])
def office(request):
    return Office(request.param)


def spoken(prefix, text="Kami periksa."):
    return {f"{prefix}-token": secrets.token_urlsafe(24), f"{prefix}-text": text}


@pytest.fixture
def costs(client):
    """Post it as that person; how many statements, without the savepoint around the token, which is the transaction itself
    outside of tests."""

    def count(person, path, form):
        client.force_login(person)
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(path, form)
        assert answer.status_code == 302, answer.content.decode()
        asked = [query["sql"] for query in captured]
        points = [sql for sql in asked if "SAVEPOINT" in sql]
        assert len(points) == 2, points
        return len(asked) - 2

    return count


def test_a_client_makes_a_ticket_with_eight_statements(office, costs):
    assert costs(office.client, NEW, office.form()) == 8
    ticket = Ticket.objects.latest("pk")
    assert (ticket.requester, ticket.version, ticket.wanted_documents) == (office.client, 1, ticket.slots.count())
    assert ticket.notifications.count() == len(office.officers)


def test_files_come_with_a_ticket_without_a_statement_more(office, costs):
    """Their rows go with the ticket's own statement."""
    sent = [files.upload(files.small_pdf(pages=pages), f"{pages}.pdf") for pages in (1, 2)]
    assert costs(office.client, NEW, office.form(files=sent)) == 8
    ticket = Ticket.objects.latest("pk")
    kept = list(ticket.attachments.order_by("pk"))
    assert [(file.name, file.pages, file.uploaded_by) for file in kept] == [("1.pdf", 1, office.client), ("2.pdf", 2, office.client)]
    told = ticket.events.filter(kind=EventKind.FILE_SENT).order_by("pk")
    assert [event.new["attachment"] for event in told] == [file.pk for file in kept]
    assert [file.file.read() for file in kept] == [files.small_pdf(pages=1), files.small_pdf(pages=2)]


def test_the_keys_of_bells_come_from_where_the_table_s_own_come_from(office, costs):
    """They are drawn with the question for whom; drawn from elsewhere they would meet a row that is there some day."""

    def last():
        with connection.cursor() as cursor:
            cursor.execute("SELECT last_value FROM helpdesk_notification_id_seq")
            return cursor.fetchone()[0]

    before = last()
    costs(office.client, NEW, office.form())
    keys = set(Ticket.objects.latest("pk").notifications.values_list("pk", flat=True))
    assert len(keys) == len(office.officers) and keys <= set(range(before + 1, last() + 1))


def test_an_officer_makes_one_for_a_client_with_two_more(office, costs):
    """Who the client is, and whether the officer watches it."""
    officer = office.officers[0]
    assert costs(officer, NEW, office.form(untuk=key_of(office.client, officer))) == 10
    assert Ticket.objects.latest("pk").created_by == officer


def test_the_desk_replies_with_nine(office, costs):
    assert costs(office.officers[0], f"{office.ticket.get_absolute_url()}balas/", spoken("reply")) == 9
    assert Message.objects.latest("pk").ticket == office.ticket
    office.ticket.refresh_from_db()
    assert office.ticket.first_response_at and office.ticket.status == "replied"


def test_a_client_replies_with_nine(office, costs):
    assert costs(office.client, f"{office.ticket.get_absolute_url()}balas/", spoken("reply")) == 9


def test_a_note_is_written_with_eight_and_told_to_watchers_by_one_more(office, costs):
    path = f"{office.ticket.get_absolute_url()}catatan/"
    assert costs(office.officers[0], path, spoken("note")) == (9 if office.ticket.watchers.exists() else 8)


def test_a_status_is_changed_with_ten(office, costs):
    """One of them for the calendar: the clock stops."""
    path = f"{office.ticket.get_absolute_url()}tunggu/"
    assert costs(office.officers[0], path, {"text": "Mohon nomor telepon.", "seen": office.ticket.version}) == 10
    assert office.ticket.events.latest("pk").kind == EventKind.WAITING


def test_a_form_sent_twice_makes_one_and_leads_to_the_same_ticket(office, client):
    client.force_login(office.client)
    form = office.form()
    first, second = client.post(NEW, form), client.post(NEW, form)
    assert first.url == second.url and office.client.tickets.count() == 2
    form = spoken("reply")
    for _turn in range(2):
        answer = client.post(f"{office.ticket.get_absolute_url()}balas/", form)
        assert answer.url == office.ticket.get_absolute_url()
    assert Message.objects.filter(author=office.client).count() == 1


def test_the_token_of_a_reply_opens_no_foreign_ticket(office, client):
    form, stranger = spoken("reply"), cast.make_client()
    own = cast.make_ticket(requester=stranger)
    client.force_login(stranger)
    assert client.post(f"{own.get_absolute_url()}balas/", form).status_code == 302
    assert client.post(f"{office.ticket.get_absolute_url()}balas/", form).status_code == 404
    assert client.post(f"{office.ticket.get_absolute_url()}balas/", spoken("reply", "")).status_code == 404
