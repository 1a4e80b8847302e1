"""A form field for many files at once: the good ones are taken, each bad one gets its own sentence."""

from dataclasses import dataclass, field

from django import forms
from django.utils.functional import lazy

from helpdesk.attachments.checks import check
from helpdesk.attachments.names import display_name
from helpdesk.attachments.refusals import Refused, hint

MOST_FILES = 10


@dataclass
class Checked:
    """What came of a batch: `accepted` (checks.Accepted) and `refused` (pairs of file name and sentence)."""

    accepted: list = field(default_factory=list)
    refused: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.accepted or self.refused)


class ManyFiles(forms.ClearableFileInput):
    """`<input type=file multiple>`."""

    allow_multiple_selected = True

    def __init__(self, attrs=None):
        super().__init__({"accept": "application/pdf,image/jpeg,image/png,image/heic,image/heif", **(attrs or {})})


class FilesField(forms.FileField):
    """Cleans to `Checked`; never an error by itself, so that one bad file does not undo the rest."""

    widget = ManyFiles

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", lazy(hint, str)())
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        checked = Checked()
        for upload in files[:MOST_FILES]:
            try:
                checked.accepted.append(check(upload))
            except Refused as refusal:
                checked.refused.append((display_name(upload.name), refusal.sentence))
        checked.refused += [(display_name(f.name), Refused("too_many_at_once", most=MOST_FILES).sentence) for f in files[MOST_FILES:]]
        return checked
