"""How a ticket begins."""

from django.db import transaction
from django.utils import timezone

from helpdesk.common import whole
from helpdesk.tickets.models.event import EventKind
from helpdesk.tickets.pin import new_pin


class SubmissionVerbs:
    """Mixin of Ticket: `submit`, `renew_pin`."""

    @classmethod
    def submit(cls, *, service, title, description, requester, source, type, by, at=None, key=None, documents=None, with_it=None, **facts):
        """Make a ticket of `requester` and its document slots; return it (rows A4, A5).

        `by` is the requester, or staff on their behalf; such an officer becomes a watcher when the department would
        hide the ticket from them. `facts`: whatsapp_number, applicant, is_by_proxy, is_private, follows. The service
        decides department and targets; the organisation is the requester's only when their membership is accepted.
        `key`: one that was reserved for it; `documents`: what the service requires, where somebody has just read that.
        `with_it(ticket, at)`: what comes with it, as changes for `record_all` and new rows of one model that are written by the
        ticket's own statement (only with `key`, to which they point).
        """
        at = at or timezone.now()
        with whole.part():
            ticket = cls(
                pk=key, service=service, title=title, description=description, requester=requester, created_by=by,
                source=source, type=type, department=service.department, created_at=at,
                organisation=requester.organisation if requester.is_member else None,
                first_response_hours=service.first_response_hours, resolution_hours=service.resolution_hours,
                pin=new_pin(), **facts,
            )
            slots = cls._meta.get_field("slots").related_model.objects.slots_of(ticket, documents)
            ticket.wanted_documents = sum(slot.is_wanted for slot in slots)
            submitted = {
                "kind": EventKind.SUBMITTED, "subject": requester if by != requester else None,
                "new": {"service": service.title, "department": service.department.name, "documents": ticket.wanted_documents},
            }  # fmt: skip
            changes, rows = with_it(ticket, at) if with_it else ((), ())
            ticket.record_all([submitted, *changes], by=by, at=at, along=slots, along_ticket=rows)
            if by != requester and not ticket.permissions_for(by).sees:
                ticket.add_watcher(by, by=by, at=at)
        return ticket

    def renew_pin(self, *, by):
        """Make another PIN for the public status page: the first one of an old ticket, or after somebody saw it.

        It is a key, no fact about the request: no event tells of it, and `by` is not kept.
        """
        with transaction.atomic():
            type(self)._base_manager.select_for_update().get(pk=self.pk)
            self.pin = new_pin(instead_of=self.pin)
            type(self)._base_manager.filter(pk=self.pk).update(pin=self.pin)
        return self.pin
