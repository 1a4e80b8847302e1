"""A client who has no account yet, entered by an officer at the counter or on the telephone."""

import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import addresses, mails
from helpdesk.accounts.models import Membership, Organisation, Role, User
from helpdesk.accounts.registration import Kind

ATTEMPTS = 5
# Without letters and digits that are mixed up on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def add_client(data, *, by):
    """Make a client from the cleaned data of the form; return `(person, first password)`.

    With an e-mail address the person is invited by mail and the password is empty. Without one the officer hands over
    a first password, which the person replaces at the first login; it is kept nowhere.
    """
    if not (by.is_active and by.is_desk):
        raise PermissionError("only the desk enters clients")
    password = "" if data["email"] else first_password()
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return _make(data, password, by=by), password
        except IntegrityError:  # somebody took the username a moment ago
            if attempt == ATTEMPTS - 1:
                raise


def _make(data, password, *, by):
    person = User(
        role=Role.CLIENT, name=data["name"], username=free_username(data["name"]), email=data["email"], phone=data["phone"],
        must_change_password=bool(password), language=settings.LANGUAGE_CODE, **_organisation(data, by),
    )
    person.set_password(password or None)
    person.save()
    addresses.ensure_address(person, verified=True)
    if data["email"]:
        mails.invitation.enqueue(person.pk, person.language)
    return person


def first_password():
    """Three groups of four signs, 59 bits: easy to read from paper."""
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _group in range(3))


def free_username(name):
    """“Budi Prasetyo” becomes budi.prasetyo, and budi.prasetyo2 where that is taken."""
    stem = slugify(name).replace("-", ".").replace("_", "")[:50].strip(".") or "klien"
    stem = stem if len(stem) > 2 else f"klien.{stem}"
    taken = {u.lower() for u in User.objects.filter(username__istartswith=stem).values_list("username", flat=True)}
    return next(name for name in (stem, *(f"{stem}{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _organisation(data, by):
    """A company is new and unverified, as after a registration. To an agency, or to the tickets that its people share,
    nobody is admitted by an officer alone: the membership is asked for, unless who enters it may decide."""
    kind = data["kind"]
    if kind == Kind.CITIZEN:
        return {}
    if kind == Kind.AGENCY:
        membership = Membership.MEMBER if by.is_manager else Membership.REQUESTED
        return {"organisation": data["agency"], "membership": membership}
    made = Organisation.objects.create(kind=Organisation.Kind(kind), name=data["organisation"], is_verified=False)
    return {"organisation": made, "membership": Membership.CONTACT}


EMAIL_TAKEN = _("Somebody with this email address has an account already. Search for them by name.")


def has_account(email):
    """Whether a client gave this address, confirmed or not, or anybody has confirmed it: it can have one owner."""
    is_confirmed = EmailAddress.objects.filter(email=email, verified=True).exists()
    return is_confirmed or User.objects.clients().filter(email__iexact=email).exists()
