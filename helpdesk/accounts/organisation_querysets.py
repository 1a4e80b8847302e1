"""The words in which organisations are looked up."""

import re

from django.db import models
from django.db.models import F, Func, OuterRef, Q, Value
from django.db.models.functions import Lower

from helpdesk.accounts.models.role import Role
from helpdesk.common.counting import CountOf

COUNT_LIMIT = 100  # a list shows “100+” beyond
MOST_WORDS = 8
SHORTEST_NUMBER = 5


class OrganisationQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def agencies(self):
        return self.filter(kind=self.model.Kind.AGENCY)

    def standing(self):
        """Not merged into another record: what a merged one leaves behind is history."""
        return self.filter(merged_into=None)

    def joinable(self):
        """Which a stranger may ask to belong to: the agencies, a public list. Companies are nobody's business."""
        return self.agencies().active()

    def with_requests(self):
        """Somebody waits to be accepted as a member."""
        return self.filter(models.Exists(self._people(membership="requested")))

    def without_contact(self):
        """With members, but with nobody who may answer for it."""
        members, contacts = self._people(membership__in=["member", "contact"]), self._people(membership="contact")
        return self.filter(models.Exists(members), ~models.Exists(contacts))

    def with_counts(self):
        """`member_count` and `request_count`, neither counted beyond COUNT_LIMIT + 1; and `contact_count`."""
        counts = {"member_count": {"membership__in": ["member", "contact"]}, "request_count": {"membership": "requested"},
                  "contact_count": {"membership": "contact"}}
        return self.annotate(**{
            name: CountOf(self._people(**facts).values("pk")[: COUNT_LIMIT + 1]) for name, facts in counts.items()
        })

    def by_name(self):
        """`lower_name`, by which a list sorts; an index has it."""
        return self.annotate(lower_name=Lower("name"))

    def search(self, text):
        """Every word stands in the name or the short name, or a tax number holds its digits."""
        found = self.annotate(npwp_digits=Func(F("npwp"), Value(r"\D"), Value(""), Value("g"), function="REGEXP_REPLACE",
                                               output_field=models.CharField()))
        for word in text.replace("\0", " ").split()[:MOST_WORDS]:
            meant = Q(name__icontains=word) | Q(short_name__icontains=word)
            digits = re.sub(r"[.\-/]", "", word)
            if digits.isascii() and digits.isdigit() and len(digits) >= SHORTEST_NUMBER:
                meant |= Q(npwp_digits__contains=digits)
            found = found.filter(meant)
        return found

    def _people(self, **facts):
        people = self.model._meta.get_field("people").related_model.objects
        return people.filter(organisation=OuterRef("pk"), role=Role.CLIENT, is_active=True, **facts).order_by()
