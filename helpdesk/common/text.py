"""Text as people type it, made fit for the database; refused with a sentence, never with a trace."""

import html
import re
import unicodedata

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>", re.I)


class PlainText(forms.CharField):
    """A text field: lines of any system, no NUL, a limit that is told. Emoji and any script are text.

    `widget` is a text area for `lines` > 1. Django refuses NUL itself; this only gives the sentence.
    """

    def __init__(self, *, lines=1, max_length, **kwargs):
        widget = forms.TextInput() if lines == 1 else forms.Textarea(attrs={"rows": lines})
        super().__init__(widget=kwargs.pop("widget", widget), **kwargs)
        self.max_length = max_length
        # Not maxlength: a browser would cut what is pasted, without a word.
        self.widget.attrs["data-limit"] = max_length
        self.validators.append(MaxLengthValidator(max_length, _("This text is too long: at most %(limit_value)d characters, it has %(show_value)d.")))

    def to_python(self, value):
        value = super().to_python(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def words_of(rich_text):
    """Rich text as one line of plain text: what stands in two paragraphs stays two words."""
    return " ".join(html.unescape(strip_tags(BLOCK_END.sub(" ", rich_text or ""))).split())


def readable_name(name):
    """Return the name on one line; refuse one in which nothing can be seen (spaces, direction marks …)."""
    if not any(unicodedata.category(char)[0] not in "ZC" for char in name):
        raise forms.ValidationError(_("Write a name that people can read."))
    return " ".join(name.split())
