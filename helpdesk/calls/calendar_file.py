"""The calendar file (iCalendar, RFC 5545) of a call: one entry that is moved and called off by the same name."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event
from icalendar.prop import vText

from helpdesk.calls.models import Call
from helpdesk.common.mail import absolute


def calendar_file(call, desk):
    """The bytes of the .ics file. It names number, service and link, nothing that anybody wrote about a person."""
    entry = Event()
    entry.add("uid", f"call-{call.pk}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("sequence", call.sequence)
    entry.add("dtstamp", call.created_at.astimezone(UTC))
    entry.add("dtstart", call.starts_at.astimezone(UTC))
    entry.add("dtend", call.ends_at.astimezone(UTC))
    entry.add("summary", _("Video call with %(desk)s, ticket #%(number)s") % {"desk": desk.name, "number": call.ticket.number})
    address = absolute(call.ticket.get_absolute_url())
    entry.add("description", "\n".join(filter(None, [str(call.ticket.service), call.link, address])))
    entry["location"] = vText(call.link or "WhatsApp")
    entry.add("url", call.link or address)
    is_off = call.state == Call.State.CANCELLED
    entry.add("status", "CANCELLED" if is_off else "TENTATIVE" if call.state == Call.State.PROPOSED else "CONFIRMED")
    if not is_off:
        entry.add_component(_alarm())
    calendar = Calendar()
    calendar.add("prodid", "-//Helpdesk//Video calls//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_off else "PUBLISH")
    calendar.add_component(entry)
    return calendar.to_ical()


def _alarm():
    from datetime import timedelta

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Video call"))
    alarm.add("trigger", timedelta(hours=-1))
    return alarm
