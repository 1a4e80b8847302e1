"""Announcements at the desk: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import CLIENTS, DESK_USERS, MANAGERS, Row


def disruption(stage):
    """A disruption that is going on, made when it is first asked for."""
    from home.models import Announcement

    found = Announcement.objects.filter(title="Jaringan terputus").first()
    return [(found or Announcement.objects.create(kind="disruption", title="Jaringan terputus")).pk]


def words(stage, ticket):
    return {"words": "Kabel sudah disambung."}


# The editor's own way to end one is in the CMS: home/tests/announcements/test_cms.py.
ROWS = [
    Row("announcements:list",     200, 405, DESK_USERS - CLIENTS),
    Row("announcements:affected", 405, 302, CLIENTS,  of=disruption),
    Row("announcements:end",      200, 302, MANAGERS, data=words, of=disruption),
]  # fmt: skip
