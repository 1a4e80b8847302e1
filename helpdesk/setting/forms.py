"""The four tabs of the Setting screen (row B15). Each writes its own fields and no others."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.common.text import PlainText
from helpdesk.setting import logo
from helpdesk.settings import DeskSettings


class LogoField(forms.FileField):
    """Cleans to a picture that was drawn anew, or None."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, None)
        return logo.redrawn(upload) if upload else None


class SocialField(forms.URLField):
    """A web address; without a scheme it is https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=200, assume_scheme="https", **kwargs)


class TabForm(forms.ModelForm):
    """A tab of the one row of settings: `picture` names its field for a picture, if it has one."""

    picture = ""
    key = label = ""

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if self.picture and not getattr(self.instance, f"{self.picture}_id"):
            del self.fields["no_picture"]

    @classmethod
    def stored_fields(cls):
        """The columns that this tab writes."""
        return [*cls._meta.fields, *([cls.picture] if cls.picture else [])]

    def save(self, commit=True):
        if file := self.cleaned_data.get("new_picture"):
            title = f"{self.fields['new_picture'].label}: {self.instance.name}"
            setattr(self.instance, self.picture, logo.keep(file, title=title, by=self.user))
        elif self.cleaned_data.get("no_picture"):
            setattr(self.instance, self.picture, None)
        # What somebody else saves on another tab meanwhile stays theirs.
        self.instance.save(update_fields=self.stored_fields() if self.instance.pk else None)
        return self.instance


class GeneralForm(TabForm):
    """General: who this helpdesk is."""

    key, label, picture = "general", _("General"), "logo"
    description = PlainText(label=_("Description"), lines=3, max_length=300, required=False,
                            help_text=_("One or two sentences: search engines show them, and the footer while it has no text of its own."))
    new_picture = LogoField(label=_("Logo"), help_text=_("PNG, JPEG or WebP, at most 2 MB. Stands beside the name on every page, so the name need not be in it."))
    no_picture = forms.BooleanField(label=_("Take the logo away"), required=False)

    class Meta:
        model = DeskSettings
        fields = ["name", "owner", "email", "phone", "address", "keywords", "description"]
        labels = {"owner": _("Office"), "phone": _("Telephone"), "address": _("Address")}
        help_texts = {
            "owner": _("Stands below the name, and as the holder of the copyright while no other is named."),
            "email": _("Shown in the footer and on the contact page."),
            "keywords": _("For search engines, separated by commas."),
        }


class FooterForm(TabForm):
    """Footer: what stands at the foot of the public pages."""

    key, label, picture = "footer", _("Footer"), "footer_logo"
    footer_description = PlainText(label=_("Footer Description"), lines=3, max_length=400, required=False)
    facebook = SocialField(label="Facebook")
    twitter = SocialField(label="Twitter")
    linkedin = SocialField(label="LinkedIn")
    new_picture = LogoField(label=_("Footer logo"), help_text=_("PNG, JPEG or WebP, at most 2 MB. Takes the place of the name in the footer, on a dark ground."))
    no_picture = forms.BooleanField(label=_("Take the footer logo away"), required=False)

    class Meta:
        model = DeskSettings
        fields = ["footer_description", "copyright_holder", "copyright_since", "facebook", "twitter", "linkedin"]
        labels = {"copyright_since": _("Copyright since")}
        help_texts = {
            "copyright_holder": _("Who stands after ©; while empty the office."),
            "copyright_since": _("The first year, such as 2020."),
        }


class TicketForm(TabForm):
    """Ticket: the rules of the desk. Choices are radio buttons: all of them are read before one is taken."""

    key, label = "ticket", _("Ticket")
    aware = forms.BooleanField(label=_("I have read this and go on"), required=False)

    class Meta:
        model = DeskSettings
        fields = [
            "mail_on_new_ticket", "clients_edit_tickets", "staff_edit_tickets", "staff_shown_as", "reopen_days",
            "registration", "second_factor_for_desk",
        ]  # fmt: skip
        labels = {"staff_shown_as": _("Clients see staff as"),
                  "reopen_days": _("Days in which a client's reply reopens a closed ticket")}
        help_texts = {"reopen_days": _("0: a reply never reopens it.")}
        widgets = {"staff_shown_as": forms.RadioSelect, "registration": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was_compulsory = self.instance.second_factor_for_desk
        for name in ("staff_shown_as", "registration"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0] != ""]

    @property
    def locks_out_its_user(self):
        """Whoever makes the second factor compulsory without having one would be led to its set-up with the next click."""
        wants = self.is_bound and bool(self["second_factor_for_desk"].value())
        return wants and not self.was_compulsory and not self.user.has_second_factor

    def clean(self):
        data = super().clean()
        if self.locks_out_its_user and not data.get("aware"):
            self.add_error("second_factor_for_desk", gettext(
                "You have no two-step login yourself yet. Once this is saved, your next click leads to the page that sets it up, "
                "and you get no further without it. Tick the box below and save again to go on."
            ))
        return data


class DocumentsForm(TabForm):
    """Documents and calls: how long files are kept, and until when a client moves a video call."""

    key, label = "documents", _("Documents and calls")

    class Meta:
        model = DeskSettings
        fields = ["keep_documents_days", "call_change_hours"]
        labels = {"keep_documents_days": _("Days to keep documents after closing"),
                  "call_change_hours": _("Hours before a video call until which the client may move or cancel it")}
        help_texts = {"call_change_hours": _("0: until it begins. The desk may always.")}


TABS = {form.key: form for form in (GeneralForm, FooterForm, TicketForm, DocumentsForm)}
