"""The second factor as this office wants it: allauth's adapter, secrets encrypted, and no way out of a duty."""

import base64
import hashlib
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts import addresses, guard
from helpdesk.common import mail
from helpdesk.settings import DeskSettings

STEPS = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}  # what is asked for at a login


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "Your office asks for two-step login, and this is your last way to do it. Add another one first."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Set up an authenticator app or a passkey first."),
        "incorrect_code": gettext_lazy("This code is not right. Codes change every 30 seconds: try the newest one."),
    }

    def encrypt(self, text):
        """A copy of the database alone opens no account."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Of another SECRET_KEY: no code fits any more, the person needs a recovery by a Super Admin.
            return generate_totp_secret()

    def is_mfa_enabled(self, user, types=None):
        """Of somebody who is logging in this was asked together with the password (`with_second_step`)."""
        known = user.__dict__.get("has_second_step")
        if known is not None and types is not None and set(types) == STEPS:
            return known
        return super().is_mfa_enabled(user, types=types)

    def can_delete_authenticator(self, authenticator):
        return not is_asked_of(authenticator.user) or factors_of(authenticator.user).exclude(pk=authenticator.pk).exists()

    def get_totp_issuer(self):
        return DeskSettings.current().name

    def get_totp_label(self, user):
        return user.username

    def get_public_key_credential_rp_entity(self):
        """Passkeys belong to the configured address, never to the Host header."""
        return {"id": urlsplit(settings.BASE_URL).hostname, "name": DeskSettings.current().name}

    def get_public_key_credential_user_entity(self, user):
        return {**super().get_public_key_credential_user_entity(user), "display_name": str(user), "name": user.username}

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}


def _box():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor {key}".encode()).digest())) for key in keys)


def with_second_step(people):
    """Annotate with `has_second_step`, for a login; true of this moment only, so never of the person of a session."""
    return people.annotate(has_second_step=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=sorted(STEPS))))


def factors_of(person):
    """What a person has as second factor; recovery codes alone are none."""
    return Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)


def is_asked_of(person):
    """Whether the office asks this person for a second factor."""
    return person.is_desk and DeskSettings.current().second_factor_for_desk


@transaction.atomic
def forget(person, *, by):
    """Take the second step from somebody who has lost phone and recovery codes; the password stays. They are told.

    Raises guard.Refused with a sentence. Where the office asks for a second step, the next login leads to a new one.
    """
    guard.lock(person, by)
    guard.must(person, by, "can_edit")
    if not factors_of(person).exists():
        raise guard.Refused(_("There is no second step to take away."))
    Authenticator.objects.filter(user=person).delete()
    if to := addresses.confirmed_address(person):
        mail.send_template_later(to=to, template="account/email/second_factor_forgotten", context={}, language=person.language)
