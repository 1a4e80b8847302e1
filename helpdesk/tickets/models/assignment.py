"""Who works on a ticket."""

from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.tickets.models.errors import IllegalMove
from helpdesk.tickets.models.event import EventKind
from helpdesk.tickets.models.recording import verb


class AssignmentVerbs:
    """Mixin of Ticket: `assign_to`, `take`, `transfer_to`."""

    @verb
    def assign_to(self, assignee, *, by, at):
        """Give the ticket to `assignee`, or to nobody (None). Refused when it is done or theirs already.

        While the person is away, the ticket goes to the deputy, if the deputy may handle this department.
        """
        self._must_not_be_done()
        if assignee is not None and not _handles(assignee, self.department):
            raise IllegalMove(_("%(name)s does not work for this department.") % {"name": assignee})
        event = self._give(assignee, by=by, at=at)
        if event is None:
            raise IllegalMove(self._is_theirs_already(assignee, at))
        return event

    @verb
    def take(self, *, by, at):
        """Take a ticket that nobody has. The second of two people is told who was faster.

        Who takes a ticket is there, whatever their absence says: no deputy gets it.
        """
        self._must_not_be_done()
        if self.assignee_id == by.pk:
            return None
        if self.assignee_id:
            raise IllegalMove(_("%(name)s has already taken this ticket.") % {"name": self.assignee})
        return self._give(by, by=by, at=at)

    @verb
    def transfer_to(self, department, *, by, at, reason=""):
        """Move the ticket to another queue; the assignee stays only if they work there too."""
        self._must_not_be_done()
        if department.pk == self.department_id:
            raise IllegalMove(_("The ticket is already in this department."))
        old, self.department = self.department, department
        old_assignee = self.assignee_id
        if old_assignee and not by.__class__.objects.may_handle(department).filter(pk=old_assignee).exists():
            self.assignee = None
        return self.record(
            EventKind.TRANSFERRED, by=by, at=at, old={"department": old.name, "assignee": old_assignee},
            new={"department": department.name, "assignee": self.assignee_id, "reason": reason},
        )

    def _give(self, person, *, by, at, **facts):
        """Give the ticket to `person` or, while they are away, to who stands in; None when that changes nothing.

        Call it under the lock. `facts` go into the event, and `instead_of` and `away_until` of an absent person.
        Of a handover (`handover` among the facts) the present officer gets nothing back as somebody's deputy.
        """
        answering = _answering(person, self.department, by=by, at=at)
        if "handover" in facts and answering and self.assignee_id == answering.pk:
            answering = person
        if self.assignee_id == (answering.pk if answering else None):
            return None
        if person is not None and by != person and person.is_absent(timezone.localdate(at)):
            facts["away_until"] = person.away_until.isoformat()
            if answering != person:
                facts["instead_of"] = person.pk
        old, self.assignee = self.assignee_id, answering
        return self.record(
            EventKind.ASSIGNED, by=by, at=at, subject=answering, old={"assignee": old}, new={"assignee": self.assignee_id, **facts}
        )

    def _is_theirs_already(self, person, at):
        if person is None or self.assignee_id == person.pk:
            return _("The ticket is already assigned like this.")
        return _("%(name)s is away; %(deputy)s stands in and has the ticket already.") % {
            "name": person, "deputy": self.assignee
        }


def _answering(person, department, *, by, at):
    """Who gets what is meant for `person`: they themselves, or their deputy if that one may handle the department."""
    if person is None or person == by:
        return person
    deputy = person.answering(timezone.localdate(at))
    return deputy if deputy == person or _handles(deputy, department) else person


def _handles(person, department):
    return type(person).objects.may_handle(department).filter(pk=person.pk).exists()
