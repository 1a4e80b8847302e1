"""The dashboard's seven tiles (row B4), each with its live figure: those that this person may use."""

import datetime
from dataclasses import dataclass
from functools import cache

from django.db.models import Exists, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.accounts.models import Role, User
from helpdesk.common.counting import CountOf
from helpdesk.common.prepared import Perhaps, Prepared
from helpdesk.departments.models import Department
from helpdesk.templatetags.desk_ui import capped
from helpdesk.tickets.counts import LIMIT
from helpdesk.worktime.models import NonWorkingDay

DECREE_MONTH = 10  # by then the joint decree on next year's holidays is usually out


@dataclass(frozen=True)
class Tile:
    """`number` is ready to be read (“12”, “1.000+”); `note` says more; `tone` is bad or wait where it matters."""

    label: str
    url: str
    icon: str
    number: str = ""
    note: str = ""
    tone: str = ""


def figures_for(person, at=None):
    """What the tiles of this person count; one query."""
    at, year = at or timezone.now(), _year_to_know(at or timezone.now())
    days = {"today": timezone.localtime(at).date(), "year_from": datetime.date(year, 1, 1), "year_to": datetime.date(year, 12, 31)}
    return _figures_of(person.is_desk, person.is_manager).first(person=person.pk, since=at - datetime.timedelta(days=7), **days)


@cache
def _figures_of(is_desk, is_manager):
    """The statement for this kind of reader."""

    def build(person, **moments):
        return User.objects.filter(pk=person).values(**_figures(is_desk, is_manager, **moments))

    day = Perhaps(datetime.date)
    return Prepared(build, person=int, since=Perhaps(datetime.datetime), today=day, year_from=day, year_to=day)


def tiles_for(person, tickets, *, at=None, counts=None):
    """Return the tiles; one query, none where `counts` (figures_for) are known. `tickets` are (number, note, tone) of the
    first one, which the page knows already."""
    at = at or timezone.now()
    counts = counts or figures_for(person, at)
    tiles = [_tile(_("Tickets"), "helpdesk:ticket_list", "ticket", *tickets)]
    if person.is_superuser:
        tiles.append(_tile(_("Admin"), "helpdesk:admin_list", "user-star", counts["admins"]))
    if person.is_manager:
        on_duty = ngettext("%(count)d on duty", "%(count)d on duty", counts["on_duty"]) % {"count": counts["on_duty"]}
        tiles += [
            _tile(_("Staff"), "helpdesk:staff_list", "headset", counts["staff"], on_duty),
            _tile(_("Clients"), "helpdesk:client_list", "users-round", counts["clients"], *_about_clients(counts)),
        ]
    tiles.append(_tile(_("FAQ"), "faq_desk:list", "circle-question-mark", counts["faq"], _drafts(counts.get("drafts", 0))))
    if person.is_manager:
        missing = counts["no_joint_leave"]
        warning = _("Joint leave of %(year)d is missing") % {"year": _year_to_know(at)} if missing else ""
        tiles += [
            _tile(_("Department"), "helpdesk:department_list", "layout-grid", counts["departments"]),
            _tile(_("Setting"), "helpdesk:setting", "settings", note=warning, tone="wait" if missing else ""),
        ]
    return [tile for tile in tiles if tile]


def _figures(is_desk, is_manager, *, since, today, year_from, year_to):
    """What the tiles count, as columns of one row. Nothing is counted further than LIMIT."""
    entries = Department._meta.get_field("faq_entries").related_model.objects
    figures = {"faq": _count(entries.live())}
    if is_desk:
        figures["drafts"] = _count(entries.filter(live=False))
    if not is_manager:
        return figures
    active = User.objects.active()
    staff = active.filter(role=Role.STAFF)
    there = Q(away_until=None) | Q(away_until__lt=today)
    year = NonWorkingDay.objects.active().joint_leave().filter(date__gte=year_from, date__lte=year_to)
    return figures | {
        "admins": _count(active.filter(role__in=[Role.ADMIN, Role.SUPERADMIN])),
        "staff": _count(staff),
        "on_duty": _count(staff.filter(there)),
        "clients": _count(active.clients()),
        "waiting": _count(User.objects.filter(awaits_approval=True)),
        "newcomers": _count(active.clients().filter(date_joined__gte=since)),
        "departments": _count(Department.objects.active()),
        "no_joint_leave": ~Exists(year),
    }


def _count(rows):
    return CountOf(rows.order_by().values("pk")[: LIMIT + 1])


def _about_clients(counts):
    if waiting := counts["waiting"]:
        return ngettext("%(count)d waits for approval", "%(count)d wait for approval", waiting) % {"count": waiting}, "wait"
    new = counts["newcomers"]
    return (ngettext("%(count)d new this week", "%(count)d new this week", new) % {"count": new} if new else ""), ""


def _drafts(number):
    return ngettext("%(count)d draft", "%(count)d drafts", number) % {"count": number} if number else ""


def _year_to_know(at):
    """The year whose joint leave must be known: next year's, once the decree is due."""
    today = timezone.localtime(at)
    return today.year + (today.month >= DECREE_MONTH)


def _tile(label, name, icon, number=None, note="", tone=""):
    """A tile for a named address; None where this installation does not serve it."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    return Tile(label, url, icon, "" if number is None else capped(number), note, tone)
