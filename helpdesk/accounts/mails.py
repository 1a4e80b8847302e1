"""Mails with a secret link. They are rendered when the task runs, so that no link lies in the queue."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, get_emailconfirmation_model
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from helpdesk.accounts import addresses
from helpdesk.common import mail
from helpdesk.common.tasks import retrying


@retrying
def confirmation(address_id, is_new, language):
    """The link that confirms an address. It names no one: whoever typed the address also chose the names."""
    row = EmailAddress.objects.filter(pk=address_id, verified=False, user__is_active=True).first()
    if row is None:
        return
    key = get_emailconfirmation_model().create(row).key
    template = "account/email/email_confirmation_signup" if is_new else "account/email/email_confirmation"
    link = mail.absolute(reverse("account_confirm_email", args=[key]))
    mail.send_now(row.email, *mail.rendered(template, {"link": link}, language))


@retrying
def password_reset(email, language):
    """The link that sets a new password; to nobody where the address is unknown or unconfirmed."""
    user = addresses.owner_of(email)
    if user is None:
        return
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}).replace("UID-KEY", key)
    context = {"link": mail.absolute(path), "username": user.username}
    mail.send_now(email, *mail.rendered("account/email/password_reset_key", context, language))
