"""The rows inside a service's form: fields of the description, and documents. Complete without JavaScript."""

import re

from django import forms
from django.core.validators import RegexValidator
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.documents.models import Document
from wagtail.models import CollectionViewRestriction

from helpdesk.accounts.models import Applicant
from helpdesk.catalogue.conditions import in_words
from helpdesk.catalogue.models import DocumentRequirement, ServiceInput
from helpdesk.common.one_more import MOST_ROWS, OneMore
from helpdesk.common.text import PlainText, readable_name

PLACEHOLDER = RegexValidator(r"^[a-z][a-z0-9_-]*\Z", _("Use lower-case letters, digits, hyphen and underscore; begin with a letter."))


class RowForm(forms.ModelForm):
    """One row. A new one in which nothing was written is as if it were not there."""

    def has_changed(self):
        written = set(self.changed_data) - {"ORDER"}
        return bool(written) if self.empty_permitted else super().has_changed()


class InputForm(RowForm):
    """A small field that the client fills in; it takes the place of {its name} in the description."""

    name = forms.CharField(label=_("Placeholder"), max_length=60, validators=[PLACEHOLDER])
    label = PlainText(label=_("Label"), max_length=120)
    label_en = PlainText(label=_("Label in English"), max_length=120, required=False)

    class Meta:
        model = ServiceInput
        fields = ["name", "label", "label_en"]

    def clean_name(self):
        return self.cleaned_data["name"].strip("{} ")


class DocumentForm(RowForm):
    """A document that the service asks for, and when."""

    name = PlainText(label=_("Name"), max_length=200)
    name_en = PlainText(label=_("Name in English"), max_length=200, required=False)
    note = PlainText(label=_("Note"), max_length=300, required=False, help_text=_("Stands beside the name, for those who send it."))
    requirement = forms.ChoiceField(
        label=_("Requirement"), choices=DocumentRequirement.Requirement.choices, widget=forms.RadioSelect, initial="required"
    )
    for_applicants = forms.MultipleChoiceField(
        label=_("Conditional: only for these applicants"), choices=Applicant.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    only_by_proxy = forms.BooleanField(label=_("Conditional: only by power of attorney"), required=False)
    staff_decides = forms.BooleanField(label=_("Conditional: staff decide whether it is needed"), required=False)
    as_text = forms.BooleanField(label=_("Given as text in the description, not as a file"), required=False)

    explanation = PlainText(
        label=_("Explanation for clients"), lines=3, max_length=600, required=False,
        help_text=_("What it is, where people get it, what has to be readable on it."),
    )
    explanation_en = PlainText(label=_("Explanation in English"), lines=3, max_length=600, required=False)
    sample = forms.ModelChoiceField(
        Document.objects.none(), label=_("Sample or form to fill in"), required=False, empty_label=_("None"),
        help_text=_("A document of the CMS that everybody may read."),
    )
    expires = forms.BooleanField(label=_("Has an expiry date: whoever accepts it writes the date down"), required=False)
    is_reusable = forms.BooleanField(
        label=_("May be kept for the organisation's next request, when the client agrees"), required=False,
        help_text=_("For documents of the organisation, never for somebody's identity card."),
    )
    keep_days = forms.IntegerField(
        label=_("Days to keep after closing"), required=False, min_value=0, max_value=32767, help_text=_("Empty: as the settings say.")
    )

    class Meta:
        model = DocumentRequirement
        fields = [
            "name", "name_en", "note", "requirement", "for_applicants", "only_by_proxy", "staff_decides", "as_text",
            "explanation", "explanation_en", "sample", "expires", "is_reusable", "keep_days",
        ]  # fmt: skip

    def __init__(self, *args, samples=(), **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["sample"]
        field.queryset = public_documents()
        # One list for all rows: left alone, each row would ask for its own.
        field.choices = [("", field.empty_label), *samples]

    def clean_name(self):
        return readable_name(self.cleaned_data["name"])

    @property
    def heading(self):
        """The stored row's name."""
        return str(self.instance) if self.instance.pk else gettext("New document")

    @property
    def need(self):
        """When the stored row is needed, in words."""
        return in_words(self.instance) if self.instance.pk else ""


class Rows(OneMore, BaseChildFormSet):
    """A set of rows. What an address cannot know (rows of another service, vanished rows, absurd counts) is made harmless."""

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)
        if data is not None:
            self.data = self._sound(data)

    def _sound(self, data):
        """SECURITY: a row with a key that is not this service's becomes a new row of this service."""
        data = data.copy()
        own = {str(row.pk) for row in self.get_queryset()}
        for name in ("TOTAL_FORMS", "INITIAL_FORMS"):
            key = f"{self.prefix}-{name}"
            data[key] = str(min(_number(data.get(key)), MOST_ROWS))
        for place in range(int(data[f"{self.prefix}-TOTAL_FORMS"])):
            key = f"{self.prefix}-{place}-id"
            if data.get(key, "") not in own:
                data[key] = ""
            own.discard(data[key])
        return data

    def clean(self):
        """Also unlike the stored rows that the form leaves out, which only a tampered one does."""
        super().clean()
        if self.model is not ServiceInput:
            return
        posted = {form.instance.pk for form in self.forms}
        absent = {row.name for row in self.get_queryset() if row.pk not in posted}
        for form in self.forms:
            if form not in self.deleted_forms and form.cleaned_data.get("name") in absent:
                form.add_error("name", self.get_form_error())

    def get_unique_error_message(self, unique_check):
        return gettext("Each placeholder may stand here once.")

    def get_form_error(self):
        return gettext("This placeholder stands here twice.")


class DocumentRows(Rows):
    """The rows of documents; they share one list of samples."""

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"samples": self._samples}

    @cached_property
    def _samples(self):
        return [(document.pk, document.title) for document in public_documents()]


def public_documents():
    """Documents of the CMS that lie in no closed collection, nor below one."""
    collection = ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
    closed = CollectionViewRestriction.objects.annotate(asked=collection).filter(asked__startswith=F("collection__path"))
    return Document.objects.filter(~Exists(closed)).order_by("title", "pk")


def _number(text):
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text or "") else 0


FORMSETS = {
    "inputs": {"form": InputForm, "fields": InputForm.Meta.fields, "formset": Rows, "extra": 0, "max_num": MOST_ROWS},
    "required_documents": {"form": DocumentForm, "fields": DocumentForm.Meta.fields, "formset": DocumentRows, "extra": 0, "max_num": MOST_ROWS},
}
