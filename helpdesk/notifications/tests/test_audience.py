"""Who hears about what, and who must not. Every line names all who hear: everybody else in the office does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from helpdesk.attachments import scanning
from helpdesk.attachments.models import Attachment
from helpdesk.calls import verbs as calls
from helpdesk.calls.models import CallPattern
from helpdesk.documents import retention
from helpdesk.documents.expiry import expire_due
from helpdesk.documents.models import KeptDocument
from helpdesk.documents.result import send_result
from helpdesk.evaluations.models import Evaluation
from helpdesk.notifications import audience
from helpdesk.notifications.audience import QUIET, TABLE, Rule, To
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Notification
from helpdesk.notifications.tests.office import Office
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, Ticket
from helpdesk.tickets.models.handover import hand_over
from helpdesk.tickets.signals import ticket_event_recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def test_every_kind_of_event_has_a_decision():
    undecided = set(EventKind) - set(TABLE) - set(QUIET)
    assert not undecided, f"{undecided}: who hears of it? Say it in helpdesk/notifications/audience.py, or that it stays quiet."
    assert not set(TABLE) & set(QUIET)


def acted(verb, *args, by, **facts):
    """One verb on a ticket that Sari has and Wira watches."""

    def act(office):
        ticket = office.ticket()
        getattr(ticket, verb)(*args, by=office[by], **facts)
        return ticket

    return act


def to_other(office):
    ticket = office.ticket()
    ticket.transfer_to(office.other, by=office["officer"])
    return ticket


def assigned_to(name, by):
    def act(office):
        ticket = office.ticket()
        ticket.assign_to(office[name], by=office[by])
        return ticket

    return act


def unassigned_reply(office):
    ticket = office.new()
    ticket.reply("Halo", by=office["client"])
    return ticket


def arrived(office):
    ticket = office.ticket(office.service)
    make.send_document(ticket, "ktp")
    return ticket


def asked_for(necessity):
    def act(office):
        ticket = office.ticket(make.make_service(department=office.department, documents=["ktp"]))
        slot = ticket.slots.get()
        slot.ticket = ticket
        before = "optional" if necessity == "required" else "required"
        type(slot).objects.filter(pk=slot.pk).update(necessity=before)
        slot.set_necessity(necessity, by=office["officer"])
        return ticket

    return act


def removed(office):
    ticket = office.ticket(make.make_service(department=office.department, documents=["ktp", "npwp"]))
    slot = make.send_document(ticket, "ktp")
    slot.remove_file(by=office["client"])
    return ticket


def one_of_two(office):
    ticket = office.ticket(make.make_service(department=office.department, documents=["ktp", "npwp"]))
    make.send_document(ticket, "ktp")
    return ticket


def called(office):
    ticket = office.ticket(make.make_service(department=office.department, documents=["ktp"], has_video_call=True))
    make.judge_document(make.send_document(ticket, "ktp"), by=office["officer"])
    send_result(ticket, by=office["officer"])
    ticket.record_call("matches", "Sesuai.", by=office["officer"])
    return ticket


def for_call(office):
    ticket = office.ticket(make.make_service(department=office.department, documents=["ktp"], has_video_call=True))
    make.judge_document(make.send_document(ticket, "ktp"), by=office["officer"])
    send_result(ticket, by=office["officer"])
    return ticket


def booked(by, then=""):
    """Booked with Sari, and perhaps moved or called off, by this person."""

    def act(office):
        ticket = for_call(office)
        call = calls.book(ticket, make.call_time(), officer=office["officer"], by=office["officer"])
        if then == "move":
            CallPattern.objects.create(officer=office["officer"], weekday=make.call_time(days=5).weekday(), begins="10:00", ends="11:00")
            calls.book(ticket, make.call_time(days=5), by=office[by])
        elif then == "cancel":
            calls.cancel(call, "Sakit.", by=office[by])
        elif then == "link":
            calls.set_link(call, "https://meet.example.go.id/abc", by=office[by])
        return ticket

    return act


def booked_by_client(office):
    ticket, when = for_call(office), make.call_time()
    CallPattern.objects.create(officer=office["officer"], weekday=when.weekday(), begins="10:00", ends="11:00")
    calls.book(ticket, when, by=office["client"])
    return ticket


def proposed(office):
    ticket = for_call(office)
    calls.propose(ticket, make.call_time(), by=office["client"])
    return ticket


def deleted(office):
    ticket = office.checked("accept")
    ticket.close("Selesai.", by=office["officer"])
    assert retention.delete_due(timezone.now() + timedelta(days=4000)) == 1
    return ticket


def infected(office):
    ticket = office.ticket(make.make_service(department=office.department, documents=["ktp", "npwp"]))
    slot = make.send_document(ticket, "ktp")
    Attachment.objects.update(scan="waiting")
    scanning.settle(slot.current, "Eicar")
    return ticket


def expired(office):
    ticket = office.send_result("accept")
    ticket.slots.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert expire_due() == 1
    return ticket


def reused(office):
    service = make.make_service(department=office.department, documents=["ktp", {"code": "npwp", "is_reusable": True}])
    first, ticket = office.ticket(service), office.ticket(service)
    for code in ("ktp", "npwp"):
        make.judge_document(make.send_document(first, code), by=office["officer"])
    send_result(first, by=office["officer"])
    first.slots.get(code="npwp").keep_for_next_request(by=office["client"])
    ticket.slots.get(code="npwp").use_kept(KeptDocument.objects.get(), by=office["client"])
    return ticket


def after(first, then, *args, by):
    def act(office):
        ticket = first(office)
        getattr(ticket, then)(*args, by=office[by])
        return ticket

    return act


def evaluated(office):
    ticket = office.ticket()
    ticket.close("Selesai.", by=office["officer"])
    Evaluation.objects.give(ticket, {}, "Bagus", by=office["client"])
    return ticket


def watched(office):
    ticket = office.ticket()
    ticket.add_watcher(office["elsewhere"], by=office["officer"])
    return ticket


def unwatched(office):
    ticket = office.ticket()
    ticket.remove_watcher(office["watcher"], by=office["officer"])
    return ticket


def ticked(office):
    ticket = office.ticket()
    item = ticket.service.checklist.create(code="a", label="Terdaftar")
    ticket.tick(item, True, by=office["officer"])
    return ticket


def empty_department(office):
    return office.new(make.make_service(department=make.make_department("Kosong")))


def on_behalf(office):
    return office.new(by=office["beside"])


CLOSED = acted("close", "Selesai.", by="officer")
ESCALATED = acted("escalate", "Pusat Data", by="officer")

HEARS = [
    (EventKind.SUBMITTED, lambda o: o.new(), {"officer", "beside"}),
    (EventKind.SUBMITTED, on_behalf, {"officer", "client"}),
    (EventKind.SUBMITTED, empty_department, {"admin", "super admin"}),
    (EventKind.TRANSFERRED, to_other, {"watcher", "elsewhere"}),
    (EventKind.ASSIGNED, assigned_to("beside", by="admin"), {"beside"}),
    (EventKind.ASSIGNED, assigned_to("beside", by="beside"), set()),
    (EventKind.REPLIED, acted("reply", "Halo", by="client"), {"officer", "watcher"}),
    (EventKind.REPLIED, unassigned_reply, {"officer", "beside"}),
    (EventKind.REPLIED, acted("reply", "Halo", by="officer"), {"client", "watcher"}),
    (EventKind.REPLIED, acted("reply", "Halo", by="watcher"), {"client"}),
    (EventKind.NOTED, acted("add_note", "Rahasia", by="beside"), {"officer", "watcher"}),
    (EventKind.NOTED, acted("add_note", "Rahasia", by="officer"), {"watcher"}),
    (EventKind.FILE_SENT, one_of_two, set()),
    (EventKind.FILE_REMOVED, removed, set()),
    (EventKind.DOCUMENTS_ARRIVED, arrived, {"officer", "watcher"}),
    (EventKind.RESULT_SENT, lambda o: o.send_result("refuse", "Buram"), {"client", "watcher"}),
    (EventKind.RESULT_SENT, lambda o: o.send_result("accept"), {"client", "watcher"}),
    (EventKind.REQUIREMENT_CHANGED, asked_for("required"), {"client"}),
    (EventKind.REQUIREMENT_CHANGED, asked_for("optional"), set()),
    (EventKind.CHECK_TICKED, ticked, set()),
    (EventKind.WAITING, acted("wait_for_client", "Nomor?", by="officer"), {"client", "watcher"}),
    (EventKind.RESUMED, after(acted("wait_for_client", "Nomor?", by="officer"), "resume", by="officer"), set()),
    (EventKind.ESCALATED, ESCALATED, {"client", "watcher"}),
    (EventKind.CAME_BACK, after(ESCALATED, "come_back", by="officer"), set()),
    (EventKind.CALL_SCHEDULED, booked("officer"), {"client", "watcher"}),
    (EventKind.CALL_SCHEDULED, booked_by_client, {"officer", "watcher"}),
    (EventKind.CALL_PROPOSED, proposed, {"officer", "watcher"}),
    (EventKind.CALL_MOVED, booked("client", "move"), {"officer", "watcher"}),
    (EventKind.CALL_MOVED, booked("beside", "move"), {"client", "officer", "watcher"}),
    (EventKind.CALL_MOVED, booked("officer", "link"), {"client", "watcher"}),
    (EventKind.CALL_CANCELLED, booked("client", "cancel"), {"officer", "watcher"}),
    (EventKind.CALL_CANCELLED, booked("officer", "cancel"), {"client", "watcher"}),
    (EventKind.FILE_INFECTED, infected, {"client", "officer"}),
    (EventKind.DOCUMENT_EXPIRED, expired, {"client", "watcher"}),
    (EventKind.DOCUMENT_REUSED, reused, set()),
    (EventKind.DOCUMENTS_DELETED, deleted, set()),
    (EventKind.HELD, acted("hold", "Sengketa.", by="officer"), set()),
    (EventKind.RELEASED, after(acted("hold", "Sengketa.", by="officer"), "release", by="officer"), set()),
    (EventKind.CALL_RECORDED, called, {"client", "watcher"}),
    (EventKind.CLOSED, CLOSED, {"client", "watcher"}),
    (EventKind.REJECTED, acted("reject", "Bukan di sini.", by="officer"), {"client", "watcher"}),
    (EventKind.CANCELLED, acted("cancel", "", by="client"), {"officer", "watcher"}),
    (EventKind.CANCELLED, acted("cancel", "Ganda.", by="officer"), {"client", "watcher"}),
    (EventKind.REOPENED, after(CLOSED, "reopen", "Belum.", by="admin"), {"client", "officer", "watcher"}),
    (EventKind.EVALUATED, evaluated, {"officer"}),
    (EventKind.EDITED, acted("edit", by="client", title="Judul lain"), {"officer"}),
    (EventKind.EDITED, acted("edit", by="officer", title="Judul lain"), {"client"}),
    (EventKind.WATCHER_ADDED, watched, {"elsewhere"}),
    (EventKind.WATCHER_REMOVED, unwatched, set()),
    (EventKind.PRIVACY_CHANGED, acted("set_private", True, by="client"), set()),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "act", "expected"), HEARS, ids=[f"{n}-{row[0]}" for n, row in enumerate(HEARS)])
def test_exactly_these_people_hear_of_it(office, kind, act, expected):
    ticket = act(office)
    assert ticket.events.latest("pk").kind == kind, "the story of this line ends with another event"
    assert office.told(ticket) == expected


def test_every_line_of_the_table_is_tried():
    assert not set(EventKind) - {kind for kind, _act, _who in HEARS}


def test_everything_about_a_ticket_names_its_event_and_its_ticket(office):
    ticket = office.ticket()
    ticket.reply("Halo", by=office["client"])
    told = Notification.objects.get(recipient=office["officer"], kind=Kind.REPLY)
    assert (told.ticket, told.event, told.read_at) == (ticket, ticket.events.latest("pk"), None)


# What holds whatever the table says


def test_a_client_hears_of_nothing_internal_even_if_the_table_said_so(office, monkeypatch):
    everybody = [Rule(Kind.NOTE, tuple(To))]
    monkeypatch.setitem(audience.TABLE, EventKind.NOTED, everybody)
    assert "client" not in office.told(acted("add_note", "Rahasia", by="beside")(office))
    monkeypatch.setitem(audience.TABLE, EventKind.REPLIED, everybody)
    assert "client" in office.told(acted("reply", "Halo", by="beside")(office)), "the control: of a reply it would hear"


def test_who_does_not_see_the_ticket_hears_nothing_even_if_the_table_said_so(office):
    ticket = office.ticket()
    Ticket.objects.filter(pk=ticket.pk).update(assignee=office["elsewhere"])  # as if he had been moved meanwhile
    ticket.refresh_from_db()
    assert ticket.permissions_for(office["elsewhere"]).sees
    ticket.watchers.clear()
    office["watcher"].role = "client"
    office["watcher"].save()
    ticket.watchers.add(office["watcher"])
    ticket.reply("Halo", by=office["client"])
    assert office.told(ticket) == {"elsewhere"}


def test_a_deactivated_officer_leaves_it_to_the_department(office):
    ticket = office.ticket()
    office["officer"].is_active = False
    office["officer"].save()
    ticket.reply("Halo", by=office["client"])
    assert office.told(ticket) == {"beside", "watcher"}


def test_while_the_officer_is_away_the_deputy_hears(office):
    ticket = office.ticket()
    office.away("officer", "beside")
    ticket.reply("Halo", by=office["client"])
    assert office.told(ticket) == {"beside", "watcher"}


def test_a_deputy_who_does_not_see_the_ticket_hears_nothing_and_the_officer_does(office):
    ticket = office.ticket()
    office.away("officer", "nowhere")
    ticket.reply("Halo", by=office["client"])
    assert office.told(ticket) == {"officer", "watcher"}


def test_of_what_the_deputy_did_nobody_is_told_in_their_place(office):
    ticket = office.ticket()
    office.away("officer", "beside")
    ticket.add_note("Saya urus.", by=office["beside"])
    assert office.told(ticket) == {"watcher"}


def test_two_ways_to_hear_are_told_once(office):
    ticket = office.ticket()
    ticket.add_watcher(office["admin"], by=office["officer"])
    office.away("officer", "admin")
    ticket.reply("Halo", by=office["client"])
    assert office.told(ticket) == {"admin", "watcher"}


def test_400_tickets_that_change_hands_are_one_piece_of_news(office):
    tickets = [office.new() for _ in range(3)]
    for ticket in tickets:
        ticket.take(by=office["officer"])
    Notification.objects.all().delete()
    hand_over(Ticket.objects.assigned_to(office["officer"]), office["beside"], by=office["admin"])
    told = Notification.objects.get()
    assert (told.recipient, told.kind, told.facts["count"]) == (office["beside"], Kind.ASSIGNED, 3)


def test_a_listener_that_is_gone_would_be_noticed(office):
    from helpdesk.notifications.listeners import hear_of_event

    ticket_event_recorded.disconnect(hear_of_event, dispatch_uid="helpdesk.notifications.event")
    try:
        assert office.told(office.new()) == set()
    finally:
        ticket_event_recorded.connect(hear_of_event, dispatch_uid="helpdesk.notifications.event")
