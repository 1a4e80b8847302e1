"""Announcements: which are read when, who has it too, who is told of the end."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from helpdesk.accounts.addresses import ensure_address
from helpdesk.common.refused import Refused
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Notification
from helpdesk.notifications.sentences import Teller
from helpdesk.tests import factories as make
from home.announcements import telling
from home.announcements.period import State
from home.models import Affected, Announcement

WIB = ZoneInfo("Asia/Jakarta")
NOON = datetime(2026, 7, 3, 12, 0, tzinfo=WIB)
HOUR = timedelta(hours=1)


@pytest.fixture
def admin(db):
    return make.make_admin()


def announce(admin, title="Jaringan putus", kind="disruption", **facts):
    return Announcement.announce(by=admin, title=title, kind=kind, **facts)


def told(person):
    return list(Notification.objects.filter(recipient=person, kind=Kind.ANNOUNCEMENT))


# When it is read


@pytest.mark.django_db
@pytest.mark.parametrize(("facts", "state", "current", "published", "banner"), [
    ({"starts_at": NOON - HOUR}, State.RUNNING, True, True, True),
    ({"starts_at": NOON}, State.RUNNING, True, True, True),
    ({"starts_at": NOON - HOUR, "ends_at": NOON}, State.OVER, False, True, False),
    ({"starts_at": NOON - HOUR, "ends_at": NOON + timedelta(microseconds=1)}, State.RUNNING, True, True, True),
    ({"starts_at": NOON + HOUR}, State.PLANNED, False, False, False),
    ({"starts_at": NOON + HOUR, "kind": "maintenance"}, State.PLANNED, False, True, True),
    ({"starts_at": NOON + 24 * HOUR, "kind": "maintenance"}, State.PLANNED, False, True, True),
    ({"starts_at": NOON + 25 * HOUR, "kind": "maintenance"}, State.PLANNED, False, True, False),
    ({"starts_at": NOON - HOUR, "live": False}, State.DRAFT, False, False, False),
])  # fmt: skip
def test_an_announcement_is_read_in_its_period(facts, state, current, published, banner):
    one = Announcement.objects.create(title="x", **{"kind": "info", **facts})
    rows = Announcement.objects
    assert one.state(NOON) == state
    found = (rows.current(NOON).exists(), rows.published(NOON).exists(), rows.for_banner(NOON).exists())
    assert found == (current, published, banner)


@pytest.mark.parametrize(("starts", "ends", "words"), [
    ((2026, 7, 3, 8, 0), (2026, 7, 3, 15, 0), "until today 15:00 WIB"),
    ((2026, 7, 3, 8, 0), (2026, 7, 4, 0, 0), "until today 24:00 WIB"),
    ((2026, 7, 3, 8, 0), (2026, 7, 4, 0, 1), "until tomorrow 00:01 WIB"),
    ((2026, 7, 3, 8, 0), (2026, 7, 6, 15, 0), "until 6 Jul 2026, 15:00 WIB"),
    ((2026, 7, 2, 8, 5), None, "since yesterday 08:05 WIB"),
    ((2026, 7, 3, 12, 0), None, "since today 12:00 WIB"),
    ((2026, 6, 1, 8, 0), None, "since 1 Jun 2026, 08:00 WIB"),
    ((2026, 7, 4, 22, 0), (2026, 7, 5, 0, 0), "tomorrow 22:00 WIB – 24:00 WIB"),
    ((2026, 7, 4, 22, 0), (2026, 7, 5, 2, 0), "tomorrow 22:00 WIB – 5 Jul 2026, 02:00 WIB"),
    ((2026, 7, 4, 22, 0), None, "from tomorrow 22:00 WIB"),
    ((2026, 7, 1, 8, 0), (2026, 7, 2, 9, 30), "1 Jul 2026, 08:00 WIB – yesterday 09:30 WIB"),
])  # fmt: skip
def test_the_period_is_said_as_one_says_it(starts, ends, words):
    one = Announcement(starts_at=datetime(*starts, tzinfo=WIB), ends_at=datetime(*ends, tzinfo=WIB) if ends else None, live=True)
    with override("en"):
        assert one.period_in_words(NOON) == words


def test_an_early_end_counts_and_indonesian_writes_a_dot():
    one = Announcement(starts_at=NOON - 3 * HOUR, ends_at=NOON + HOUR, ended_at=NOON - HOUR, live=True)
    assert one.is_over(NOON)
    assert one.period_in_words(NOON).endswith("– 11.00 WIB")


@pytest.mark.django_db
def test_the_database_refuses_a_period_that_ends_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        Announcement.objects.create(title="x", starts_at=NOON, ends_at=NOON)


def test_the_most_serious_stands_first(admin):
    for kind in ("info", "maintenance", "disruption", "info"):
        announce(admin, kind, kind, starts_at=timezone.now() - HOUR)
    assert [one.kind for one in Announcement.objects.for_banner()] == ["disruption", "maintenance", "info", "info"]


def test_a_service_has_its_own_announcements_and_those_for_everybody(admin):
    mail, network = make.make_service("Surat"), make.make_service("Jaringan")
    announce(admin, "Surat", services=[mail])
    announce(admin, "Semua")
    announce(admin, "Jaringan", services=[network])
    found = Announcement.objects.for_banner().concerning(mail).with_facts()
    assert {one.title for one in found} == {"Surat", "Semua"}
    assert [s["title"] for one in found if one.title == "Surat" for s in one.affected_services] == ["Surat"]


# I have this too


def test_a_person_counts_once_and_can_take_it_back(admin):
    one, budi, ani = announce(admin), make.make_client("budi"), make.make_client("ani")
    assert one.have_too(by=budi) is True
    assert one.have_too(by=budi) is False
    one.have_too(by=ani)
    row = Announcement.objects.with_facts(budi).get()
    assert (row.affected_count, row.viewer_is_affected) == (2, True)
    with override("en"):
        assert row.affected_in_words() == "2 people have this too."
        assert row.affected_in_words(is_mine=True) == "You and 1 other have this."
    assert one.take_back(by=budi) is True
    assert one.take_back(by=budi) is False
    assert list(one.affected.values_list("person", flat=True)) == [ani.pk]
    assert Announcement.objects.with_facts(budi).get().viewer_is_affected is False


@pytest.mark.parametrize("facts", [
    {"kind": "maintenance"}, {"kind": "info"}, {"starts_at": timezone.now() - 2 * HOUR, "ends_at": timezone.now() - HOUR},
])  # fmt: skip
def test_nobody_joins_what_is_no_running_disruption(admin, facts):
    one = Announcement.objects.create(**{"title": "x", "kind": "disruption", **facts})
    with pytest.raises(Refused):
        one.have_too(by=make.make_client())
    assert not Affected.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_presses_at_once_count_one_person_once(site_tree):
    one, person, made = announce(make.make_admin()), make.make_client(), []

    def press():
        made.append(Announcement.objects.get(pk=one.pk).have_too(by=person))
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(made) == [False] * 7 + [True]
    assert one.affected.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_endings_at_once_one_is_refused(site_tree):
    admin, answers = make.make_admin(), []
    one = announce(admin)

    def finish():
        try:
            Announcement.objects.get(pk=one.pk).end(by=admin)
            answers.append("ended")
        except Refused:
            answers.append("refused")
        connection.close()

    threads = [threading.Thread(target=finish) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(answers) == ["ended", "refused", "refused", "refused"]
    assert ModelLogEntry.objects.filter(action="home.end_announcement").count() == 1


# The end


@pytest.fixture
def office(admin):
    """Two services; each with an open ticket of its own client, and one that is closed; a watcher on the first."""
    mail, network = make.make_service("Surat"), make.make_service("Jaringan")
    cast = {name: make.make_client(name) for name in ("owner", "twice", "done", "elsewhere", "affected", "stranger")}
    for person in cast.values():
        ensure_address(person, verified=True)
    cast["watcher"] = make.make_staff("watcher")
    ticket = make.make_ticket(requester=cast["owner"], service=mail)
    ticket.add_watcher(cast["watcher"], by=admin)
    for _n in range(2):
        make.make_ticket(requester=cast["twice"], service=mail)
    make.make_ticket(requester=cast["done"], service=mail).close("Selesai.", by=admin)
    make.make_ticket(requester=cast["elsewhere"], service=network)
    one = announce(admin, services=[mail], title_en="Mail is down")
    for name in ("affected", "twice"):
        one.have_too(by=cast[name])
    return one, cast


def whom(cast):
    return {name for name, person in cast.items() if told(person)}


def test_who_has_it_too_is_told_of_the_end_and_nobody_else(office, admin, mailoutbox):
    one, cast = office
    mailoutbox.clear()
    one.end(words="Sudah pulih.", by=admin)
    assert whom(cast) == {"affected", "twice"}
    one.refresh_from_db()
    assert (one.told, one.closing_words, one.ended_by) == (2, "Sudah pulih.", admin)
    [news] = told(cast["affected"])
    assert news.path == f"/pengumuman/{one.pk}/"
    with override("en"):
        assert Teller(cast["affected"], [news]).text(news) == "“Mail is down” is over: you had it too."
    assert sorted(mail.to[0] for mail in mailoutbox) == ["affected@example.id", "twice@example.id"]
    assert one.title in mailoutbox[0].body and f"/pengumuman/{one.pk}/" in mailoutbox[0].body


def test_owners_and_watchers_of_open_tickets_are_told_on_request_each_once(office, admin):
    one, cast = office
    one.end(by=admin, tell_owners=True)
    assert whom(cast) == {"affected", "twice", "owner", "watcher"}
    assert [len(told(person)) for person in cast.values() if told(person)] == [1, 1, 1, 1]
    whats = {name: told(cast[name])[0].facts["what"] for name in ("affected", "twice", "owner", "watcher")}
    assert whats == {
        "affected": telling.AFFECTED, "twice": telling.OWNER, "owner": telling.OWNER, "watcher": telling.WATCHER,
    }  # fmt: skip
    assert not told(admin)


def test_without_services_every_open_ticket_is_concerned(office, admin):
    _one, cast = office
    everything = announce(admin, "Listrik padam")
    everything.end(by=admin, tell_owners=True)
    assert whom(cast) == {"owner", "twice", "elsewhere", "watcher"}


def test_whom_the_preview_counts_is_who_is_told(office, admin):
    one, _cast = office
    expected = {(p.pk, p.why) for p in telling.audience(one, owners=True, by=admin)}
    one.end(by=admin, tell_owners=True)
    got = {(n.recipient_id, n.facts["what"]) for n in Notification.objects.filter(kind=Kind.ANNOUNCEMENT)}
    assert got == expected and len(got) == 4


def test_thousands_are_told_in_portions_and_nobody_twice(admin, monkeypatch):
    monkeypatch.setattr(telling, "PORTION", 2)
    one, people = announce(admin), [make.make_client() for _n in range(5)]
    for person in people:
        one.have_too(by=person)
    one.end(by=admin)
    assert [len(told(person)) for person in people] == [1] * 5
    telling.tell_of_the_end.func(one.pk, False)  # a worker that was killed does it again
    assert [len(told(person)) for person in people] == [1] * 5
    one.refresh_from_db()
    assert one.told == 5


def test_who_wants_no_mail_hears_by_the_bell_alone(office, admin, mailoutbox):
    from helpdesk.notifications.choices import choose

    one, cast = office
    choose(cast["affected"], {Kind.ANNOUNCEMENT: False})
    mailoutbox.clear()
    one.end(by=admin)
    assert [mail.to for mail in mailoutbox] == [["twice@example.id"]]
    assert told(cast["affected"])


def test_who_was_deactivated_hears_nothing(office, admin):
    one, cast = office
    cast["affected"].is_active = False
    cast["affected"].save()
    one.end(by=admin)
    assert whom(cast) == {"twice"}


def test_a_period_that_passes_by_itself_tells_nobody_and_cannot_be_ended(office, admin):
    one, cast = office
    one.ends_at = timezone.now() + HOUR
    one.save()
    later = timezone.now() + 2 * HOUR
    with pytest.raises(Refused, match=r"sudah|already"):
        one.end(by=admin, tell_owners=True, at=later)
    assert not whom(cast)


@pytest.mark.parametrize("facts", [{"live": False}, {"starts_at": timezone.now() + HOUR, "kind": "maintenance"}])
def test_what_does_not_run_cannot_be_ended(admin, facts):
    one = Announcement.objects.create(**{"title": "x", "kind": "disruption", **facts})
    with pytest.raises(Refused):
        one.end(by=admin)
    one.refresh_from_db()
    assert one.ended_at is None and not ModelLogEntry.objects.exists()


def test_the_end_is_in_the_log_and_outlives_an_old_revision(admin):
    one = announce(admin)
    old = one.latest_revision
    one.end(by=admin, words="Pulih.")
    entry = ModelLogEntry.objects.get(action="home.end_announcement")
    assert entry.user == admin and entry.data["words"] == "Pulih."
    old.content_object.publish(old, user=admin, skip_permission_checks=True)
    one.refresh_from_db()
    assert one.ended_at and one.closing_words == "Pulih." and one.state() == State.OVER


def test_announcing_refuses_what_makes_no_sense(admin):
    with pytest.raises(ValidationError):
        announce(admin, starts_at=NOON, ends_at=NOON - HOUR)
