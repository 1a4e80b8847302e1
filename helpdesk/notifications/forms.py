from django import forms

from helpdesk.notifications.kinds import Kind


class ChoicesForm(forms.Form):
    """One box for each kind that can reach the person: by e-mail too, or in the bell only."""

    def __init__(self, *args, wishes, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, wish in wishes.items():
            self.fields[kind] = forms.BooleanField(label=Kind(kind).label, initial=wish, required=False)

    def wishes(self):
        """{kind: by e-mail?}, of the kinds that were offered and no other."""
        return {kind: self.cleaned_data[kind] for kind in self.fields}
