"""Reply To and the internal note (rows A10, B6)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.attachments.fields import FilesField
from helpdesk.common.text import PlainText

TEXT_MAX = 20_000


class Words(PlainText):
    """A message: it may be empty when files are sent with it."""

    def validate(self, value):
        pass


class MessageForm(forms.Form):
    """A text with files; the token makes a second post of the same form harmless."""

    use_required_attribute = False  # a file alone is a message too
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=16)
    text = Words(label=_("Message"), lines=4, max_length=TEXT_MAX)
    files = FilesField(label=_("Add File"), required=False)

    def clean(self):
        if "text" not in self.errors and not self.cleaned_data.get("text") and not self.cleaned_data["files"].accepted:
            self.add_error("text", _("Write a message or add a file."))
            for name, sentence in self.cleaned_data["files"].refused:
                self.add_error("files", f"{name}: {sentence}")
        return super().clean()


class ReplyForm(MessageForm):
    """Reply To [Balas]: the other side reads it."""

    prefix = "reply"


class NoteForm(MessageForm):
    """An internal note: only the desk reads it."""

    prefix = "note"
