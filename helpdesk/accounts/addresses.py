"""E-mail addresses of people, and whether they are confirmed: allauth's rows, kept in step with `user.email`.

An address that nobody has confirmed serves no login, no reset and no notice. Call `ensure_address` wherever a
person is made or their address is changed outside allauth's own pages.
"""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from helpdesk.common.planned import Planned


def ensure_address(user, *, verified):
    """Give a person the one row that belongs to `user.email`; `verified=True` for what an Admin typed.

    Returns the row, or None without an address. An address that is already confirmed by somebody else
    stays unconfirmed here: it can have one owner only.
    """
    email = (user.email or "").lower()
    with transaction.atomic():
        # Renaming a row would let a link that was sent to the old address confirm the new one.
        EmailAddress.objects.filter(user=user).exclude(email=email).delete()
        if not email:
            _forget(user)
            return None
        row, _made = EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True})
        row.primary = True
        if verified and not row.verified:
            row.verified = not EmailAddress.objects.filter(email=email, verified=True).exclude(pk=row.pk).exists()
        row.save()
    _forget(user)
    return row


def confirm(user):
    """Count a person's address as confirmed; returns whether it is now."""
    row = ensure_address(user, verified=True)
    return bool(row and row.verified)


def confirmed_address(user):
    """The address that may be written to and logged in with, or "" while it is unconfirmed."""
    row = _confirmed.first(user=user.pk) if user.pk else None
    return row.email if row else ""


_confirmed = Planned(lambda user: EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")[:1], user=int)


def owner_of(email):
    """The one active person who has confirmed this address, or None."""
    row = (
        EmailAddress.objects.filter(email=(email or "").lower(), verified=True, user__is_active=True)
        .select_related("user").first()
    )
    return row.user if row else None


def confirmation(person=""):
    """To annotate people with `has_confirmed_email`, so that the banner costs no query of its own. `person`: the way to them."""
    rows = EmailAddress.objects.filter(user=OuterRef(f"{person}pk"), verified=True, email=Lower(OuterRef(f"{person}email")))
    return {"has_confirmed_email": Exists(rows)}


def _forget(user):
    for name in ("needs_email_confirmation", "has_confirmed_email"):
        user.__dict__.pop(name, None)


def unconfirmed_row(user):
    """The row that waits for confirmation, made where it is missing."""
    waiting = EmailAddress.objects.filter(user=user, verified=False, email=user.email.lower()).first()
    return waiting or ensure_address(user, verified=False)
