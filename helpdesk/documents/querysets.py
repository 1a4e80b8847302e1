"""The words in which document slots are looked up, and how a new ticket gets its own."""

from django.db import models

from helpdesk.catalogue.models import Necessity
from helpdesk.catalogue.samples import is_closed


class SlotQuerySet(models.QuerySet):
    def needed(self):
        """Documents that this ticket asks for or takes."""
        return self.exclude(necessity=Necessity.NOT_NEEDED)

    def for_page(self, *, people=True):
        """What the ticket page shows, in one query. `is_sample_closed`: its sample lies in a collection that is not public.
        Without `people` the caller knows who decided."""
        shown = self.select_related("current", "requirement__sample", *(("decided_by", "verdict_by") if people else ()))
        return shown.annotate(is_sample_closed=is_closed("requirement__sample"))


class SlotManager(models.Manager.from_queryset(SlotQuerySet)):
    def slots_of(self, ticket, requirements=None):
        """The slots, not kept yet, for what the ticket's service (or `requirements`, its documents in order) asks of its
        applicant.

        A document that falls away for this applicant gets a slot too, marked so: staff may still ask for it.
        """
        if requirements is None:
            requirements = ticket.service.required_documents.all()
        return [
            self.model(
                ticket=ticket, requirement=requirement, code=requirement.code, name=requirement.name,
                name_en=requirement.name_en, note=requirement.note, position=position,
                necessity=requirement.necessity(ticket.applicant, ticket.is_by_proxy),
            )
            for position, requirement in enumerate(requirements)
            if not requirement.as_text
        ]
