"""Where allauth asks what this site wants."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import addresses, mails
from helpdesk.common import mail, throttle

WRONG = _("The username or the password is not right.")
TOO_MANY = _("Too many attempts. Please wait a few minutes and try again.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # The same words for a wrong name, a wrong password, an unconfirmed address and a deactivated person.
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "username_taken": _("This username is already taken."),
        "username_blacklisted": _("This username is already taken."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your current password."),
    }

    def is_ajax(self, request):
        """People use pages; allauth's answers in JSON would be a second, unwatched door."""
        return False

    # Login

    def pre_authenticate(self, request, **credentials):
        """Refuse before anything is hashed; the counters of a right password are given back by allauth."""
        address, name = self.get_client_ip(request), typed_name(credentials)
        for action, who, (amount, seconds) in (
            ("login-name", name, settings.LOGIN_FAILED_PER_NAME),
            ("login-address", address, settings.LOGIN_FAILED_PER_ADDRESS),
        ):
            if throttle.is_full(action, who, throttle.Rate(amount, seconds)):
                raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request, **credentials):
        throttle.allow("login-name", typed_name(credentials), throttle.Rate(*settings.LOGIN_FAILED_PER_NAME))
        throttle.allow("login-address", self.get_client_ip(request), throttle.Rate(*settings.LOGIN_FAILED_PER_ADDRESS))

    def _get_login_attempts_cache_key(self, request, **credentials):
        # allauth's own key holds the Host header, which the caller chooses; and no address, so that
        # anybody could lock anybody out.
        return f"{typed_name(credentials)}|{self.get_client_ip(request)}"

    def get_login_redirect_url(self, request):
        """An editor has no desk; they go to their pages."""
        if not request.user.may_use_desk:
            return reverse("wagtailadmin_home")
        return super().get_login_redirect_url(request)

    def is_safe_url(self, url):
        """Only paths of this site: no other host, whatever ALLOWED_HOSTS says."""
        from django.utils.http import url_has_allowed_host_and_scheme

        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    # Mail

    def get_email_confirmation_url(self, request, emailconfirmation):
        return mail.absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        mails.confirmation.enqueue(emailconfirmation.email_address.pk, signup, get_language())

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell a person what happened to their account, at an address that they have confirmed."""
        to = email or addresses.confirmed_address(user)
        if to:
            plain = {key: value for key, value in (context or {}).items() if isinstance(value, str)}
            mail.send_template_later(to=to, template=template_prefix, context=plain, language=get_language())

    def send_mail(self, template_prefix, email, context):
        """Whatever else allauth wants to say goes through the queue too."""
        mail.send_template_later(to=email, template=template_prefix, context=context, language=get_language())

    def get_email_verification_redirect_url(self, email_address):
        return reverse("helpdesk:profile") if self.request.user.is_authenticated else reverse("account_login")


def typed_name(credentials):
    """What was typed as username or address, as it counts for the throttle."""
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()
