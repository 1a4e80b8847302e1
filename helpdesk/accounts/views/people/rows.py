"""A person as a row of the lists of people, drawn by a flat template: twenty-five of them are most of a list's work."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from helpdesk.common import flat
from helpdesk.common.drawn import drawn
from helpdesk.common.numbered import numbered_url
from helpdesk.templatetags.people_ui import avatar_of


@dataclass(frozen=True)
class Standing:
    """The state of an account in a word."""

    label: str
    tone: str = ""
    icon: str = ""


def standing_of(person):
    if person.awaits_approval:
        return Standing(_("Waits for approval"), "wait", "clock")
    if not person.is_active:
        return Standing(_("Deactivated"), "", "ban")
    if not person.has_usable_password():
        return Standing(_("Invited"), "wait", "mail")
    if person.must_change_password:
        return Standing(_("First password"), "wait", "key-round")
    return Standing(_("Active"), "ok", "check")


def person_row(person, *, kind, reader):
    """The row as safe HTML."""
    return flat.draw("helpdesk/accounts/people/_row.html", {
        "avatar": avatar_of(person, reader), "url": numbered_url(f"helpdesk:{kind.slug}_person", person.pk),
        "name": person.name, "username": person.username, "email": person.email,
        "badge": drawn("components/badge.html", **asdict(standing_of(person))), **_place_of(person, kind),
    })  # fmt: skip


def _place_of(person, kind):
    """Where the person belongs, under which head, and what stands below it."""
    if kind.place == "department":
        return {"head": _("Department"), "place": str(person.department or _("No Department")), "below": person.designation}
    if kind.place:
        below = _("membership requested") if person.membership == "requested" else ""
        return {"head": _("Organisation"), "place": person.organisation.name if person.organisation_id else "–", "below": below}
    return {"head": _("Role"), "place": person.get_role_display(), "below": ""}
