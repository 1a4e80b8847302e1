"""What allauth's pages of two-step login do not know: who has a passkey at all, and that a duty has no way out."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.utils.decorators import method_decorator


class Authenticate(AuthenticateView):
    """The second step: the button for a passkey is for those who have one."""

    def get_context_data(self, **kwargs):
        passkeys = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        return super().get_context_data(**kwargs) | {"has_passkey": passkeys.exists()}


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class RemovePasskey(RemoveWebAuthnView):
    """allauth asks this for the app only, not for passkeys."""

    def refusal(self):
        adapter = get_adapter()
        return "" if adapter.can_delete_authenticator(self.object) else adapter.error_messages["cannot_delete_authenticator"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"refusal": self.refusal()}

    def form_valid(self, form):
        if self.refusal():
            return self.render_to_response(self.get_context_data(), status=409)
        return super().form_valid(form)
