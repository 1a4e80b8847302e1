"""One's own organisation: who belongs to it, whether it shares its tickets; for those without one, a way to join."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helpdesk.accounts import organisations
from helpdesk.accounts.forms.organisation import JoinForm
from helpdesk.accounts.organisation_permissions import HasOwnOrganisation
from helpdesk.accounts.views.organisations.members import leaving, members_context
from helpdesk.common.views.records import ConfirmView, Managed
from helpdesk.documents.views.kept import kept_context


class Own(Managed):
    """Mixin: `self.organisation` (or None) and `self.may_here`, its permissions for this reader."""

    permissions = HasOwnOrganisation

    @cached_property
    def organisation(self):
        return self.request.user.organisation

    @cached_property
    def may_here(self):
        return self.organisation.permissions_for(self.request.user) if self.organisation else None

    def page(self, *, form=None, status=200):
        context = {"organisation": self.organisation, "may": self.may_here}
        if self.organisation is None:
            context["form"] = form or JoinForm()
        elif self.may_here.is_member:
            context |= members_context(self.request, self.organisation, self.may_here)
            context |= kept_context(self.organisation, self.request.user)
        return render(self.request, "helpdesk/accounts/organisations/own.html", context, status=status)

    def back(self):
        return HttpResponseRedirect(reverse("helpdesk:own_organisation"))


class OwnOrganisation(Own, View):
    """Members read it; a contact person decides here; who only asked reads that the request waits."""

    def get(self, request):
        return self.page()


class Join(Own, View):
    """Ask to belong to an agency."""

    http_method_names = ["post"]

    def post(self, request):
        form = JoinForm(request.POST)
        if self.organisation is None and not form.is_valid():
            return self.page(form=form, status=422)
        agency = form.cleaned_data["agency"] if form.is_valid() else self.organisation
        try:
            organisations.request_membership(request.user, agency, by=request.user)
        except organisations.Refused as refusal:
            if self.organisation is None:
                form.add_error("agency", str(refusal))
            else:
                messages.error(request, str(refusal))
            return self.page(form=form, status=409)
        messages.success(request, _("Your request has been sent. You are told when it is answered."))
        return self.back()


class Share(Own, View):
    """“Colleagues may see our tickets”, by a contact person; `shares` is yes or no."""

    http_method_names = ["post"]

    def post(self, request):
        if not self.may_here or not self.may_here.can_share:
            raise Http404("not for this person")
        wish = request.POST.get("shares")
        if wish not in {"yes", "no"}:
            messages.error(request, _("Choose whether colleagues may see your tickets."))
            return self.page(status=422)
        organisations.share_tickets(self.organisation, wish == "yes", by=request.user)
        if wish == "yes":
            messages.success(request, _("Colleagues may see your tickets now, except for the private ones."))
        else:
            messages.success(request, _("Everybody sees their own tickets only now."))
        return self.back()


class Leave(Own, ConfirmView):
    """Leave one's organisation, or take the request back; asked about first."""

    refused = organisations.Refused
    success = gettext_lazy("You do not belong to an organisation any more.")

    def get_record(self):
        if self.organisation is None:
            raise Http404("nothing to leave")
        return self.organisation

    @property
    def is_member(self):
        return self.request.user.is_member

    def get_heading(self, record):
        return _("Leave the organisation") if self.is_member else _("Take the request back")

    @property
    def button(self):
        return self.get_heading(self.organisation)

    def get_sentences(self, record):
        if self.is_member:
            return leaving(self.request.user, record)
        return [_("Nobody decides about it then. You may ask again at any time.")]

    def get_success(self, record):
        return self.success if self.is_member else _("Your request has been taken back.")

    def act(self, record):
        verb = organisations.remove_member if self.is_member else organisations.take_back_request
        verb(self.request.user, by=self.request.user)

    def get_back_url(self, record):
        return reverse("helpdesk:own_organisation")

    def more_context(self, record):
        return {"place_url": self.get_back_url(record), "place": _("My organisation")}
