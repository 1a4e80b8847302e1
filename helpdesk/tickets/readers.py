"""Statements over the tickets that somebody may see, put together once for each kind of reader.

SECURITY: `visible_to` itself writes them, for a stand-in with made-up keys; what differs from reader to reader is filled in.
"""

from helpdesk.accounts.models import Organisation, Role, User
from helpdesk.accounts.models.user import Membership
from helpdesk.common.prepared import Perhaps, Prepared
from helpdesk.tickets.models import Ticket


class ByReader:
    """`ByReader(build, kind, number=int)`: `build(reader, number=…)` gives a queryset that looks at nothing in the reader but
    what `visible_to` looks at, and in ways by which that is split; `kind` is Prepared, or Planned for look-ups by key. `rows(reader, number=5)`."""

    def __init__(self, build, kind=Prepared, **kinds):
        self._build, self._kind, self._kinds, self._made = build, kind, kinds, {}

    def rows(self, reader, **values):
        """A list; empty, without a statement, for who sees no ticket at all."""
        theirs = facts_of(reader)
        shape = (reader.role, reader.is_active, *theirs)
        if shape not in self._made:
            self._made[shape] = self._make(reader, theirs)
        made = self._made[shape]
        return made.rows(**theirs, **values) if made else []

    def _make(self, reader, theirs):
        if Ticket.objects.visible_to(reader).query.is_empty():
            return None
        role = reader.role

        def build(person=None, department=None, organisation=None, **values):
            return self._build(stand_in(role, person, department, organisation), **values)

        return self._kind(build, **dict.fromkeys(theirs, Perhaps(int)), **self._kinds)


def facts_of(reader):
    """The keys that `visible_to` looks at in a reader, beside the role."""
    if reader.role in {Role.SUPERADMIN, Role.ADMIN}:
        return {}
    if reader.role == Role.STAFF:
        return {"person": reader.pk} | ({"department": reader.department_id} if reader.department_id else {})
    reads_shared = reader.is_member and reader.organisation.shares_tickets
    return {"person": reader.pk} | ({"organisation": reader.organisation_id} if reads_shared else {})


def stand_in(role, person, department, organisation):
    """A reader of this kind with these keys; whose membership counts only where there is an organisation that shares."""
    reader = User(pk=person or 1, role=role, department_id=department)
    if organisation:
        reader.organisation, reader.membership = Organisation(pk=organisation, shares_tickets=True), Membership.MEMBER
    return reader
