"""The menus, as data: which places a person may go to. Templates only draw them."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class Item:
    """One entry: `icon` is a lucide name, `count` a number to show beside the label or None."""

    label: str
    url: str
    icon: str
    is_current: bool = False
    count: int | None = None
    is_part: bool = False  # stands below the entry before it


def for_desk(person, path):
    """Main Navigation (row A3): what this person may use at the desk, and nothing else (table C)."""
    if person is None:
        return []
    items = []
    if person.may_use_desk:
        items += [
            _item(_("Dashboard"), "helpdesk:dashboard", "layout-dashboard", path, exact=True),
            *_tickets(person, path),
        ]
    items.append(_item(_("Profile"), "helpdesk:profile", "circle-user-round", path))
    if person.is_manager or not person.may_use_desk:
        items.append(_item(_("Website"), "wagtailadmin_home", "panels-top-left", path))
    if settings.IS_DEMO and person.is_superuser:
        items.append(_item(_("Outgoing mail"), "helpdesk:outbox", "mail", path))
    return [item for item in items if item]


def _tickets(person, path):
    """Ticket, and below it Create and View as the provider's guide names them (rows A4, A8)."""
    tickets = _item(_("Ticket"), "helpdesk:ticket_list", "ticket", path)
    if tickets is None or not person.asks_for_services:
        return [tickets]
    create = _item(pgettext("menu", "Create"), "helpdesk:ticket_create", "plus", path)
    view = _item(pgettext("menu", "View"), "helpdesk:ticket_list", "list", path, exact=True)
    parts = [replace(item, is_part=True) for item in (create, view) if item]
    return [replace(tickets, is_current=tickets.is_current and not any(p.is_current for p in parts)), *parts]


def for_public(person, path):
    """The menu of the public pages (rows B1, B3); the yellow button stands outside of it."""
    items = [
        Item(_("Home"), "/", "house", path == "/"),
        Item(_("About the application"), "/tentang-aplikasi/", "info", path.startswith("/tentang-aplikasi/")),
        Item(_("Contact"), "/kontak/", "mail", path.startswith("/kontak/")),
    ]
    if person is None:
        items.append(_item(_("Login"), "account_login", "log-in", path))
    elif person.may_use_desk:
        items.append(_item(_("Dashboard"), "helpdesk:dashboard", "layout-dashboard", path, exact=True))
    return [item for item in items if item]


def _item(label, name, icon, path, exact=False):
    """An entry for a named address; None where this installation does not serve it."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return None
    return Item(label, url, icon, path == url if exact else path.startswith(url))
