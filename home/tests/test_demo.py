"""The demo: told by the real verbs, with every status in it, and never in production."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from helpdesk.accounts.models import User
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.opening import FileOpening
from helpdesk.calls.models import Call
from helpdesk.calls.offer import offers
from helpdesk.catalogue import load as catalogue
from helpdesk.documents.models import DocumentSlot, KeptDocument
from helpdesk.evaluations import load as evaluations
from helpdesk.notifications.models import Notification
from helpdesk.tickets.models import Status, Ticket, TicketEvent
from helpdesk.worktime import load as worktime
from home.models import Announcement

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty_office():
    catalogue.load()
    evaluations.load()
    worktime.load()


def test_the_demo_tells_tickets_of_every_status(empty_office, capsys, mailoutbox):
    call_command("demo", tickets=60)
    for name in ("client", "staff"):
        told = Notification.objects.of(User.objects.get(username=name))
        assert told.unread().exists(), f"the bell of {name} is silent"
        moments = list(told.exclude(ticket=None).order_by("pk").values_list("created_at", flat=True))
        assert moments == sorted(moments)
    assert len(mailoutbox) < 30, "the past sends no mail"
    assert set(Ticket.objects.values_list("status", flat=True)) == set(Status.values)
    assert Ticket.objects.overdue().exists()
    assert Ticket.objects.filter(evaluated_at__isnull=False).exists()
    assert Attachment.objects.present().exists()
    with Attachment.objects.present().first().file.open("rb") as file:
        assert file.read(5) == b"%PDF-"
    assert not TicketEvent.objects.filter(at__gt=timezone.now()).exists()
    assert User.objects.filter(username__in=["superadmin", "admin", "staff", "client", "editor"]).count() == 5
    assert User.objects.get(username="staff").check_password("demo-helpdesk")
    client = User.objects.get(username="client")
    assert set(client.tickets.values_list("status", flat=True)) >= {"open", "checking", "pending", "closed", "video_call"}
    assert User.objects.filter(away_until__gte=timezone.localdate(), deputy__isnull=False).exists()
    assert User.objects.filter(awaits_approval=True).count() == 1 and User.objects.filter(membership="requested").count() == 2
    assert client.organisation.shares_tickets and client.tickets.filter(is_private=True).exists()
    assert client.tickets.filter(watchers__isnull=False).exists()
    _has_every_kind_of_document(client)
    _has_every_kind_of_call(client)
    assert Announcement.objects.current().get().kind == "maintenance"
    outage = Announcement.objects.over().with_facts().get()
    assert outage.closing_words and outage.affected_count == 7 and outage.affected_services


def _has_every_kind_of_call(client):
    now, calls = timezone.now(), Call.objects.filter(ticket__status="video_call")
    assert calls.booked().filter(starts_at__gt=now, officer__username="staff").exists()
    assert calls.booked().filter(ends_at__lt=now).exists() and calls.proposed().exists()
    assert calls.filter(state="missed", outcome="no_answer").exists()
    assert Ticket.objects.done().filter(held_at__isnull=False).exists()
    waits = client.tickets.filter(status="video_call", calls=None).first()
    assert offers(waits.department), "nothing to choose from"


def _has_every_kind_of_document(client):
    own = DocumentSlot.objects.filter(ticket__requester=client)
    assert own.filter(state="refused").exclude(reason="").exists()
    ran_out = own.get(state="expired")
    assert ran_out.ticket.status == "pending" and ran_out.expires_on < timezone.localdate()
    kept = KeptDocument.objects.offered().filter(organisation=client.organisation)
    assert {one.code for one in kept} == {"npwp", "nib"}
    assert own.filter(code="npwp", state="missing", requirement__is_reusable=True, ticket__status="open").exists(), "it is offered again"
    assert own.filter(ticket__documents_complete_at__isnull=False, ticket__closed_at=None).exists(), "an accepted set has its receipt"
    opened = FileOpening.objects.filter(attachment__ticket__requester=client)
    assert opened.filter(what="pages").exists() and opened.filter(what="original").exists()
    assert own.filter(requirement__sample__isnull=False).exclude(requirement__explanation="").exists()


def test_the_demo_is_told_once_only(empty_office):
    call_command("demo", tickets=1, stdout=io.StringIO())
    with pytest.raises(CommandError, match="tickets already"):
        call_command("demo", tickets=1)


def test_the_demo_refuses_production_settings(empty_office, settings):
    settings.IS_DEMO = False
    with pytest.raises(CommandError, match="refuses"):
        call_command("demo", tickets=1)
    assert not User.objects.exists()
