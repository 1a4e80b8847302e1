"""Told once the day before and once an hour before; the calendar file; the WhatsApp link."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from icalendar import Calendar

from helpdesk.calls import verbs
from helpdesk.calls.calendar_file import calendar_file
from helpdesk.calls.reminders import remind
from helpdesk.calls.tests.conftest import MONDAY, moment
from helpdesk.calls.whatsapp import whatsapp_link
from helpdesk.notifications.models import Notification
from helpdesk.settings import DeskSettings


def told(what):
    return sorted(Notification.objects.filter(facts__what=what).values_list("recipient__role", flat=True))


def test_both_are_told_the_day_before_and_an_hour_before_once(office, ticket):
    verbs.book(ticket, moment(14, 10), by=office.client, at=MONDAY)
    assert remind(moment(13, 9)) == 0
    assert remind(moment(13, 10)) == 1
    assert told("call_tomorrow") == ["client", "staff"]
    assert remind(moment(14, 8)) == 0
    assert remind(moment(14, 9)) == 1
    assert remind(moment(14, 9, 5)) == 0
    assert told("call_in_an_hour") == ["client", "staff"]


def test_who_books_for_this_week_reads_no_tomorrow_that_has_passed(office, ticket):
    verbs.book(ticket, moment(7, 10), by=office.client, at=moment(6, 15))
    remind(moment(6, 15, 5))
    assert told("call_tomorrow") == []
    remind(moment(7, 9, 30))
    assert told("call_in_an_hour") == ["client", "staff"]


def test_nobody_is_told_of_a_call_that_was_called_off_and_again_of_one_that_was_moved(office, ticket):
    call = verbs.book(ticket, moment(14, 10), by=office.client, at=MONDAY)
    remind(moment(13, 10))
    verbs.book(ticket, moment(14, 10, 45), by=office.officer, at=moment(13, 10, 5))
    remind(moment(13, 11))
    assert told("call_tomorrow") == ["client", "client", "staff", "staff"]
    verbs.cancel(call, "Batal.", by=office.officer, at=moment(13, 12))
    assert remind(moment(14, 10)) == 0


def test_the_calendar_file_is_one_entry_that_moves(office, ticket):
    call = verbs.book(ticket, moment(7, 10), link="https://meet.example.go.id/abc", by=office.officer, at=MONDAY)
    desk = DeskSettings.current()
    entry = Calendar.from_ical(calendar_file(call, desk)).walk("VEVENT")[0]
    assert entry.decoded("dtstart") == moment(7, 10)
    assert (entry["sequence"], str(entry["status"]), str(entry["location"])) == (0, "CONFIRMED", "https://meet.example.go.id/abc")
    assert f"#{ticket.number}" in str(entry["summary"])
    assert ticket.title not in str(entry["summary"]) or ticket.title == str(ticket.service)
    moved = verbs.book(ticket, moment(7, 10, 30), by=office.client, at=MONDAY)
    again = Calendar.from_ical(calendar_file(moved, desk)).walk("VEVENT")[0]
    assert again["uid"] == entry["uid"]
    assert again["sequence"] == 1
    verbs.cancel(moved, "Batal.", by=office.officer, at=MONDAY)
    moved.refresh_from_db()
    off = Calendar.from_ical(calendar_file(moved, desk))
    assert str(off["method"]) == "CANCEL"
    assert str(off.walk("VEVENT")[0]["status"]) == "CANCELLED"


def test_the_whatsapp_link_greets_and_names_number_service_and_time(office, ticket):
    ticket.whatsapp_number = "+6281234567890"
    ticket.save()
    call = verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    link = urlsplit(whatsapp_link(ticket, DeskSettings.current(), call=call, at=MONDAY + timedelta(hours=5)))
    text = parse_qs(link.query)["text"][0]
    assert (link.netloc, link.path) == ("wa.me", "/6281234567890")
    assert f"#{ticket.number}" in text
    assert "10.00 WIB" in text
    assert "//" in text


def test_without_a_number_there_is_no_link(office, ticket):
    ticket.whatsapp_number = ""
    assert whatsapp_link(ticket, DeskSettings.current()) == ""
