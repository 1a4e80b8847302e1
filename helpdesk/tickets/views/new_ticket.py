"""The form of a new ticket (rows A4, B5): built from the service that was chosen and the person who asks."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import Applicant
from helpdesk.accounts.npwp import clean_npwp
from helpdesk.accounts.phone import local_form, normalise_phone
from helpdesk.attachments.fields import FilesField
from helpdesk.catalogue.asked import Lists, having
from helpdesk.catalogue.models import TicketSource, TicketType
from helpdesk.common.form_token import new_token
from helpdesk.common.text import PlainText
from helpdesk.tickets import descriptions
from helpdesk.tickets.forms import visible
from helpdesk.tickets.models.ticket import TEXT_MAX, TITLE_MAX
from helpdesk.tickets.needs import needs_of

INPUT_MAX = 500
INPUT = "input_"
COUNTER = "datang"  # the source “walk-in”, where the installation has it


def profile_of(user, inputs):
    """The placeholders of a description that a profile fills, without those for which the service has fields (`inputs`)."""
    number = user.organisation.npwp if user.organisation_id else ""
    known = {"nama": user.name, "nama_badan_usaha": user.acting_for, "npwp": number}
    return {name: value for name, value in known.items() if name not in inputs}


class InputField(PlainText):
    """A placeholder's small field. Needed only while the description still holds the placeholder: `clean` decides."""

    def validate(self, value):
        pass


class OneOf(forms.ModelChoiceField):
    """A choice among rows that are known already: left alone, the field and its widget ask again and again."""

    offered = ()

    def offer(self, rows):
        self.offered = rows
        self.choices = lambda: [(row.pk, str(row)) for row in rows]  # words only where they are shown

    def to_python(self, value):
        if value in self.empty_values:
            return None
        row = having(self.offered, "id", str(value))
        if row is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return row


class NewTicketForm(forms.Form):
    """`NewTicketForm(data, files, service=…, user=…)`. Valid: `facts` are the arguments of `Ticket.submit`.

    `user` is who asks; `is_on_behalf` says that an officer fills it in for them.
    """

    token = forms.CharField(widget=forms.HiddenInput, min_length=16, max_length=64)
    title = PlainText(label=_("Title"), max_length=TITLE_MAX)
    applicant = forms.ChoiceField(label=_("Who applies?"), choices=Applicant, widget=forms.RadioSelect)
    is_by_proxy = forms.BooleanField(label=_("Somebody else applies for them, by power of attorney"), required=False)
    description = PlainText(label=_("Description"), lines=7, max_length=TEXT_MAX)
    whatsapp_number = PlainText(
        label=_("WhatsApp number"), max_length=30,
        help_text=_("Of the director, leader or owner: we call this number to verify the documents by video."),
    )  # fmt: skip
    source = OneOf(TicketSource.objects.none(), label=_("Source"), empty_label=None)
    type = OneOf(TicketType.objects.none(), label=_("Type"), empty_label=None)
    files = FilesField(label=_("Attach File"), required=False)
    is_private = forms.BooleanField(
        label=_("Private to me"), required=False, help_text=_("Colleagues of your organisation do not see this ticket.")
    )

    def __init__(self, *args, service, user, is_on_behalf=False, **kwargs):
        self.service, self.user, self.is_on_behalf = service, user, is_on_behalf
        self._lists = Lists.of(service)
        self.inputs, self.required_documents = self._lists.inputs, self._lists.documents
        # Left out before Django copies each field for this form, which takes longer than all that is done with it here.
        not_asked = self._not_asked()
        self.base_fields = {name: field for name, field in self.base_fields.items() if name not in not_asked}
        super().__init__(*args, **kwargs)
        self._name_what_is_private()
        self._add_inputs()
        self._choose_lists()
        for name, value in self._usual_answers().items():
            self.initial.setdefault(name, value)
            if name in self.fields:
                self.fields[name].initial = value

    def _not_asked(self):
        asked = {
            "title": self.service.free_title,
            "applicant": any(r.for_applicants for r in self._conditional),
            "is_by_proxy": any(r.only_by_proxy for r in self._conditional),
            "whatsapp_number": self.service.has_video_call,
            "is_private": self.user.is_member and self.user.organisation.shares_tickets,
        }
        return {name for name, is_asked in asked.items() if not is_asked}

    def _name_what_is_private(self):
        if self.is_on_behalf and "is_private" in self.fields:
            private = self.fields["is_private"]
            private.label = _("Private to the client")
            private.help_text = _("Colleagues of the client's organisation do not see this ticket.")

    def _add_inputs(self):
        names = {entry.name: str(entry) for entry in self.inputs}
        if self._asks_for_npwp:
            names["npwp"] = _("NPWP (tax number)")
        for name, label in names.items():
            self.fields[INPUT + name] = InputField(label=label, max_length=INPUT_MAX)
        text = self.fields["description"]
        text.help_text = _("Never write a password here.")
        if names:
            text.help_text = _("Never write a password here. The words in {curly brackets} are filled in from the fields above.")

    def _choose_lists(self):
        self.fields["source"].offer(self._lists.sources)
        self.fields["type"].offer(self._lists.types)

    def _usual_answers(self):
        applicant = {"applicant": self.user.organisation.applicant if self.user.organisation_id else Applicant.CITIZEN}
        if self.is_bound:  # the rest is what an empty form shows
            return applicant
        return applicant | {
            "token": new_token(),
            "description": descriptions.fill(self.service.description_template, self.profile),
            "whatsapp_number": local_form(self.user.phone),
            "source": self._usual_source(),
            "type": self.service.type_id,
        }

    def _usual_source(self):
        """Somebody for whom an officer writes stands at the counter, mostly."""
        counter = having(self._lists.sources, "code", COUNTER) if self.is_on_behalf else None
        usual = counter or having(self._lists.sources, "code", TicketSource.DEFAULT_CODE)
        return usual and usual.pk

    # What is known of the person

    @cached_property
    def profile(self):
        """The placeholders that the profile fills; a field of the service with the same name goes before."""
        return profile_of(self.user, {entry.name for entry in self.inputs})

    @property
    def _asks_for_npwp(self):
        template = self.service.description_template
        return "npwp" in self.profile and not self.profile["npwp"] and "npwp" in descriptions.placeholders(template)

    @property
    def _conditional(self):
        return [r for r in self.required_documents if r.requirement == r.Requirement.CONDITIONAL]

    @cached_property
    def needs(self):
        """The documents, as this form is filled in now."""
        applicant = self["applicant"].value() if "applicant" in self.fields else self.initial["applicant"]
        by_proxy = "is_by_proxy" in self.fields and bool(self["is_by_proxy"].value())
        return needs_of(self.required_documents, applicant, by_proxy)

    @property
    def input_fields(self):
        return [self[name] for name in self.fields if name.startswith(INPUT)]

    # Cleaning

    def clean_title(self):
        return visible(self.cleaned_data["title"])

    def clean_whatsapp_number(self):
        return normalise_phone(self.cleaned_data["whatsapp_number"])

    def clean_input_npwp(self):
        return clean_npwp(self.cleaned_data["input_npwp"])

    def clean_files(self):
        files = self.cleaned_data["files"]
        for name, sentence in files.refused:
            self.add_error("files", f"{name}: {sentence}")
        return files

    def clean(self):
        data = super().clean()
        if "description" in data:
            self._fill_description(data)
        if self.errors and self.files:
            self.add_error("files", _("Please choose your files again; a browser does not keep them."))
        return data

    def _fill_description(self, data):
        template = self.service.description_template
        typed = {name.removeprefix(INPUT): data.get(name, "") for name in self.fields if name.startswith(INPUT)}
        known = set(descriptions.placeholders(template))
        values = {name: value for name, value in {**self.profile, **typed}.items() if name in known}
        text = data["description"]
        for name in descriptions.left_over(text, template, values):
            self._refuse_left_over(name)
        data["description"] = descriptions.fill(text, values)
        if len(data["description"]) > TEXT_MAX:
            self.add_error("description", _("This text is too long: at most %(most)s characters.") % {"most": TEXT_MAX})

    def _refuse_left_over(self, name):
        field = INPUT + name
        if field not in self.fields:
            sentence = _("{%(name)s} still stands in the description: replace it with your own words or take it out.")
            self.add_error("description", sentence % {"name": name})
        elif field not in self.errors:
            sentence = _("Write “%(label)s”: it takes the place of {%(name)s} in the description.")
            self.add_error(field, sentence % {"label": self.fields[field].label, "name": name})

    @property
    def facts(self):
        """What `Ticket.submit` is told; nothing else that was posted is read."""
        data = self.cleaned_data
        return {
            "title": data.get("title") or self.service.title,
            "applicant": data.get("applicant", self.initial["applicant"]),
            "is_by_proxy": data.get("is_by_proxy", False),
            "description": data["description"],
            "whatsapp_number": data.get("whatsapp_number", ""),
            "source": data["source"], "type": data["type"],
            "is_private": data.get("is_private", False),
        }  # fmt: skip
