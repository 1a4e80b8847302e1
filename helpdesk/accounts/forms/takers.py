"""Who takes the open tickets of somebody who leaves: one question for each department."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.accounts import leaving
from helpdesk.accounts.models import User

NOBODY = "nobody"


class TakerField(forms.ChoiceField):
    """Cleans to a person who may handle the department, or to None for nobody."""

    def __init__(self, department, count, people):
        words = ngettext("%(count)d open ticket of %(department)s goes to", "%(count)d open tickets of %(department)s go to", count)
        self.people = {str(person.pk): person for person in people}
        choices = [("", _("Choose who takes them over")), (NOBODY, _("Nobody: back to the queue"))]
        choices += [(key, _shown(person)) for key, person in self.people.items()]
        super().__init__(
            label=words % {"count": count, "department": department}, choices=choices,
            error_messages={"required": _("Choose who takes these tickets over, or nobody.")},
        )

    def clean(self, value):
        return self.people.get(super().clean(value))


class Takers:
    """Mixin of a form: `ask_who_takes` adds the questions, `successors()` gives the answers as the verbs take them."""

    PREFIX = "taker-"

    def ask_who_takes(self, person, tickets, before=None):
        """Ask for each department in which `person` would leave open tickets behind; nothing where there are none."""
        names = []
        for department, count in leaving.by_department(tickets):
            people = User.objects.may_handle(department).exclude(pk=person.pk).order_by("name", "pk")
            name = f"{self.PREFIX}{department.pk}"
            self.fields[name] = TakerField(department, count, people)
            names.append(name)
        if before and names:
            order = [name for name in self.fields if name not in names]
            place = order.index(before)
            self.order_fields([*order[:place], *names, *order[place:]])

    @property
    def asks_who_takes(self):
        return any(name.startswith(self.PREFIX) for name in self.fields)

    def successors(self):
        return {
            int(name.removeprefix(self.PREFIX)): taker
            for name, taker in self.cleaned_data.items() if name.startswith(self.PREFIX)
        }


def _shown(person):
    return _("%(name)s (away)") % {"name": person} if person.is_away() else str(person)
