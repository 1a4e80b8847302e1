"""The menus, as data: which places a person may go to. Templates only draw them."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

IN_BAR = 4  # pages beside Beranda
ICONS = {  # by the page's kind, or its address
    "homepage": "house",
    "tentang-aplikasi": "info",
    "contactpage": "mail",
    "serviceindexpage": "clipboard-list",
    "faqindexpage": "circle-question-mark",
    "announcementindexpage": "megaphone",
}


@dataclass(frozen=True)
class Item:
    """One entry: `icon` is a lucide name, `count` a number to show beside the label (0: none)."""

    label: str
    url: str
    icon: str
    is_current: bool = False
    count: int = 0
    is_part: bool = False  # stands below the entry before it


@dataclass(frozen=True)
class Group:
    """Entries that belong together; without a label they always stand open."""

    label: str
    icon: str
    items: tuple

    @property
    def is_open(self):
        """True where the reader is in one of its places."""
        return any(item.is_current for item in self.items)


def for_desk(person, path):
    """Main Navigation (row A3) as a list of groups: what this person may use at the desk, and nothing else (table C)."""
    if person is None:
        return []
    groups = [
        _group("", "", _daily(person, path)),
        _group(_("People"), "users-round", _people(person, path)),
        _group(_("Administration"), "wrench", _administration(person, path)),
        _group("", "", _own(person, path)),
    ]
    return [group for group in groups if group.items]


def _daily(person, path):
    if not person.may_use_desk:
        return []
    unread = getattr(person, "unread_count", 0)
    return [
        _item(_("Dashboard"), "helpdesk:dashboard", "layout-dashboard", path, exact=True),
        *_tickets(person, path),
        _item(_("Documents to check"), "helpdesk:check_queue", "file-check", path) if person.is_desk else None,
        _item(_("Video calls"), "helpdesk:calls", "video", path) if person.is_desk else None,
        _item(_("Notifications"), "helpdesk:notifications", "bell", path, count=unread),
        _item(_("FAQ"), "faq_desk:list", "circle-question-mark", path),
        _item(_("Announcements"), "announcements:list", "megaphone", path) if person.is_desk else None,
    ]


def _tickets(person, path):
    """Ticket, and below it Create and View as the provider's guide names them (rows A4, A8); the desk creates on behalf."""
    tickets = _item(_("Ticket"), "helpdesk:ticket_list", "ticket", path)
    parts = [_item(pgettext("menu", "Create"), "helpdesk:ticket_create", "plus", path)]
    if person.asks_for_services:
        parts.append(_item(pgettext("menu", "View"), "helpdesk:ticket_list", "list", path, exact=True))
    parts = [replace(item, is_part=True) for item in parts if item]
    return [replace(tickets, is_current=tickets.is_current and not any(part.is_current for part in parts)), *parts]


def _people(person, path):
    if not person.is_manager:
        return []
    return [
        _item(_("Admin"), "helpdesk:admin_list", "user-star", path) if person.is_superuser else None,
        _item(_("Staff"), "helpdesk:staff_list", "headset", path),
        _item(_("Clients"), "helpdesk:client_list", "users-round", path),
        _item(_("Editors"), "helpdesk:editor_list", "user-pen", path),
        _item(_("Organisations"), "helpdesk:organisation_list", "building-2", path),
    ]


def _administration(person, path):
    if not person.is_manager:
        return []
    return [
        _item(_("Department"), "helpdesk:department_list", "layout-grid", path),
        _item(_("Services"), "helpdesk:service_list", "clipboard-list", path),
        _item(_("Calendar"), "helpdesk:calendar", "calendar-days", path),
        _item(_("Setting"), "helpdesk:setting", "settings", path),
        _item(_("Deletion of documents"), "helpdesk:deletions", "file-clock", path),
        _item(_("Contact messages"), "contact_desk:list", "mail", path, count=getattr(person, "waiting_messages", 0)),
        _item(_("Audit"), "helpdesk:audit", "scroll-text", path) if person.is_superuser else None,
        _item(_("System status"), "helpdesk:status", "activity", path) if person.is_superuser else None,
        _item(_("Outgoing mail"), "helpdesk:outbox", "send", path) if settings.IS_DEMO and person.is_superuser else None,
    ]


def _own(person, path):
    return [
        _item(_("Website"), "wagtailadmin_home", "panels-top-left", path) if person.writes_pages else None,
        _item(_("My organisation"), "helpdesk:own_organisation", "building-2", path) if person.asks_for_services and person.organisation_id else None,
        _item(_("Profile"), "helpdesk:profile", "circle-user-round", path),
    ]


def for_public(person, path, places):
    """The menu of the public pages (rows B1, B3); the yellow button stands outside of it.

    `places` are the pages right below Beranda (helpdesk/common/site_pages.py).
    """
    items = [_place(place, path) for place in in_bar(places)]
    if person is None:
        items.append(_item(_("Login"), "account_login", "log-in", path))
    elif person.may_use_desk:
        unread = getattr(person, "unread_count", 0)
        items += [
            _item(_("Dashboard"), "helpdesk:dashboard", "layout-dashboard", path, exact=True),
            _item(_("Notifications"), "helpdesk:notifications", "bell", path, count=unread),
        ]
    return [item for item in items if item]


def for_footer(path, places):
    """What stands below “Information”: the pages that have no room in the bar, or are not meant for it."""
    shown = in_bar(places)
    return [_place(place, path) for place in places if not place.is_front and place not in shown]


def in_bar(places):
    """Beranda, and the first pages that editors have marked for the menus: more would not fit beside the names of an office."""
    marked = [place for place in places if place.in_menus and not place.is_front]
    return [*(place for place in places if place.is_front), *marked[:IN_BAR]]


def _place(place, path):
    icon = ICONS.get(place.slug) or ICONS.get(place.kind, "file-text")
    return Item(place.label, place.url, icon, place.holds(path))


def _group(label, icon, items):
    return Group(label, icon, tuple(item for item in items if item))


def _item(label, name, icon, path, *, exact=False, count=0):
    """An entry for a named address; None where this installation does not serve it."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    return Item(label, url, icon, path == url if exact else path.startswith(url), count)
