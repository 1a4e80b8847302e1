"""One's own account: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.accounts import avatars
from helpdesk.tests.rows.words import DESK, Row


def picture(stage):
    """The address of the requester's picture."""
    person = stage.people["requester"]
    if not person.avatar:
        avatars.change(person, b"\xff\xd8\xff a drawn square")
    return [person.pk, avatars.version_of(person)]


# Whose picture one may see: the desk everybody's, others their own.
ROWS = [
    Row("helpdesk:avatar", 200, 405, DESK | {"requester", "other staff", "staff without department"}, of=picture),
]
