"""Adding and editing one organisation; its page shows the members too."""

from django.db.models import CharField, F, Func, Q, Value
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from helpdesk.accounts.forms.organisation import OrganisationForm
from helpdesk.accounts.models import Organisation
from helpdesk.accounts.organisation_permissions import KeepsOrganisations
from helpdesk.accounts.views.organisations.members import members_context
from helpdesk.common import seen
from helpdesk.common.views.records import NewRecordView, RecordView
from helpdesk.documents.views.kept import kept_context

FEW = 3


class NewOrganisation(NewRecordView):
    """Add New."""

    permissions = KeepsOrganisations
    template_name = "helpdesk/accounts/organisations/new.html"
    purpose = "organisation"
    success = gettext_lazy("The organisation has been added.")

    def make_form(self, data=None, files=None):
        return OrganisationForm(data, initial={"is_verified": True})

    def make(self, form):
        return form.save()

    def get_success_url(self, pk):
        return reverse("helpdesk:organisation", args=[pk])


class OneOrganisation(RecordView):
    """One organisation with its members. A merged record is history: it is shown and refuses to be changed."""

    permissions = KeepsOrganisations
    template_name = "helpdesk/accounts/organisations/organisation.html"

    def dispatch(self, request, *args, **kwargs):
        if self.may.can_manage:
            merged = Organisation.objects.select_related("merged_into").exclude(merged_into=None).filter(pk=kwargs["pk"]).first()
            if merged is not None:
                status = 409 if request.method == "POST" else 200
                return render(request, "helpdesk/accounts/organisations/merged.html", {"organisation": merged}, status=status)
        return super().dispatch(request, *args, **kwargs)

    def get_record(self, *, lock):
        rows = Organisation.objects.standing()
        return get_object_or_404(rows.select_for_update() if lock else rows, pk=self.kwargs["pk"])

    def make_form(self, record, data=None, files=None):
        return OrganisationForm(data, instance=record)

    def state_of(self, record):
        return seen.of_record(record, OrganisationForm.Meta.fields)

    def get_success_url(self):
        return reverse("helpdesk:organisation", args=[self.kwargs["pk"]])

    def more_context(self, record):
        may = record.permissions_for(self.request.user)
        return {
            "organisation": record, "similar": similar(record), **members_context(self.request, record, may),
            **kept_context(record, self.request.user),
        }  # fmt: skip


def similar(organisation):
    """A few other records that may be the same organisation: one name in any spelling of capitals, or one tax number."""
    digits = Func(F("npwp"), Value(r"\D"), Value(""), Value("g"), function="REGEXP_REPLACE", output_field=CharField())
    same = Q(name__iexact=organisation.name)
    if number := "".join(filter(str.isdigit, organisation.npwp)):
        same |= Q(npwp_digits=number)
    others = Organisation.objects.standing().exclude(pk=organisation.pk)
    return list(others.annotate(npwp_digits=digits).filter(same).order_by("name", "pk")[:FEW])
