"""The verbs about people: add, edit, move, change the role, invite. Nobody is ever deleted: history stays.

Each verb locks who is concerned, asks PersonPermissions with fresh values, changes, and refuses with `Refused` and a
sentence. Changes take effect with the person's next request. Switching off and on: helpdesk/accounts/standing.py.
"""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from helpdesk.accounts import addresses, avatars, groups, leaving, mails
from helpdesk.accounts.guard import Refused, StillHasTickets, lock, must, must_leave_a_super_admin
from helpdesk.accounts.models import Membership, Role, User
from helpdesk.accounts.permissions import may_manage
from helpdesk.accounts.standing import approve, deactivate, reactivate, refuse
from helpdesk.common import mail

__all__ = [
    "Refused", "StillHasTickets", "add_person", "approve", "change_role", "deactivate", "edit_person", "invite", "move",
    "reactivate", "refuse",
]  # fmt: skip

PLAIN = {"name", "username", "phone", "language", "department", "designation", "organisation", "membership"}
FIELDS = PLAIN | {"email", "password", "avatar", "is_editor"}


@transaction.atomic
def add_person(*, by, role, name, username, email, password="", language=None, **fields):
    """Make a person of this role (rows B8, B11, B12); return them.

    A password given here is a first one, to be replaced at the first login; without one an invitation is mailed whose
    link works once, for 24 hours. The address counts as confirmed. `fields`: phone, department, designation,
    organisation, membership, is_editor (staff who edit the pages too), avatar (JPEG bytes).
    """
    by.refresh_from_db(from_queryset=User.objects.select_for_update(no_key=True))
    if not may_manage(by, role):
        raise Refused(_("You may not add people of this role."))
    person = User(role=role, must_change_password=bool(password))
    _set(person, {"name": name, "username": username, "language": language or settings.LANGUAGE_CODE, **fields})
    person.email = _free_address(person, email)
    _keep_what_fits(person)
    person.set_password(password or None)
    _save(person)
    addresses.ensure_address(person, verified=True)
    _more(person, fields)
    if not password:
        mails.invitation.enqueue(person.pk, person.language)
    return person


@transaction.atomic
def edit_person(person, *, by, successors=None, **changes):
    """Change what is named in `changes` (FIELDS); the rest stays. A password is a first one again.

    Moving staff to another department needs `successors` for the open tickets that stay behind (leaving.py).
    """
    lock(person, by)
    must(person, by, "can_edit")
    if "department" in changes and changes["department"] != person.department:
        leaving.hand_over(person, leaving.stranded(person, department=changes["department"]), successors, by=by)
    if changes.get("organisation") != person.organisation and "organisation" in changes:
        changes.setdefault("membership", Membership.MEMBER)
    _set(person, changes)
    _keep_what_fits(person)
    if password := changes.get("password"):
        person.set_password(password)
        person.must_change_password = True
    old = _change_address(person, changes["email"]) if "email" in changes else ""
    _save(person)
    if old:
        addresses.ensure_address(person, verified=True)
        _tell(old, person, "email_changed")
        if not person.has_usable_password():  # the invitation went to the old address; its link died with it
            mails.invitation.enqueue(person.pk, person.language)
    if password:
        _tell(addresses.confirmed_address(person), person, "password_changed")
    _more(person, changes)
    return person


def move(person, department, *, by, successors=None):
    """Put staff into another department, or into none (None)."""
    return edit_person(person, by=by, department=department, successors=successors)


@transaction.atomic
def change_role(person, role, *, by, successors=None):
    """Give a person another role. What no longer fits is dropped: department, organisation, deputy, groups,
    and for who leaves the desk the tickets that they watch."""
    super_admins = lock(person, by)
    may = must(person, by, "can_change_role")
    if role not in may.roles:
        raise Refused(_("You may not give this role."))
    must_leave_a_super_admin(person, super_admins)
    leaving.hand_over(person, leaving.stranded(person, role=role), successors, by=by)
    person.role = role
    if not person.is_desk:
        leaving.stop_watching(person, by=by)
    _keep_what_fits(person)
    _save(person)
    return person


@transaction.atomic
def invite(person, *, by):
    """Send the invitation again; links that were sent before work no longer."""
    lock(person, by)
    must(person, by, "can_invite")
    person.set_unusable_password()
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    if not addresses.confirm(person):
        raise Refused(_("Somebody else has confirmed this address."))
    mails.invitation.enqueue(person.pk, person.language)
    return person


def _set(person, changes):
    if unknown := set(changes) - FIELDS:
        raise TypeError(f"no such field of a person: {sorted(unknown)}")
    for name in PLAIN & set(changes):
        setattr(person, name, changes[name])


def _keep_what_fits(person):
    """Only staff have a department, only clients an organisation, only the desk deputies and designations."""
    if person.role != Role.STAFF:
        person.department = None
    if person.role != Role.CLIENT:
        person.organisation = None
    if not person.is_desk:
        person.designation, person.deputy, person.away_until = "", None, None
    if person.organisation is None:
        person.membership = Membership.NONE
    elif not person.membership:
        person.membership = Membership.MEMBER


def _free_address(person, email):
    """The address in lower case; refused when somebody else has confirmed it, since it can have one owner."""
    email = (email or "").strip().lower()
    if not email:
        raise Refused(_("Give an email address."))
    owners = EmailAddress.objects.filter(email=email, verified=True)
    if owners.exclude(user=person.pk).exists():
        raise Refused(_("Somebody else has confirmed this address."))
    return email


def _change_address(person, email):
    """Set a new address; return the confirmed one before, or "" when nothing changes."""
    email = _free_address(person, email)
    if email == person.email.lower():
        return ""
    old, person.email = addresses.confirmed_address(person) or person.email, email
    return old


def _save(person):
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as conflict:
        if "username" not in str(conflict):
            raise
        raise Refused(_("This username is already taken.")) from None


def _more(person, fields):
    """What stands outside of the row: the group of editors, the picture."""
    if "is_editor" in fields and person.role == Role.STAFF:
        editors = Group.objects.get_or_create(name=groups.EDITORS)[0]
        (person.groups.add if fields["is_editor"] else person.groups.remove)(editors)
    avatars.change(person, fields.get("avatar"))


def _tell(to, person, what):
    """Tell a person of a change of their account that somebody else made, at an address that is theirs for certain."""
    if to:
        mail.send_template_later(to=to, template=f"account/email/{what}", context={}, language=person.language)
