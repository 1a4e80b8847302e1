"""The small forms of the video call. Each carries `seen`, so that of two people the second one is told."""

from datetime import UTC, datetime

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from helpdesk.calls.placing import must_be_thinkable
from helpdesk.common.text import PlainText
from helpdesk.tickets.forms import VerbForm
from helpdesk.tickets.models import IllegalMove
from helpdesk.worktime.forms import date_field, time_field


class MomentField(forms.CharField):
    """A moment as the page's radio buttons name it: ISO 8601 with its zone."""

    def clean(self, value):
        text = super().clean(value)
        try:
            moment = parse_datetime(text) if text else None
        except ValueError:
            moment = None
        if text and (moment is None or timezone.is_naive(moment)):
            raise forms.ValidationError(_("Choose one of the times."), code="no_time")
        return moment


class LinkField(forms.URLField):
    """The address of a meeting, whichever service it is of. SECURITY: https only, people follow it from their ticket."""

    default_validators = [URLValidator(schemes=["https"], message=_("Write an address that begins with https://."))]

    def __init__(self, **kwargs):
        super().__init__(max_length=500, assume_scheme="https", **{"required": False, "label": _("Meeting link")} | kwargs)
        self.widget.attrs |= {"inputmode": "url", "placeholder": "https://"}


class DeskForm(VerbForm):
    """A form whose `link` only the desk gets."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.user.is_desk:
            self.fields.pop("link", None)


class BookForm(DeskForm):
    """One of the offered times."""

    time = MomentField(label=_("Time"), error_messages={"required": _("Choose one of the times.")})
    link = LinkField(help_text=_("Optional. Without one the client is called by WhatsApp."))


class AnotherTimeForm(DeskForm):
    """A time that is not offered: a proposal of the client's, or one that an officer books with themselves."""

    day = date_field(_("Date"))
    at = time_field(_("Time"))
    note = PlainText(label=_("Note"), max_length=300, required=False)
    link = LinkField(help_text=_("Optional. Without one the client is called by WhatsApp."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"auto_id": "other_%s"} | kwargs)  # it stands on a page with the other form
        self.fields["at"].required = True
        self.fields["day"].widget.attrs["min"] = timezone.localdate().isoformat()
        self.order_fields(["day", "at", "link", "note"])

    def clean(self):
        data = super().clean()
        if data.get("day") and data.get("at"):
            data["starts_at"] = datetime.combine(data["day"], data["at"], timezone.get_default_timezone()).astimezone(UTC)
            try:
                must_be_thinkable(data["starts_at"], timezone.now())
            except IllegalMove as refusal:
                self.add_error("day", str(refusal))
        return data


class AcceptForm(VerbForm):
    """An officer takes the proposed time."""

    link = LinkField(help_text=_("Optional. Without one the client is called by WhatsApp."))


class MeetingLinkForm(VerbForm):
    """The address of the meeting of a booked call; empty takes it away."""

    link = LinkField(help_text=_("From any meeting service. The client sees it on the ticket; empty: by WhatsApp."))
