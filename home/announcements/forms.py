"""The form that ends an announcement, the same at the desk and in the CMS."""

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.common.text import PlainText

LONGEST = 500  # characters, as Announcement.closing_words


class EndForm(forms.Form):
    words = PlainText(
        label=_("What became of it"), lines=3, max_length=LONGEST, required=False,
        help_text=_("Everybody reads this below the announcement: what it was, and whether people have to do anything."),
    )
    tell_owners = forms.BooleanField(label=_("Also tell whoever has an open ticket about its services"), required=False)

    def __init__(self, *args, may, **kwargs):
        super().__init__(*args, **kwargs)
        if not may.can_tell_owners:
            # SECURITY: who does not see all tickets cannot reach their owners, whatever is posted.
            del self.fields["tell_owners"]

    @property
    def facts(self):
        return {"words": self.cleaned_data["words"], "tell_owners": self.cleaned_data.get("tell_owners", False)}
