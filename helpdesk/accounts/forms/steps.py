"""The small forms of the steps with one account: `Form(person=…, may=…)`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import leaving
from helpdesk.accounts.forms.takers import Takers
from helpdesk.accounts.models import Role
from helpdesk.common.text import PlainText


class EmptyForm(forms.Form):
    """A step without words: one button."""

    def __init__(self, *args, person, may, **kwargs):
        self.person, self.may = person, may
        super().__init__(*args, **kwargs)


class DeactivateForm(Takers, EmptyForm):
    """Asks who takes the open tickets; nothing where there are none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_who_takes(self.person, leaving.stranded(self.person, stays=False))


class RoleForm(Takers, EmptyForm):
    """The new role; once it is chosen, who takes the tickets that the person could not work on any more."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in self.may.roles]
        chosen = self.data.get("role") if self.is_bound else None
        if chosen in {role.value for role in self.may.roles}:
            self.ask_who_takes(self.person, leaving.stranded(self.person, role=Role(chosen)))


class RefuseForm(EmptyForm):
    """Why a registration is refused."""

    reason = PlainText(label=_("Reason"), lines=3, max_length=500, required=False, help_text=_("The person reads it in the email."))
