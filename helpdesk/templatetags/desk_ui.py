"""Everything templates say and draw in one way: icons, dates, durations, sizes, people, people's texts."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from helpdesk.common import autolink as links
from helpdesk.common import dates, duration, icons
from helpdesk.common.drawn import drawn
from helpdesk.common.people import initials_of, masked_phone
from helpdesk.common.status import look_of

register = template.Library()

register.simple_tag(icons.icon, name="icon")
register.simple_tag(icons.again, name="icon_again")
register.simple_tag(look_of, name="status_look")


@register.simple_tag(takes_context=True)
def icon_kept(context, name):
    """An icon to which `icon_again` refers further down the page; no id stands twice."""
    known = context.render_context.setdefault("icons kept", set())
    if name in known:
        return icons.again(name)
    known.add(name)
    return icons.kept(name)


@register.simple_tag(name="drawn")
def drawn_component(template_name, **values):
    """`{% include … with … only %}` for what looks at its variables alone: drawn once for each of their values."""
    return drawn(template_name, **{name: _as_key(value) for name, value in values.items()})


def _as_key(value):
    """Lists become tuples, lazy values what they stand for."""
    if isinstance(value, list):
        return tuple(value)
    return str(value) if isinstance(value, Promise) else value


@register.filter
def same(value, other):
    """`a|same:b` where a tag needs the answer."""
    return value == other


@register.simple_tag
def server_time():
    """The server's present moment in the site's zone (row A14)."""
    return timezone.localtime()


@register.simple_tag
def software_version():
    """The version of the software, for the footer (row A14)."""
    return settings.SOFTWARE_VERSION


# Dates and times. An empty value stays empty, so that templates need no test of their own.


@register.filter
def date_long(value):
    return dates.long_date(value) if value else ""


@register.filter
def date_short(value):
    return dates.short_date(value) if value else ""


@register.filter
def time_wib(value):
    return dates.clock(value) if value else ""


@register.filter
def when(value):
    """A moment in short: “3 Jul 2020, 13.55 WIB”."""
    return f"{dates.short_date(value)}, {dates.clock(value)}" if value else ""


@register.filter
def when_long(value):
    """A moment in full: “Jumat, 3 Juli 2020, 13.55 WIB”."""
    return f"{dates.long_date(value)}, {dates.clock(value)}" if value else ""


@register.filter
def due_in(value, now=None):
    """“Due in 1 day 9 hours”, or “Overdue by 5 hours”; calendar time (row A8)."""
    if not value:
        return ""
    left = _seconds_until(value, now)
    words = {"time": duration.words(left)}
    return (_("Due in %(time)s") if left >= 0 else _("Overdue by %(time)s")) % words


@register.filter
def due_line(value, now=None):
    """Relative and absolute together: “Due in 1 day 9 hours — 3 Jul 2020” (row A8)."""
    return f"{due_in(value, now)} — {dates.short_date(value)}" if value else ""


@register.filter
def due_short(value, now=None):
    """For a narrow column: “2 hours left”, or “Overdue by 5 hours”."""
    if not value:
        return ""
    left = _seconds_until(value, now)
    words = {"time": duration.words(left)}
    return (_("%(time)s left") if left >= 0 else _("Overdue by %(time)s")) % words


@register.filter
def is_past(value, now=None):
    """Is this moment over? For the colour of a due date."""
    return bool(value) and _seconds_until(value, now) < 0


@register.filter
def ago(value, now=None):
    """“2 days ago”; the date itself when it is more than thirty days back, “just now” below a minute."""
    if not value:
        return ""
    passed = -_seconds_until(value, now)
    if passed < duration.MINUTE:
        return _("just now")
    if passed > 30 * duration.DAY:
        return dates.short_date(value)
    return _("%(time)s ago") % {"time": duration.largest_unit(passed)}


def _seconds_until(value, now=None):
    return (value - (now or timezone.now())).total_seconds()


# Numbers


@register.filter
def filesize(value):
    """Bytes in units of 1024, one decimal: “27,0 kB”, “1,9 MB” (row A6)."""
    size = Decimal(value or 0)
    if size < 1024:
        return f"{size:.0f} B"
    for unit in ("kB", "MB", "GB", "TB"):
        size /= 1024
        shown = size.quantize(Decimal("0.1"), ROUND_HALF_UP)
        if shown < 1024 or unit == "TB":
            return f"{number_format(shown, 1, use_l10n=True, force_grouping=True)} {unit}"


@register.filter
def capped(value, limit=1000):
    """A count that was not taken further than the limit: “1.000+” for anything above it."""
    number = int(value or 0)
    shown = number_format(min(number, int(limit)), 0, use_l10n=True, force_grouping=True)
    return f"{shown}+" if number > int(limit) else shown


# People and their texts

register.filter("whatsapp_masked", masked_phone)
register.filter("initials", initials_of)
register.filter("autolink", links.paragraphs)
