"""One's own account: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.accounts import avatars
from helpdesk.accounts.models import User
from helpdesk.tests.factories import make_staff
from helpdesk.tests.rows.words import DESK, Row

WHOLE_DESK = DESK | {"other staff", "staff without department"}


def picture(stage):
    """The address of the requester's picture."""
    person = stage.people["requester"]
    if not person.avatar:
        avatars.change(person, b"\xff\xd8\xff a drawn square")
    return [person.pk, avatars.version_of(person)]


def leave(stage, ticket):
    """Until when, and a colleague who is none of those who ask."""
    deputy = User.objects.filter(username="wakil").first() or make_staff("wakil")
    return {"away_until": "2999-12-31", "deputy": deputy.pk}


ROWS = [
    # Whose picture one may see: the desk everybody's, others their own.
    Row("helpdesk:avatar",    200, 405, WHOLE_DESK | {"requester"}, of=picture),
    # Only who answers tickets can be away from it.
    Row("helpdesk:absence",   200, 302, WHOLE_DESK, data=leave),
    Row("helpdesk:come_back", 405, 302, WHOLE_DESK),
]  # fmt: skip
