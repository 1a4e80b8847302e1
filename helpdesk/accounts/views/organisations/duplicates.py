"""Merging duplicates: choose the record that stays, look at both side by side, do it in one step."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import TemplateView

from helpdesk.accounts import organisations
from helpdesk.accounts.forms.organisation import MergeForm
from helpdesk.accounts.merging import why_not
from helpdesk.accounts.models import Organisation
from helpdesk.accounts.organisation_permissions import KeepsOrganisations
from helpdesk.common.views.lists import COUNTED, LONGEST_SEARCH
from helpdesk.common.views.records import Managed

SHOWN, NAMED = 20, 10
LEGAL_FORMS = {"pt", "cv", "ud", "pd", "tb", "toko", "tbk", "persero", "koperasi", "dinas", "badan", "biro"}


class ChooseOther(Managed, TemplateView):
    """Which record stays? Searched; at first by the longest word of this one's name."""

    permissions = KeepsOrganisations
    template_name = "helpdesk/accounts/organisations/merge_choose.html"

    def get_context_data(self, **kwargs):
        duplicate = get_object_or_404(Organisation.objects.standing(), pk=self.kwargs["pk"])
        words = self.request.GET.get("q", telling_word(duplicate.name)).replace("\0", "").strip()[:LONGEST_SEARCH]
        others = Organisation.objects.active().exclude(pk=duplicate.pk)
        found = list(others.search(words).by_name().with_counts().order_by("lower_name", "pk")[: SHOWN + 1]) if words else []
        return super().get_context_data(
            duplicate=duplicate, words=words, found=found[:SHOWN], has_more=len(found) > SHOWN, **kwargs
        )


def telling_word(name):
    """The word by which a twin is most likely found."""
    words = [word.strip(".,()\"'") for word in name.split()]
    return max((word for word in words if word.lower() not in LEGAL_FORMS), key=len, default="")


class MergeInto(Managed, View):
    """Both records side by side, what moves, and one button."""

    permissions = KeepsOrganisations

    @cached_property
    def duplicate(self):
        return get_object_or_404(Organisation.objects.with_counts(), pk=self.kwargs["pk"])

    @cached_property
    def into(self):
        return get_object_or_404(Organisation.objects.with_counts(), pk=self.kwargs["into"])

    def get(self, request, **kwargs):
        refusal = why_not(self.duplicate, self.into)
        return self.show(MergeForm(duplicate=self.duplicate), refusal=refusal, status=409 if refusal else 200)

    def post(self, request, **kwargs):
        form = MergeForm(request.POST, duplicate=self.duplicate)
        if refusal := why_not(self.duplicate, self.into):
            return self.show(form, refusal=refusal, status=409)
        if not form.is_valid():
            return self.show(form, status=422)
        as_members = form.cleaned_data["people"] == "members"
        try:
            merged = organisations.merge(self.duplicate, self.into, by=request.user, as_members=as_members)
        except organisations.Refused as refusal:
            return self.show(form, refusal=str(refusal), status=409)
        self.tell(merged)
        return HttpResponseRedirect(reverse("helpdesk:organisation", args=[self.into.pk]))

    def tell(self, merged):
        people = ngettext("%(number)s person", "%(number)s people", merged.people) % {"number": merged.people}
        tickets = ngettext("%(number)s ticket", "%(number)s tickets", merged.tickets) % {"number": merged.tickets}
        facts = {"people": people, "tickets": tickets, "duplicate": self.duplicate}
        messages.success(self.request, _("%(duplicate)s has been merged: %(people)s and %(tickets)s moved here.") % facts)
        if number := merged.made_private:
            messages.info(self.request, ngettext(
                "%(number)s ticket became private, because colleagues could not read it before.",
                "%(number)s tickets became private, because colleagues could not read them before.", number,
            ) % {"number": number})  # fmt: skip
        if sentence := organisations.without_contact(self.into):
            messages.warning(self.request, sentence)

    def show(self, form, *, refusal="", status=200):
        people = self.duplicate.people.order_by("name", "pk")
        context = {
            "duplicate": self.duplicate, "into": self.into, "form": form, "refusal": refusal, "sides": self.sides(),
            "people": people[:NAMED], "people_count": people[: COUNTED + 1].count(),
            "ticket_count": self.duplicate.tickets.order_by()[: COUNTED + 1].count(),
            "becomes_private": self.into.shares_tickets and not self.duplicate.shares_tickets,
            "can_swap": not why_not(self.into, self.duplicate),
        }  # fmt: skip
        return render(self.request, "helpdesk/accounts/organisations/merge.html", context, status=status)

    def sides(self):
        """(label, of the duplicate, of the record that stays, whether they differ) of every fact."""
        yes_no = {True: _("Yes"), False: _("No")}

        def facts(one):
            return {
                _("Name"): one.name, _("Short name"): one.short_name, _("Kind"): one.get_kind_display(),
                _("NPWP (tax number)"): one.npwp, _("Website"): one.website, _("Region"): one.region,
                _("Verified"): yes_no[one.is_verified], _("Colleagues may see our tickets"): yes_no[one.shares_tickets],
            }  # fmt: skip

        left, right = facts(self.duplicate), facts(self.into)
        return [(label, left[label], right[label], left[label] != right[label]) for label in left]
