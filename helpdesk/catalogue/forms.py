"""The form of a service with all that belongs to it: the record that the CMS edits too."""

from django import forms
from django.db.models import Q
from django.forms.utils import ErrorDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import ClusterForm

from helpdesk.catalogue.models import ChecklistItem, Service, TicketType
from helpdesk.catalogue.rows import FORMSETS
from helpdesk.common.text import PlainText, readable_name
from helpdesk.departments.models import Department
from helpdesk.tickets import descriptions

IN_ONE_LINE = {"summary", "summary_en", "product", "product_en"}
FROM_PROFILE = ", ".join(f"{{{name}}}" for name in descriptions.PROFILE)


class ServiceForm(ClusterForm):
    """Codes are made from names, once; the state has buttons of its own."""

    title = PlainText(label=_("Title"), max_length=200)
    title_en = PlainText(label=_("Title in English"), max_length=200, required=False)
    description_template = PlainText(label=_("Description template"), lines=4, max_length=2000, required=False)
    note = PlainText(label=_("Note for staff"), lines=3, max_length=2000, required=False)
    summary = PlainText(label=_("In one sentence"), max_length=200, required=False, help_text=_("What the service is for; shown in lists and in search engines."))
    summary_en = PlainText(label=_("In one sentence, in English"), max_length=200, required=False)
    product = PlainText(
        label=_("Product"), max_length=300, required=False,
        help_text=_("What people hold in their hands at the end. Empty: the written answer in the ticket."),
    )
    product_en = PlainText(label=_("Product in English"), max_length=300, required=False)

    class Meta:
        model = Service
        formsets = FORMSETS
        fields = [
            "title", "title_en", "summary", "summary_en", "department", "type", "audience", "description_template",
            "first_response_hours", "resolution_hours", "fee", "fee_en", "product", "product_en", "has_video_call",
            "free_title", "checklist", "note", "sort_order",
        ]  # fmt: skip
        widgets = {"audience": forms.RadioSelect, "checklist": forms.CheckboxSelectMultiple}
        localized_fields = ["first_response_hours", "resolution_hours"]
        labels = {
            "audience": _("For whom"), "first_response_hours": _("First response, working hours"),
            "resolution_hours": _("Resolution, working hours"), "fee": _("Fee"), "fee_en": _("Fee in English"),
            "has_video_call": _("Verification by video call"), "free_title": _("The client writes the title"),
            "checklist": _("Checks"), "sort_order": _("Order"),
        }  # fmt: skip
        help_texts = {
            "audience": _("Shown first to these people; nobody is kept from asking."),
            "resolution_hours": _("A working day has 7.5 working hours. Tickets keep the promise of the day they were sent."),
            "checklist": _("What staff check on each ticket of this service."),
            "sort_order": _("Smaller numbers stand first within the department."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["description_template"].help_text = _(
            "Words in {curly brackets} are filled from the profile (%(names)s) or from the fields below."
        ) % {"names": FROM_PROFILE}
        for name in ("first_response_hours", "resolution_hours"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"
        audience = self.fields["audience"]
        audience.choices = [choice for choice in audience.choices if choice[0] != ""]
        present = self.instance
        self.fields["department"].queryset = _usable(Department.objects, present.department_id)
        self.fields["type"].queryset = _usable(TicketType.objects, present.type_id)
        chosen = present.checklist.values_list("pk", flat=True) if present.pk else []
        self.fields["checklist"].queryset = ChecklistItem.objects.filter(Q(is_active=True) | Q(pk__in=list(chosen)))

    def clean_title(self):
        return readable_name(self.cleaned_data["title"])

    def clean(self):
        """What is a line in the record is a line here too, however it was pasted."""
        data = super().clean() or self.cleaned_data
        for name in IN_ONE_LINE & data.keys():
            data[name] = " ".join(data[name].split())
        return data

    def be_silent(self):
        """Show what is typed, without a word about what is not finished yet."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        for rows in self.formsets.values():
            rows.be_silent()

    @property
    def unfilled(self):
        """Placeholders of the saved description that neither the profile nor a field fills."""
        known = {*descriptions.PROFILE, *(row.name for row in self.instance.inputs.all())}
        return [name for name in descriptions.placeholders(self.instance.description_template) if name not in known]

    def save(self, commit=True):
        if not self.instance.code:
            taken = set(Service.objects.values_list("code", flat=True))
            self.instance.code = free_code(self.instance.title, "layanan", taken)
        documents = self.formsets["required_documents"]
        taken = {form.instance.code for form in documents.forms} | {row.code for row in documents.get_queryset()}
        for form in documents.forms:
            if not form.instance.code and form not in documents.deleted_forms:
                form.instance.code = free_code(form.cleaned_data.get("name", ""), "dokumen", taken)
                taken.add(form.instance.code)
        return super().save(commit)


def _usable(rows, present):
    """What can be chosen: the active ones, and the present one."""
    return rows.filter(Q(is_active=True) | Q(pk=present))


def free_code(name, fallback, taken):
    """A code of at most 60 characters that is made from a name and that `taken` lacks."""
    base, number = slugify(name)[:60].strip("-_") or fallback, 1
    code = base
    while code in taken:
        number += 1
        code = f"{base[: 59 - len(str(number))]}-{number}"
    return code
