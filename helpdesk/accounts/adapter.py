"""Where allauth asks what this site wants."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import addresses, mails, stages
from helpdesk.accounts.tries import tries_of, typed_name
from helpdesk.common import interface_language, mail
from helpdesk.settings import DeskSettings, Registration

WRONG = _("The username or the password is not right.")
TOO_MANY = _("Too many attempts. Please wait a few minutes and try again.")

WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code of your app"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


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
        """Refuse before anything is hashed. Instead of allauth's own counter, whose key holds the Host header, which the
        caller chooses, and no address, so that anybody could lock anybody out."""
        self.tries = tries_of(request, typed_name(credentials))
        if not self.tries.may_try():
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request, **credentials):
        self.tries.note_failure(tells_captcha=not getattr(request, "waits_for_approval", False))

    def _rollback_login_failed_rl_usage(self):
        self.tries.take_back()

    def _delete_login_attempts_cached_email(self, request, **credentials):
        tries_of(request, typed_name(credentials)).forget_both()

    def get_login_stages(self):
        return stages.with_ours(super().get_login_stages())

    def get_login_redirect_url(self, request):
        """An editor has no desk; they go to their pages."""
        if not request.user.may_use_desk:
            return reverse("wagtailadmin_home")
        return super().get_login_redirect_url(request)

    def post_login(self, request, user, **kwargs):
        """On a device that has not chosen a language, the person reads their own."""
        answer = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and user.language != get_language():
            interface_language.keep(answer, user.language)
        return answer

    # Registration

    def is_open_for_signup(self, request):
        """Row B15: the office may give accounts out itself. By approval people may register, and wait."""
        return DeskSettings.current().registration != Registration.OFF

    # Passwords

    def clean_password(self, password, user=None):
        """A first password was chosen by somebody else: the person's own is another one."""
        password = super().clean_password(password, user)
        if user is not None and user.pk and user.must_change_password and user.check_password(password):
            raise ValidationError(_("This is the password that you were given. Choose another one."), code="first_password")
        return password

    def set_password(self, user, password):
        """Change, reset and invitation all pass here: whoever chooses a password has done that duty."""
        user.must_change_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request):
        """After a first password to where the login would have led, else back to the page."""
        if request.session.pop("had_first_password", False):
            return self.get_login_redirect_url(request)
        return super().get_password_change_redirect_url(request)

    def is_safe_url(self, url):
        """Only paths of this site: no other host, whatever ALLOWED_HOSTS says."""
        from django.utils.http import url_has_allowed_host_and_scheme

        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_reauthentication_methods(self, user):
        return [way | {"description": WAYS.get(way["id"], way["description"])} for way in super().get_reauthentication_methods(user)]

    # Mail

    def get_email_confirmation_url(self, request, emailconfirmation):
        return mail.absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def send_confirmation_mail(self, request, emailconfirmation, signup):
        address = emailconfirmation.email_address
        mails.confirmation.enqueue(address.pk, signup, address.user.language)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell a person what happened to their account, at an address that they have confirmed."""
        to = email or addresses.confirmed_address(user)
        if to:
            plain = {key: value for key, value in (context or {}).items() if isinstance(value, str)}
            mail.send_template_later(to=to, template=template_prefix, context=plain, language=user.language)

    def send_mail(self, template_prefix, email, context):
        """Whatever else allauth wants to say goes through the queue too."""
        mail.send_template_later(to=email, template=template_prefix, context=context, language=get_language())

    def get_email_verification_redirect_url(self, email_address):
        return reverse("helpdesk:profile") if self.request.user.is_authenticated else reverse("account_login")
