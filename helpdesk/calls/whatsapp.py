"""A link that opens WhatsApp with a polite text ready (no paid interface needed; the officer presses Send)."""

from urllib.parse import quote

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from helpdesk.common import dates
from helpdesk.common.mail import absolute


def whatsapp_link(ticket, desk, *, call=None, at=None):
    """`https://wa.me/62812…?text=…`, or "" without a number. The text is in the client's language of mails."""
    digits = "".join(sign for sign in ticket.whatsapp_number if sign.isdigit())
    if not digits:
        return ""
    with translation.override(ticket.requester.language or settings.LANGUAGE_CODE):
        return f"https://wa.me/{digits}?text={quote(_words(ticket, desk, call, at), safe='')}"


def _words(ticket, desk, call, at):
    facts = {
        "greeting": greeting(at), "office": desk.owner, "desk": desk.name, "number": ticket.number, "service": ticket.service,
        "link": absolute(ticket.get_absolute_url()),
    }
    if call:
        facts["when"] = f"{dates.long_date(call.starts_at)}, {dates.clock(call.starts_at)}"
        return _(
            "%(greeting)s, we are %(desk)s of %(office)s. About your ticket #%(number)s (%(service)s): the video call for the "
            "verification is on %(when)s. Please keep the original documents at hand. %(link)s"
        ) % facts
    return _(
        "%(greeting)s, we are %(desk)s of %(office)s. About your ticket #%(number)s (%(service)s): may we call you by video now "
        "for the verification? Please keep the original documents at hand. %(link)s"
    ) % facts


def greeting(at=None):
    """By the hour of the day, as people greet here."""
    hour = timezone.localtime(at).hour
    if hour < 10:
        return _("Good morning")
    if hour < 15:
        return _("Good day")
    return _("Good afternoon") if hour < 18 else _("Good evening")
