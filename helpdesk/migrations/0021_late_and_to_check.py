"""The newest tickets that are late, and those with documents to check, each by an index of its own."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

LATE = models.Q(("due_mark", 3))
TO_CHECK = models.Q(("closed_at", None), ("unchecked_documents__gt", 0))


class Migration(migrations.Migration):
    # Tickets may be many: their table stays open for writing meanwhile.
    atomic = False

    dependencies = [
        ("helpdesk", "0020_client_tally"),
    ]

    operations = [
        AddIndexConcurrently("ticket", models.Index(condition=LATE, fields=["-id"], name="ticket_late")),
        AddIndexConcurrently("ticket", models.Index(condition=LATE, fields=["department", "-id"], name="ticket_late_of_department")),
        AddIndexConcurrently("ticket", models.Index(condition=TO_CHECK, fields=["-id"], name="ticket_to_check_newest")),
        AddIndexConcurrently("ticket", models.Index(condition=TO_CHECK, fields=["department", "-id"], name="ticket_of_dep_to_check_newest")),
    ]
