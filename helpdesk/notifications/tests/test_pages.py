"""The page of choices, the log of mails, what is told of accounts, and what the clock forgets."""

from datetime import timedelta

import pytest
from django.utils import timezone

from helpdesk.accounts import signals
from helpdesk.accounts.models import Membership, User
from helpdesk.notifications.audience import MAILED, kinds_for
from helpdesk.notifications.jobs import prune_notifications
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Delivery, Notification
from helpdesk.notifications.sentences import SUBJECTS, TOLD, Teller
from helpdesk.notifications.tell import quiet
from helpdesk.notifications.tests.office import Office
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
CHOICES, LOG = "/helpdesk/notifikasi/pilihan/", "/helpdesk/notifikasi/pengiriman/"


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def browser(client):
    client.cookies["django_language"] = "en"
    return client


# Choices


def test_each_is_offered_what_can_reach_them(office):
    client, staff, admin = (set(kinds_for(office[name])) for name in ("client", "officer", "admin"))
    assert {Kind.REPLY, Kind.REFUSED, Kind.DONE, Kind.MEMBERSHIP} <= client
    assert not client & {Kind.NOTE, Kind.ASSIGNED, Kind.WATCHING, Kind.EVALUATED, Kind.REGISTRATION, Kind.CALENDAR}
    assert {Kind.NEW_TICKET, Kind.NOTE, Kind.ASSIGNED, Kind.DOCUMENTS} <= staff and not staff & {Kind.REGISTRATION, Kind.CALENDAR}
    assert admin > staff


def test_what_is_ticked_is_kept_and_what_was_not_offered_is_not(office, browser):
    browser.force_login(office["client"])
    form = browser.get(CHOICES).context["form"]
    assert form.fields[Kind.REPLY].initial is True
    answer = browser.post(CHOICES, {Kind.DONE: "on", Kind.NOTE: "on", Kind.CALENDAR: "on", "user": office["officer"].pk})
    assert answer.status_code == 302
    kept = dict(office["client"].notification_preferences.values_list("kind", "by_email"))
    assert kept == {kind: kind == Kind.DONE for kind in kinds_for(office["client"])}
    form = browser.get(CHOICES).context["form"]
    assert (form.fields[Kind.DONE].initial, form.fields[Kind.REPLY].initial) == (True, False)


def test_the_page_says_where_the_mails_go(office, browser):
    browser.force_login(office["client"])
    assert "not confirmed yet" in browser.get(CHOICES).content.decode()
    office.confirm_all()
    assert "Emails go to budi@example.id." in browser.get(CHOICES).content.decode()


# The log


def test_managers_read_what_became_of_each_mail_and_nobody_else_does(office, browser):
    office.confirm_all()
    ticket = office.ticket()
    ticket.reply("Isi yang tidak dicatat", by=office["officer"])
    failed = Delivery.objects.latest("pk")
    failed.note(Delivery.State.FAILED, "The mail server could not be reached.")
    for name in ("client", "officer", "editor"):
        browser.force_login(office[name])
        assert browser.get(LOG).status_code == 404
    browser.force_login(office["admin"])
    text = browser.get(LOG).content.decode()
    assert "Budi Prasetyo" in text and f"#{ticket.number}" in text and "sent" in text
    assert "The mail server could not be reached." in text and "budi@example.id" not in text
    assert "Isi yang tidak dicatat" not in text
    assert [row["delivery"].pk for row in browser.get(LOG, {"keadaan": "failed"}).context["rows"]] == [failed.pk]


def test_the_log_costs_a_constant_number_of_queries(office, browser, django_assert_max_num_queries):
    ticket = office.ticket()
    told = Notification.objects.bulk_create(
        Notification(recipient=office["client"], kind=Kind.REPLY, ticket=ticket) for _ in range(30)
    )
    Delivery.objects.bulk_create(Delivery(notification=one) for one in told)
    browser.force_login(office["admin"])
    browser.get(LOG)
    with django_assert_max_num_queries(6):
        assert len(browser.get(LOG).context["rows"]) == 25


def test_mails_that_no_worker_has_taken_are_counted(office, browser, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    office.new()
    browser.force_login(office["admin"])
    assert browser.get(LOG).context["waiting"] == 2, "one task, with the mails to two officers"


# Accounts


def told_of(kind):
    return {n.recipient.username for n in Notification.objects.filter(kind=kind)}


def test_who_may_answer_a_request_for_membership_hears_of_it_and_then_the_person(office):
    company = office["client"].organisation
    contact = make.make_client("dina", organisation=company, membership=Membership.CONTACT)
    make.make_client("lain", organisation=make.make_organisation(), membership=Membership.CONTACT)
    stranger = office["stranger"]
    signals.membership_requested.send(sender=User, person=stranger, organisation=company)
    assert told_of(Kind.MEMBERSHIP) == {"dina", "adi", "ratna"}
    text = Teller(contact, []).text(Notification.objects.get(recipient=contact))
    assert "Citra" in text and "PT Maju Contoh" in text
    Notification.objects.all().delete()
    for accepted in (True, False):
        signals.membership_decided.send(sender=User, person=stranger, organisation=company, accepted=accepted, by=contact)
    assert told_of(Kind.MEMBERSHIP) == {"citra"}
    assert [n.facts["what"] for n in Notification.objects.order_by("id")] == ["membership_accepted", "membership_refused"]


def test_a_registration_that_waits_is_the_managers_news_and_its_approval_the_persons(office, mailoutbox):
    office.confirm_all()
    signals.registration_waits.send(sender=User, person=office["stranger"])
    assert told_of(Kind.REGISTRATION) == {"adi", "ratna"}
    Notification.objects.all().delete()
    mailoutbox.clear()
    signals.registration_approved.send(sender=User, person=office["stranger"], by=office["admin"])
    assert told_of(Kind.REGISTRATION) == {"citra"} and [mail.to for mail in mailoutbox] == [["citra@example.id"]]


# Words, and what is forgotten


def test_every_kind_has_its_words():
    of_tickets = set(Kind) - {Kind.MEMBERSHIP, Kind.REGISTRATION, Kind.QUESTION, Kind.CALENDAR, Kind.CONTACT, Kind.ANNOUNCEMENT}
    assert set(SUBJECTS) == of_tickets and set(Kind) >= MAILED
    assert all(sentence.endswith((".", "”")) for sentence in TOLD.values())


def test_what_was_read_a_year_ago_is_forgotten_and_nothing_else(office):
    now = timezone.now()
    old, recent = now - timedelta(days=366), now - timedelta(days=364)
    read = [
        Notification.objects.create(recipient=office["client"], kind=Kind.REPLY, created_at=old, read_at=at)
        for at in (old, recent, None)
    ]
    Delivery.objects.create(notification=read[0])
    assert prune_notifications(at=now) == 1 and prune_notifications(at=now) == 0
    assert set(Notification.objects.values_list("pk", flat=True)) == {read[1].pk, read[2].pk}


def test_a_story_of_the_past_can_be_told_without_telling_anybody(office, mailoutbox):
    office.confirm_all()
    with quiet():
        office.ticket()
    assert not Notification.objects.exists() and mailoutbox == []
    office.new()
    assert Notification.objects.exists() and mailoutbox, "the control: afterwards everything is told again"
