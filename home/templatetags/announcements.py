"""What is going on, as a banner: at most one query for a page. `{% load announcements %}`"""

from datetime import datetime

from django import template
from django.utils import timezone

from helpdesk.accounts.models import User
from helpdesk.common.language import in_language
from helpdesk.common.prepared import Prepared
from home.announcements.querysets import ANNOUNCED_BEFORE
from home.models import Announcement

register = template.Library()
SHOWN = 3


def _rows_of(at, until, viewer=None, service=None):
    rows = Announcement.objects.for_banner(at, until)
    rows = rows if service is None else rows.concerning(service)
    return rows.with_facts(User(pk=viewer) if viewer else None)[: SHOWN + 1]


_FOR_PERSON = Prepared(_rows_of, at=datetime, until=datetime, viewer=int)
_FOR_VISITORS = Prepared(_rows_of, at=datetime, until=datetime)
_OF_SERVICE_FOR_PERSON = Prepared(_rows_of, at=datetime, until=datetime, viewer=int, service=int)
_OF_SERVICE_FOR_VISITORS = Prepared(_rows_of, at=datetime, until=datetime, service=int)


@register.inclusion_tag("home/announcements/banner.html", takes_context=True)
def announcement_banner(context):
    """What is going on for anybody: at most SHOWN, the most serious first, and a link to the rest."""
    return _banner(context, _rows(context, _FOR_PERSON, _FOR_VISITORS))


@register.inclusion_tag("home/announcements/banner.html", takes_context=True)
def announcements_for(context, service, instead=False):
    """The same for one service: its own, and those that concern everybody. `instead` (on the form of a new ticket) says
    of a disruption that no ticket is needed."""
    return _banner(context, _rows(context, _OF_SERVICE_FOR_PERSON, _OF_SERVICE_FOR_VISITORS, service=service.pk), instead=instead)


def _rows(context, for_person, for_visitors, **facts):
    viewer, now = context.get("viewer"), timezone.now()
    facts |= {"at": now, "until": now + ANNOUNCED_BEFORE}
    return for_person.rows(viewer=viewer.pk, **facts) if viewer else for_visitors.rows(**facts)


@register.inclusion_tag("home/announcements/affected.html", takes_context=True)
def also_affected(context, announcement, instead=False):
    """How many have it too, and the button to say so; for visitors the way to the login."""
    viewer, request = context.get("viewer"), context.get("request")
    here = context.get("here") or (request.get_full_path() if request and viewer else "")
    is_running = announcement.kind == announcement.Kind.DISRUPTION and announcement.is_running
    is_mine = bool(viewer) and getattr(announcement, "viewer_is_affected", False)
    return {
        "announcement": announcement, "is_running": is_running, "is_mine": is_mine, "is_visitor": viewer is None,
        "words": announcement.affected_in_words(is_mine=is_mine), "instead": instead, "here": here,
        "may_say_so": bool(viewer) and bool(announcement.pk) and announcement.permissions_for(viewer).can_have_it_too,
    }  # fmt: skip


@register.simple_tag
def disruption_of(ticket):
    """The disruption into which an open ticket falls (title and url), or None; known from `for_page()`, without a query."""
    shown = getattr(ticket, "disruption", None)
    if not shown or ticket.is_done:
        return None
    return {"title": in_language(shown["title"], shown["title_en"]), "url": Announcement(pk=shown["id"]).get_absolute_url()}


def _banner(context, rows, *, instead=False):
    viewer, request = context.get("viewer"), context.get("request")
    return {
        "announcements": rows[:SHOWN], "has_more": len(rows) > SHOWN, "instead": instead, "viewer": viewer,
        "here": request.get_full_path() if request and viewer else "",
    }  # fmt: skip
