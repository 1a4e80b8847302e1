"""Correcting who applies (company, sole trader …; in person or by power of attorney): the documents follow the answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.catalogue.models import DocumentRequirement, Necessity
from helpdesk.documents.verbs import count_documents
from helpdesk.tickets.models import ChangedMeanwhile, EventKind, IllegalMove, Status


def questions(slots):
    """Which of the two questions decide about these documents, as a set of `applicant`, `is_by_proxy`."""
    conditional = [
        slot.requirement for slot in slots
        if slot.requirement and slot.requirement.requirement == DocumentRequirement.Requirement.CONDITIONAL
    ]  # fmt: skip
    asked = {"applicant"} if any(requirement.for_applicants for requirement in conditional) else set()
    return asked | ({"is_by_proxy"} if any(requirement.only_by_proxy for requirement in conditional) else set())


def may_be_corrected(slots):
    """While nothing was accepted: afterwards the answers are part of what was checked."""
    return not any(slot.state in {"accepted", "expired"} for slot in slots)


def correct_answers(ticket, *, applicant, is_by_proxy, by, at=None, seen=None):
    """Ask for the documents that these answers need; None when nothing is different.

    What staff have decided themselves stays. A file that was sent for a document which falls away stays as an optional
    one; a refused file of such a document goes. IllegalMove once a document was accepted, or when the ticket is done.
    """
    at = at or timezone.now()
    with transaction.atomic():
        ticket.refresh_from_db(from_queryset=type(ticket)._base_manager.select_for_update())
        if seen is not None and seen != ticket.version:
            raise ChangedMeanwhile(ticket)
        if ticket.is_done:
            raise IllegalMove(_("The ticket is done; its documents stay as they are."))
        slots = list(ticket.slots.select_related("requirement", "current__version"))
        if not may_be_corrected(slots):
            raise IllegalMove(_("A document has been accepted already. Tell the helpdesk in a reply what has to be corrected."))
        old = {"applicant": ticket.applicant, "is_by_proxy": ticket.is_by_proxy}
        new = {"applicant": str(applicant), "is_by_proxy": is_by_proxy}
        if old == new:
            return None
        for slot in slots:
            slot.ticket = ticket
            slot.follow_answers(old, new, by=by, at=at)
        ticket.applicant, ticket.is_by_proxy = new["applicant"], is_by_proxy
        return _go_on(ticket, old, new, by=by, at=at)


def _go_on(ticket, old, new, *, by, at):
    wanted_before = ticket.wanted_documents
    count_documents(ticket)
    if ticket.status == Status.CHECKING and ticket.wanted_documents:
        ticket.move_to(Status.OPEN)
    event = ticket.record(EventKind.REQUIREMENT_CHANGED, by=by, at=at, old=old, new=new)
    if wanted_before and not ticket.wanted_documents:
        ticket.documents_settled(by=by, at=at, is_any_accepted=False)
    return event


class AnswerVerbs:
    """Mixin of DocumentSlot: `follow_answers`, a part of `correct_answers`."""

    def follow_answers(self, old, new, *, by, at):
        """Take the necessity that the new answers give, unless staff have decided otherwise before."""
        if self.requirement is None:
            return
        before, after = (self.requirement.necessity(said["applicant"], said["is_by_proxy"]) for said in (old, new))
        if before == after or self.necessity != before:
            return
        if after == Necessity.NOT_NEEDED and self.current is not None:
            if self.state == "refused":
                self._drop_current("removed", by=by, at=at)
                self.current, self.state, self.reason = None, "missing", ""
            else:
                after = Necessity.OPTIONAL
        self.necessity = after
        self.save()
