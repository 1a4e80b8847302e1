"""A load is what the desk itself would hold: rows, counters, clocks, files, keys."""

import json
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, F, Q

from helpdesk.accounts.models import User
from helpdesk.attachments.models import Attachment
from helpdesk.departments.models import Department
from helpdesk.documents.models import DocumentSlot
from helpdesk.documents.vault import KeptDocument
from helpdesk.evaluations.models import Evaluation, EvaluationAnswer, EvaluationQuestion
from helpdesk.notifications.models import Notification
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, Status, Ticket, TicketEvent
from helpdesk.tickets.models.status import DONE
from home.load import tables, writing
from home.load.seed import seed
from home.load.tests.conftest import TICKETS, TODAY
from home.load.tests.schema import constraints_and_indexes, digests
from home.load.vocabulary import RARE_TICKETS

pytestmark = pytest.mark.django_db


def test_the_load_has_what_was_asked_for(load):
    facts = load.facts
    assert facts["tickets"] == Ticket.objects.count() == TICKETS
    assert 3 < (facts["messages"] - 520) / TICKETS < 6
    assert Department.objects.active().count() == 30
    assert User.objects.filter(username__startswith="load-staff-").values("department").distinct().count() == 30
    assert User.objects.filter(username__startswith="load-staff-").count() == 50
    assert 2 <= Ticket.objects.open().count() <= TICKETS * 0.12
    assert set(Ticket.objects.values_list("status", flat=True)) >= {Status.OPEN, Status.PENDING, Status.CLOSED, Status.REJECTED}
    assert facts["common"]["tickets"] > TICKETS / 5 and facts["rare"]["tickets"] == RARE_TICKETS
    assert User.objects.get(username=facts["client"]).check_password("kata-sandi-beban")


@pytest.mark.parametrize("length", [20, 500])
def test_the_two_long_tickets_are_open_and_have_exactly_so_many_public_messages(load, length):
    ticket = Ticket.objects.get(number=load.facts[f"ticket_{length}"])
    assert not ticket.is_done and ticket.requester.username == load.facts["client"]
    assert ticket.messages.filter(is_internal=False).count() == length and not ticket.messages.filter(is_internal=True).exists()
    assert ticket.is_visible_to(User.objects.get(username=load.facts["staff"]))


def test_every_key_and_index_stands_again_as_it_was(load):
    assert constraints_and_indexes() == load.before


def test_the_kept_figures_agree_with_the_rows(load):
    counted = Ticket.objects.annotate(
        told=Count("events", distinct=True), sent=Count("slots", filter=Q(slots__state="sent"), distinct=True),
        owed=Count("slots", distinct=True, filter=Q(slots__state="refused") | Q(slots__state="missing", slots__necessity="required")),
    )  # fmt: skip
    assert not counted.exclude(version=F("told")).exists()
    assert not counted.exclude(unchecked_documents=F("sent")).exists()
    assert not counted.exclude(wanted_documents=F("owed")).exists()
    assert DocumentSlot.objects.filter(state="refused").exists(), "nothing was tried"


def test_each_time_is_that_of_its_event(load):
    ends = {"closed": Status.CLOSED, "rejected": Status.REJECTED, "cancelled": Status.CANCELLED}
    for ticket in Ticket.objects.prefetch_related("events"):
        events = list(ticket.events.all())
        assert events[0].kind == EventKind.SUBMITTED and events[0].at == ticket.created_at
        assert [event.pk for event in events] == sorted(event.pk for event in events)
        last = [event for event in events if event.kind in ends]
        assert ticket.is_done == bool(last)
        if last:
            assert (ticket.closed_at, ticket.closed_by_id, ticket.status) == (last[0].at, last[0].actor_id, ends[last[0].kind])
    assert not TicketEvent.objects.filter(at__date__gte=TODAY).exists()


def test_evaluations_belong_to_closed_tickets_and_answer_every_question(load):
    assert load.facts["evaluations"] == Evaluation.objects.count() > 10
    assert not Evaluation.objects.exclude(ticket__status=Status.CLOSED, by=F("ticket__requester")).exists()
    assert not Evaluation.objects.exclude(created_at=F("ticket__evaluated_at")).exists()
    assert EvaluationAnswer.objects.count() == Evaluation.objects.count() * EvaluationQuestion.objects.filter(is_active=True).count()


def test_notices_stand_in_the_order_of_time_and_a_few_are_unread(load):
    assert Notification.objects.count() == load.facts["notifications"] > 0
    moments = list(Notification.objects.order_by("pk").values_list("created_at", flat=True))
    assert moments == sorted(moments)
    unread = Counter(Notification.objects.unread().values_list("recipient", flat=True))
    assert unread and max(unread.values()) <= 15
    assert not Notification.objects.filter(delivery=None).exclude(kind__in=["note", "evaluated"]).exists()


def test_rows_and_files_agree(load, monkeypatch, capsys):
    for model in (Attachment, KeptDocument):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", load.storage)
    assert Attachment.objects.present().count() == load.facts["files"] > 0
    call_command("check_files", deep=True)
    assert "Rows and files agree." in capsys.readouterr().out
    assert not Attachment.objects.present().filter(ticket__closed_at__date__lt="2026-11-01").exists()
    load.storage.delete(Attachment.objects.present().first().file.name)
    with pytest.raises(SystemExit):
        call_command("check_files")


def test_the_desk_goes_on_where_the_load_ended(load):
    last = Ticket.objects.latest("pk")
    made = make.make_ticket(requester=make.make_client("seseorang"), service=make.make_service(documents=["ktp"]))
    assert (made.number, made.pk) == (last.number + 1, last.pk + 1)
    make.send_document(made, "ktp")
    assert made.attachments.count() == 1


def test_the_same_seed_makes_the_same_rows_again_and_another_makes_others(load):
    made = []
    for number in (11, 11, 12):
        seed(40, seed=number, today=TODAY, password="kata-sandi-beban")
        made.append(digests())
    assert made[0] == made[1]
    assert made[0]["Ticket"] != made[2]["Ticket"]
    assert Ticket.objects.count() == 40


def test_the_command_ends_with_its_facts(few_people, load, capsys):
    call_command("seed_load", tickets=20, seed=3, today=TODAY)
    facts = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert facts["tickets"] == 20 == Ticket.objects.count() and {"ticket_20", "ticket_500", "rare", "seconds"} <= set(facts)


def test_settings_for_real_data_refuse_it(settings):
    settings.MAY_SEED_LOAD = False
    with pytest.raises(CommandError, match="refuses to run with these settings"):
        call_command("seed_load", tickets=20)


def test_tickets_of_people_are_never_replaced(load):
    with connection.cursor() as cursor:  # another test's load has moved them, and no transaction moves them back
        writing.set_sequences(cursor)
    make.make_ticket(requester=make.make_client("seseorang"))
    with pytest.raises(CommandError, match="come from no load"):
        call_command("seed_load", tickets=20)
    assert Ticket.objects.count() == TICKETS + 1


def test_a_new_column_is_noticed(monkeypatch):
    monkeypatch.setitem(tables.COLUMNS, "Message", tables.COLUMNS["Message"].replace("is_internal ", ""))
    with pytest.raises(LookupError, match="is_internal"):
        tables.check()


def test_done_tickets_have_their_clock_stopped(load):
    assert not Ticket.objects.filter(status__in=DONE, clock_started_at__isnull=False).exists()
    assert Ticket.objects.open().filter(clock_started_at__isnull=False, due_at=None).count() == 0
    assert Ticket.objects.overdue().exists()
