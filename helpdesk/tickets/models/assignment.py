"""Who works on a ticket."""

from django.utils.translation import gettext as _

from helpdesk.tickets.models.errors import IllegalMove
from helpdesk.tickets.models.event import EventKind
from helpdesk.tickets.models.recording import verb


class AssignmentVerbs:
    """Mixin of Ticket: `assign_to`, `take`, `transfer_to`."""

    @verb
    def assign_to(self, assignee, *, by, at):
        """Give the ticket to `assignee`, or to nobody (None). Refused when it is done or theirs already."""
        self._must_not_be_done()
        if assignee is not None and not type(assignee).objects.may_handle(self.department).filter(pk=assignee.pk).exists():
            raise IllegalMove(_("%(name)s does not work for this department.") % {"name": assignee})
        if self.assignee_id == (assignee.pk if assignee else None):
            raise IllegalMove(_("The ticket is already assigned like this."))
        old, self.assignee = self.assignee, assignee
        return self.record(
            EventKind.ASSIGNED, by=by, at=at, subject=assignee, old={"assignee": old.pk if old else None},
            new={"assignee": assignee.pk if assignee else None},
        )

    @verb
    def take(self, *, by, at):
        """Take a ticket that nobody has. The second of two people is told who was faster."""
        self._must_not_be_done()
        if self.assignee_id == by.pk:
            return None
        if self.assignee_id:
            raise IllegalMove(_("%(name)s has already taken this ticket.") % {"name": self.assignee})
        self.assignee = by
        return self.record(
            EventKind.ASSIGNED, by=by, at=at, subject=by, old={"assignee": None}, new={"assignee": by.pk}
        )

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
