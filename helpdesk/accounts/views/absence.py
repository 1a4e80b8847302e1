"""One's own absence: mark it, change it, take it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView

from helpdesk.accounts.absence import come_back, go_away
from helpdesk.accounts.forms.absence import AbsenceForm
from helpdesk.common import dates

PROFILE = reverse_lazy("helpdesk:profile")


class ForTheDesk:
    """Whoever answers no tickets has no absence either."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_desk:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class GoAway(ForTheDesk, FormView):
    form_class = AbsenceForm
    template_name = "helpdesk/accounts/absence.html"
    success_url = PROFILE

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}

    def form_valid(self, form):
        me = self.request.user
        try:
            go_away(me, until=form.cleaned_data["away_until"], deputy=form.cleaned_data["deputy"], by=me)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        facts = {"name": me.deputy, "date": dates.long_date(me.away_until)}
        messages.success(self.request, _("%(name)s answers for you until %(date)s.") % facts)
        return super().form_valid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ComeBack(ForTheDesk, View):
    http_method_names = ["post"]

    def post(self, request):
        come_back(request.user, by=request.user)
        messages.success(request, _("Welcome back. New tickets come to you again."))
        return HttpResponseRedirect(PROFILE)
