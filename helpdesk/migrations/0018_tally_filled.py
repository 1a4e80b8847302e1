"""Count what is there already. Tickets may be written meanwhile: the triggers of 0017 count those changes."""

from django.db import migrations

AT_ONCE = 2000


def mark(apps, schema_editor):
    """The trigger chooses the mark of each open ticket whose clock runs; few lines at a time, so that nobody waits."""
    Ticket = apps.get_model("helpdesk", "Ticket")
    running = Ticket.objects.filter(closed_at=None, clock_started_at__isnull=False, due_at__isnull=False, due_mark=0)
    while keys := list(running.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        Ticket.objects.filter(pk__in=keys).update(due_mark=0)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("helpdesk", "0017_tally"),
    ]

    operations = [
        migrations.RunPython(mark, migrations.RunPython.noop, elidable=False),
        migrations.RunSQL("SELECT helpdesk_tally_mend(), helpdesk_flow_mend()", migrations.RunSQL.noop),
        migrations.RunSQL("SELECT helpdesk_tally_fold(), helpdesk_flow_fold()", migrations.RunSQL.noop),
    ]
