"""By what editors narrow the list of entries."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from faq.models import FAQEntry, State

CHANGED, SCHEDULED, WAITING = "changed", "scheduled", "waiting"
STATES = [
    *State.choices,
    (CHANGED, _("Published, with a newer draft")),
    (SCHEDULED, _("Its time is set")),
    (WAITING, _("Waits for approval")),
]


class EntryFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="by_state")

    class Meta:
        model = FAQEntry
        fields = ["department", "service"]

    def by_state(self, rows, name, value):
        return rows.in_state(value)
