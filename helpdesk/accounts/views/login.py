from allauth.account.views import LoginView
from allauth.core.ratelimit import respond_429
from django.db import transaction
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from helpdesk.accounts.tries import Tries, typed_name
from helpdesk.common.client_address import address_of


class Login(LoginView):
    """allauth's page. Its posts are counted here, together with a look at what else counts (accounts/tries.py)."""

    @method_decorator(sensitive_post_parameters("password"))
    def dispatch(self, request, *args, **kwargs):
        if request.method != "GET":
            request.tries = Tries(typed_name({"username": request.POST.get("login", "")}), address_of(request))
            if not request.tries.begin():
                return respond_429(request)
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        """The last login and the note of the new session stand or fall together."""
        return super().form_valid(form)
