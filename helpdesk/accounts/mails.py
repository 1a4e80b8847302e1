"""Mails with a secret link. They are rendered when the task runs, so that no link lies in the queue."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, get_emailconfirmation_model
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django_tasks import task

from helpdesk.accounts import addresses
from helpdesk.common import mail


@task
def confirmation(address_id, is_new, language):
    """The link that confirms an address. It names no one: whoever typed the address also chose the names."""
    may_confirm = Q(user__is_active=True) | Q(user__awaits_approval=True)
    row = EmailAddress.objects.filter(may_confirm, pk=address_id, verified=False).first()
    if row is None:
        return
    key = get_emailconfirmation_model().create(row).key
    template = "account/email/email_confirmation_signup" if is_new else "account/email/email_confirmation"
    link = mail.absolute(reverse("account_confirm_email", args=[key]))
    mail.send_now(row.email, *mail.rendered(template, {"link": link}, language))


@task
def password_reset(email, language):
    """The link that sets a new password; to nobody where the address is unknown or unconfirmed."""
    user = addresses.owner_of(email)
    if user is None:
        return
    context = {"link": password_link(user), "username": user.username}
    mail.send_now(email, *mail.rendered("account/email/password_reset_key", context, user.language))


@task
def invitation(user_id, language):
    """The first link of somebody whom an Admin has entered: it sets the password and works for 24 hours."""
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    to = addresses.confirmed_address(user) if user else ""
    if to:
        context = {"link": password_link(user), "username": user.username}
        mail.send_now(to, *mail.rendered("account/email/invitation", context, language))


@task
def registration_approved(user_id, language):
    """The account that waited may be used: to an address that is not confirmed yet, along with the link for it.
    Who has confirmed theirs hears of it by the notice that is told to them (helpdesk/notifications)."""
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    if user is None or not user.email or addresses.confirmed_address(user):
        return
    row = addresses.unconfirmed_row(user)
    link = mail.absolute(reverse("account_confirm_email", args=[get_emailconfirmation_model().create(row).key]))
    context = {"link": link, "login": mail.absolute(reverse("account_login"))}
    mail.send_now(row.email, *mail.rendered("account/email/registration_approved", context, language))


@task
def registration_refused(user_id, language, reason):
    """The account that waited was not let in; `reason`: the desk's words, may be empty."""
    user = get_user_model().objects.filter(pk=user_id, is_active=False).first()
    if user is not None and user.email:
        mail.send_now(user.email, *mail.rendered("account/email/registration_refused", {"reason": reason}, language))


def password_link(user):
    """The address at which a person chooses a password, once."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    return mail.absolute(path.replace("UID-KEY", key))
