"""What a registration makes. It never joins an organisation that exists: a name typed by a stranger proves nothing."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import addresses, mails, signals
from helpdesk.accounts.models import Membership, Organisation, Role, User


class Kind(models.TextChoices):
    """For whom somebody asks."""

    COMPANY = "company", _("Company (PT, CV, cooperative …)")
    INDIVIDUAL = "individual", _("Individual business")
    AGENCY = "agency", _("Government agency (OPD)")
    CITIZEN = "citizen", _("Citizen")


def register(data, *, language, needs_approval=False, at=None):
    """Make a client from the cleaned data of the registration form, and queue the mail that confirms the address.

    `needs_approval`: nobody logs in with it until the desk has decided (row B15). `language`: in which they are written to.
    Call it inside a transaction. The role is always Client; an IntegrityError means that the username was taken
    by somebody else a moment ago.
    """
    user = User(
        username=data["username"], email=data["email"].lower(), name=data["name"], phone=data["phone"], role=Role.CLIENT,
        privacy_version=settings.PRIVACY_NOTICE_VERSION, privacy_agreed_at=at or timezone.now(), language=language,
        is_active=not needs_approval, awaits_approval=needs_approval,
        **_organisation(data),
    )
    user.set_password(data["password1"])
    user.save()
    if user.membership == Membership.REQUESTED:
        signals.membership_requested.send(sender=User, person=user, organisation=user.organisation)
    if needs_approval:
        signals.registration_waits.send(sender=User, person=user)
    row = addresses.ensure_address(user, verified=False)
    mails.confirmation.enqueue(row.pk, True, language)
    return user


def _organisation(data):
    kind = data["kind"]
    if kind == Kind.CITIZEN:
        return {}
    if kind == Kind.AGENCY:
        return {"organisation": data["agency"], "membership": Membership.REQUESTED}
    made = Organisation.objects.create(
        kind=Organisation.Kind(kind), name=data["organisation"], npwp=data["npwp"], is_verified=False
    )
    return {"organisation": made, "membership": Membership.CONTACT}
