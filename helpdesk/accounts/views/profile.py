"""The profile (row B9), and the link that confirms one's own address."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import UpdateView

from helpdesk.accounts import addresses
from helpdesk.accounts.absence import absent_colleagues
from helpdesk.accounts.forms.profile import ProfileForm
from helpdesk.common import interface_language
from helpdesk.common.locked import open_to_editors


class Profile(UpdateView):
    """Row B9: what we keep about a person, for the person."""

    form_class = ProfileForm
    template_name = "helpdesk/accounts/profile.html"
    success_url = reverse_lazy("helpdesk:profile")

    def get_object(self, queryset=None):
        # A copy, so that a refused form does not change the name at the top of the page.
        return get_user_model().objects.select_related("organisation", "department", "deputy").get(pk=self.request.user.pk)

    def get_context_data(self, **kwargs):
        me = self.request.user
        desk = {"absent_colleagues": absent_colleagues(me)} if me.is_desk else {}
        return super().get_context_data(**kwargs) | {"may_be_absent": me.is_desk, **desk}

    def form_valid(self, form):
        try:
            with transaction.atomic():
                answer = super().form_valid(form)
        except IntegrityError as conflict:
            if "username" not in str(conflict):
                raise
            form.add_error("username", _("This username is already taken."))
            return self.form_invalid(form)
        if form.instance.language != form.language_before:
            interface_language.keep(answer, form.instance.language)
            translation.activate(form.instance.language)
        messages.success(self.request, _("Your profile was saved."))
        return answer

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class SendConfirmationAgain(View):
    """The banner's button: the link that confirms one's own address, once in three minutes."""

    http_method_names = ["post"]

    def post(self, request):
        user = request.user
        if not user.needs_email_confirmation:
            messages.info(request, _("Your email address is confirmed already."))
        elif send_verification_email_to_address(request, addresses.unconfirmed_row(user)):
            messages.success(request, _("We have sent the link again. It works for 24 hours."))
        else:
            messages.info(request, _("We sent the link a moment ago. Please look in your mailbox, also in the spam folder, or try again in three minutes."))
        return HttpResponseRedirect(self.back())

    def back(self):
        target = self.request.POST.get("next", "")
        return target if get_adapter().is_safe_url(target) else reverse_lazy("helpdesk:profile")


profile = open_to_editors(Profile.as_view())
send_confirmation_again = open_to_editors(SendConfirmationAgain.as_view())
