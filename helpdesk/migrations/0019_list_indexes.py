"""An index for each list of tickets, and none that a longer one replaces."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

# Of the keys whose lists have an index that begins with them, for their order as well.
REPLACED = {
    "helpdesk_ticket_assignee_id_fd8858a9": "assignee_id", "helpdesk_ticket_department_id_02c8dd40": "department_id",
    "helpdesk_ticket_organisation_id_537afe2e": "organisation_id", "helpdesk_ticket_requester_id_5facb4dc": "requester_id",
}  # fmt: skip
TO_CHECK = models.Q(("closed_at", None), ("unchecked_documents__gt", 0))
# Of what is open and of what is done PostgreSQL would think that each stands in all statuses alike.
STATISTICS = "CREATE STATISTICS IF NOT EXISTS ticket_status_and_end (mcv) ON status, closed_at FROM helpdesk_ticket"


class Migration(migrations.Migration):
    # Tickets may be many: their table stays open for writing meanwhile.
    atomic = False

    dependencies = [
        ('helpdesk', '0018_tally_filled'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='ticket',
            index=models.Index(fields=['due_at', 'id'], name='ticket_by_due'),
        ),
        AddIndexConcurrently(
            model_name='ticket',
            index=models.Index(fields=['department', 'due_at', 'id'], name='ticket_of_department_by_due'),
        ),
        AddIndexConcurrently(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['-id'], name='ticket_open'),
        ),
        AddIndexConcurrently(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['department', '-id'], name='ticket_open_of_department'),
        ),
        AddIndexConcurrently(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['assignee', 'due_at', 'id'], name='ticket_open_of_assignee'),
        ),
        AddIndexConcurrently(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['department', 'due_at', 'id'], name='ticket_due_of_department'),
        ),
        AddIndexConcurrently(
            model_name='ticket',
            index=models.Index(condition=models.Q(('due_mark__in', [1, 2])), fields=['due_mark', 'due_at'], name='ticket_to_mark'),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(condition=TO_CHECK, fields=["due_at", "id"], name="ticket_to_check_by_due"),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(condition=TO_CHECK, fields=["department", "due_at", "id"], name="ticket_of_dep_to_check_by_due"),
        ),
        RemoveIndexConcurrently(model_name="ticket", name="ticket_to_check"),
        migrations.SeparateDatabaseAndState(
            # By itself Django would check every reference of the table anew, behind a lock.
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"', f'CREATE INDEX CONCURRENTLY IF NOT EXISTS "{name}" ON helpdesk_ticket ({column})'
                )
                for name, column in REPLACED.items()
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='ticket',
                    name='assignee',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assigned_tickets', to=settings.AUTH_USER_MODEL, verbose_name='Assigned to'),
                ),
                migrations.AlterField(
                    model_name='ticket',
                    name='department',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='helpdesk.department', verbose_name='Department'),
                ),
                migrations.AlterField(
                    model_name='ticket',
                    name='organisation',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='helpdesk.organisation', verbose_name='organisation'),
                ),
                migrations.AlterField(
                    model_name='ticket',
                    name='requester',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to=settings.AUTH_USER_MODEL, verbose_name='Submitted By'),
                ),
            ],
        ),
        migrations.RunSQL(
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS watched_by ON helpdesk_ticket_watchers (user_id, ticket_id)",
            "DROP INDEX CONCURRENTLY IF EXISTS watched_by",
        ),
        migrations.RunSQL(STATISTICS, "DROP STATISTICS IF EXISTS ticket_status_and_end"),
        migrations.RunSQL("ANALYZE helpdesk_ticket", migrations.RunSQL.noop),
    ]
