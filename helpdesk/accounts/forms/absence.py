from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.absence import possible_deputies
from helpdesk.accounts.models import User


class Deputies(forms.ModelChoiceField):
    """Colleagues with their department, since names repeat."""

    def label_from_instance(self, person):
        return f"{person.name} – {person.department}" if person.department_id else person.name


class AbsenceForm(forms.Form):
    """Until when one is away, and who answers meanwhile."""

    away_until = forms.DateField(
        label=_("Away until"), help_text=_("The last day on which you are away."), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    deputy = Deputies(
        User.objects.none(), label=_("Deputy"), empty_label=_("Choose a colleague"),
        help_text=_("New tickets that would be given to you go to this colleague, and so do your notifications."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["deputy"].queryset = possible_deputies(person).select_related("department")
        self.fields["away_until"].widget.attrs["min"] = timezone.localdate().isoformat()
        if person.is_absent():
            self.initial = {"away_until": person.away_until, "deputy": person.deputy_id}
