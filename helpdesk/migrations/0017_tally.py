"""Kept counts of tickets, and the triggers that keep them (helpdesk/tickets/models/tally.py)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATUSES = [
    ("open", "Open"), ("checking", "Checking documents"), ("pending", "Pending"), ("replied", "Replied"),
    ("escalated", "Escalated"), ("video_call", "Video call verification"), ("closed", "Closed"), ("rejected", "Rejected"),
    ("cancelled", "Cancelled"),
]  # fmt: skip
MARKS = [(0, "None"), (1, "Ahead"), (2, "Today"), (3, "Late")]
KIND = "watcher_id, department_id, status, assignee_id, due_mark, to_check"
OF_TICKET = "department_id, t.status, t.assignee_id, t.due_mark, t.closed_at IS NULL AND t.unchecked_documents > 0"

# A mark is never higher than the due date allows: a new date begins anew.
MARK = """
CREATE FUNCTION helpdesk_ticket_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_at IS NOT NULL OR NEW.clock_started_at IS NULL OR NEW.due_at IS NULL THEN
        NEW.due_mark := 0;
    ELSIF TG_OP = 'INSERT' THEN
        NEW.due_mark := 1;
    ELSIF NEW.due_mark = 0 OR NEW.due_at IS DISTINCT FROM OLD.due_at THEN
        NEW.due_mark := 1;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ticket_mark BEFORE INSERT OR UPDATE OF due_at, due_mark, clock_started_at, closed_at ON helpdesk_ticket
FOR EACH ROW EXECUTE FUNCTION helpdesk_ticket_mark();
"""
UNMARK = "DROP TRIGGER ticket_mark ON helpdesk_ticket; DROP FUNCTION helpdesk_ticket_mark();"

# ruff: noqa: S608  (names of this file, nothing from outside)

COUNT = f"""
CREATE FUNCTION helpdesk_ticket_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was helpdesk_ticket;
    becomes helpdesk_ticket;
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO helpdesk_tickettally ({KIND}, number) VALUES
            (NULL, NEW.department_id, NEW.status, NEW.assignee_id, NEW.due_mark, NEW.closed_at IS NULL AND NEW.unchecked_documents > 0, 1);
    ELSE
        INSERT INTO helpdesk_tickettally ({KIND}, number)
        SELECT w.user_id, k.* FROM (
            SELECT NULL::bigint AS user_id UNION ALL SELECT user_id FROM helpdesk_ticket_watchers WHERE ticket_id = OLD.id
        ) w, (
            SELECT OLD.department_id, OLD.status, OLD.assignee_id, OLD.due_mark, OLD.closed_at IS NULL AND OLD.unchecked_documents > 0, -1
            UNION ALL
            SELECT NEW.department_id, NEW.status, NEW.assignee_id, NEW.due_mark, NEW.closed_at IS NULL AND NEW.unchecked_documents > 0, 1
            WHERE TG_OP = 'UPDATE'
        ) k;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.created_at = NEW.created_at AND OLD.closed_at IS NOT DISTINCT FROM NEW.closed_at THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO helpdesk_ticketflow (hour, created, closed) SELECT date_trunc('hour', f.at, 'UTC'), f.created, f.closed
        FROM (VALUES (OLD.created_at, -1, 0), (OLD.closed_at, 0, -1)) f (at, created, closed) WHERE f.at IS NOT NULL;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO helpdesk_ticketflow (hour, created, closed) SELECT date_trunc('hour', f.at, 'UTC'), f.created, f.closed
        FROM (VALUES (NEW.created_at, 1, 0), (NEW.closed_at, 0, 1)) f (at, created, closed) WHERE f.at IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ticket_count AFTER INSERT OR DELETE ON helpdesk_ticket
FOR EACH ROW EXECUTE FUNCTION helpdesk_ticket_count();
CREATE TRIGGER ticket_recount AFTER UPDATE ON helpdesk_ticket
FOR EACH ROW WHEN (
    (OLD.department_id, OLD.status, OLD.assignee_id, OLD.due_mark, OLD.closed_at, OLD.unchecked_documents > 0, OLD.created_at) IS DISTINCT FROM
    (NEW.department_id, NEW.status, NEW.assignee_id, NEW.due_mark, NEW.closed_at, NEW.unchecked_documents > 0, NEW.created_at)
) EXECUTE FUNCTION helpdesk_ticket_count();
"""
UNCOUNT = """
DROP TRIGGER ticket_count ON helpdesk_ticket; DROP TRIGGER ticket_recount ON helpdesk_ticket;
DROP FUNCTION helpdesk_ticket_count();
"""

# The ticket is locked while it is read: a change of it that goes on elsewhere counts either for this row or by itself.
WATCH = f"""
CREATE FUNCTION helpdesk_watcher_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO helpdesk_tickettally ({KIND}, number)
        SELECT OLD.user_id, t.{OF_TICKET}, -1 FROM helpdesk_ticket t WHERE t.id = OLD.ticket_id FOR NO KEY UPDATE;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO helpdesk_tickettally ({KIND}, number)
        SELECT NEW.user_id, t.{OF_TICKET}, 1 FROM helpdesk_ticket t WHERE t.id = NEW.ticket_id FOR NO KEY UPDATE;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER watcher_count AFTER INSERT OR UPDATE OR DELETE ON helpdesk_ticket_watchers
FOR EACH ROW EXECUTE FUNCTION helpdesk_watcher_count();
"""
UNWATCH = "DROP TRIGGER watcher_count ON helpdesk_ticket_watchers; DROP FUNCTION helpdesk_watcher_count();"

# Who folds at the same time finds other rows gone, and adds up only what it took itself.
FOLD = f"""
CREATE FUNCTION helpdesk_tally_fold() RETURNS bigint LANGUAGE sql AS $$
    WITH several AS (
        SELECT unnest(array_agg(id)) AS id FROM helpdesk_tickettally GROUP BY {KIND} HAVING count(*) > 1 OR sum(number) = 0
    ), gone AS (
        DELETE FROM helpdesk_tickettally USING several WHERE helpdesk_tickettally.id = several.id RETURNING helpdesk_tickettally.*
    ), kept AS (
        INSERT INTO helpdesk_tickettally ({KIND}, number)
        SELECT {KIND}, sum(number) FROM gone GROUP BY {KIND} HAVING sum(number) <> 0
    )
    SELECT count(*) FROM gone
$$;
CREATE FUNCTION helpdesk_flow_fold() RETURNS bigint LANGUAGE sql AS $$
    WITH several AS (
        SELECT unnest(array_agg(id)) AS id FROM helpdesk_ticketflow GROUP BY hour HAVING count(*) > 1
    ), gone AS (
        DELETE FROM helpdesk_ticketflow USING several WHERE helpdesk_ticketflow.id = several.id RETURNING helpdesk_ticketflow.*
    ), kept AS (
        INSERT INTO helpdesk_ticketflow (hour, created, closed)
        SELECT hour, sum(created), sum(closed) FROM gone GROUP BY hour HAVING sum(created) <> 0 OR sum(closed) <> 0
    )
    SELECT count(*) FROM gone
$$;
"""
UNFOLD = "DROP FUNCTION helpdesk_tally_fold(); DROP FUNCTION helpdesk_flow_fold();"

# One statement sees the tickets and the tally at the same moment, so that nothing is wrong that only goes on just now.
MEND = f"""
CREATE FUNCTION helpdesk_tally_mend() RETURNS bigint LANGUAGE sql AS $$
    WITH truth AS (
        SELECT NULL::bigint AS watcher_id, t.{OF_TICKET} AS to_check, count(*) AS number FROM helpdesk_ticket t GROUP BY 1, 2, 3, 4, 5, 6
        UNION ALL
        SELECT w.user_id, t.{OF_TICKET}, count(*) FROM helpdesk_ticket_watchers w JOIN helpdesk_ticket t ON t.id = w.ticket_id
        GROUP BY 1, 2, 3, 4, 5, 6
        UNION ALL
        SELECT {KIND}, -sum(number) FROM helpdesk_tickettally GROUP BY {KIND}
    ), mended AS (
        INSERT INTO helpdesk_tickettally ({KIND}, number)
        SELECT {KIND}, sum(number) FROM truth GROUP BY {KIND} HAVING sum(number) <> 0 RETURNING abs(number) AS number
    )
    SELECT coalesce(sum(number), 0)::bigint FROM mended
$$;
CREATE FUNCTION helpdesk_flow_mend() RETURNS bigint LANGUAGE sql AS $$
    WITH truth AS (
        SELECT date_trunc('hour', created_at, 'UTC') AS hour, count(*) AS created, 0::bigint AS closed FROM helpdesk_ticket GROUP BY 1
        UNION ALL
        SELECT date_trunc('hour', closed_at, 'UTC'), 0, count(*) FROM helpdesk_ticket WHERE closed_at IS NOT NULL GROUP BY 1
        UNION ALL
        SELECT hour, -sum(created), -sum(closed) FROM helpdesk_ticketflow GROUP BY hour
    ), mended AS (
        INSERT INTO helpdesk_ticketflow (hour, created, closed)
        SELECT hour, sum(created), sum(closed) FROM truth GROUP BY hour HAVING sum(created) <> 0 OR sum(closed) <> 0
        RETURNING abs(created) + abs(closed) AS number
    )
    SELECT coalesce(sum(number), 0)::bigint FROM mended
$$;
"""
UNMEND = "DROP FUNCTION helpdesk_tally_mend(); DROP FUNCTION helpdesk_flow_mend();"


def loose(to, null=False):
    """A key that the database does not check: what it counts is gone with the last of its rows."""
    return models.ForeignKey(
        db_constraint=False, db_index=False, null=null, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("helpdesk", "0016_beats_and_mail_claims"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="due_mark",
            field=models.PositiveSmallIntegerField(choices=MARKS, db_default=0, default=0, editable=False),
        ),
        migrations.CreateModel(
            name="TicketTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("status", models.CharField(choices=STATUSES, max_length=12)),
                ("due_mark", models.PositiveSmallIntegerField(choices=MARKS)),
                ("to_check", models.BooleanField()),
                ("number", models.IntegerField()),
                ("watcher", loose(settings.AUTH_USER_MODEL, null=True)),
                ("department", loose("helpdesk.department")),
                ("assignee", loose(settings.AUTH_USER_MODEL, null=True)),
            ],
            options={"default_permissions": []},
        ),
        migrations.CreateModel(
            name="TicketFlow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hour", models.DateTimeField(db_index=True)),
                ("created", models.IntegerField(default=0)),
                ("closed", models.IntegerField(default=0)),
            ],
            options={"default_permissions": []},
        ),
        migrations.RunSQL(MARK, UNMARK),
        migrations.RunSQL(COUNT, UNCOUNT),
        migrations.RunSQL(WATCH, UNWATCH),
        migrations.RunSQL(FOLD, UNFOLD),
        migrations.RunSQL(MEND, UNMEND),
    ]
