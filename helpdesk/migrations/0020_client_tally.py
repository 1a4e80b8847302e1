"""Kept counts of what each client has asked for, and an index for the first of them (helpdesk/tickets/models/tally.py)."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

# ruff: noqa: S608  (names of this file, nothing from outside)
KIND = "requester_id, organisation_id, is_private, status, waits"
STATUSES = [
    ("open", "Open"), ("checking", "Checking documents"), ("pending", "Pending"), ("replied", "Replied"),
    ("escalated", "Escalated"), ("video_call", "Video call verification"), ("closed", "Closed"), ("rejected", "Rejected"),
    ("cancelled", "Cancelled"),
]  # fmt: skip


def of(row):
    waits = f"{row}.closed_at IS NULL AND ({row}.status = 'pending' OR {row}.wanted_documents > 0)"
    return f"{row}.requester_id, {row}.organisation_id, {row}.is_private, {row}.status, {waits}"


COUNT = f"""
CREATE FUNCTION helpdesk_client_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO helpdesk_clienttally ({KIND}, number) VALUES ({of("OLD")}, -1);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO helpdesk_clienttally ({KIND}, number) VALUES ({of("NEW")}, 1);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER client_count AFTER INSERT OR DELETE ON helpdesk_ticket FOR EACH ROW EXECUTE FUNCTION helpdesk_client_count();
CREATE TRIGGER client_recount AFTER UPDATE ON helpdesk_ticket FOR EACH ROW
WHEN (({of("OLD")}) IS DISTINCT FROM ({of("NEW")})) EXECUTE FUNCTION helpdesk_client_count();
"""
UNCOUNT = """
DROP TRIGGER client_count ON helpdesk_ticket; DROP TRIGGER client_recount ON helpdesk_ticket; DROP FUNCTION helpdesk_client_count();
"""
FOLD = f"""
CREATE FUNCTION helpdesk_client_fold() RETURNS bigint LANGUAGE sql AS $$
    WITH several AS (
        SELECT unnest(array_agg(id)) AS id FROM helpdesk_clienttally GROUP BY {KIND} HAVING count(*) > 1 OR sum(number) = 0
    ), gone AS (
        DELETE FROM helpdesk_clienttally USING several WHERE helpdesk_clienttally.id = several.id RETURNING helpdesk_clienttally.*
    ), kept AS (
        INSERT INTO helpdesk_clienttally ({KIND}, number)
        SELECT {KIND}, sum(number) FROM gone GROUP BY {KIND} HAVING sum(number) <> 0
    )
    SELECT count(*) FROM gone
$$;
"""
MEND = f"""
CREATE FUNCTION helpdesk_client_mend() RETURNS bigint LANGUAGE sql AS $$
    WITH truth AS (
        SELECT {of("t")} AS waits, count(*) AS number FROM helpdesk_ticket t GROUP BY 1, 2, 3, 4, 5
        UNION ALL
        SELECT {KIND}, -sum(number) FROM helpdesk_clienttally GROUP BY {KIND}
    ), mended AS (
        INSERT INTO helpdesk_clienttally ({KIND}, number)
        SELECT {KIND}, sum(number) FROM truth GROUP BY {KIND} HAVING sum(number) <> 0 RETURNING abs(number) AS number
    )
    SELECT coalesce(sum(number), 0)::bigint FROM mended
$$;
"""


def loose(to, **options):
    """A key that the database does not check: what it counts is gone with the last of its rows."""
    return models.ForeignKey(
        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to=to, **options
    )


class Migration(migrations.Migration):
    # Tickets may be many: their table stays open for writing meanwhile.
    atomic = False

    dependencies = [
        ("helpdesk", "0019_list_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClientTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_private", models.BooleanField()),
                ("status", models.CharField(choices=STATUSES, max_length=12)),
                ("waits", models.BooleanField()),
                ("number", models.IntegerField()),
                ("requester", loose(settings.AUTH_USER_MODEL)),
                ("organisation", loose("helpdesk.organisation", null=True)),
            ],
            options={"default_permissions": []},
        ),
        migrations.RunSQL(COUNT, UNCOUNT),
        migrations.RunSQL(FOLD, "DROP FUNCTION helpdesk_client_fold()"),
        migrations.RunSQL(MEND, "DROP FUNCTION helpdesk_client_mend()"),
        migrations.RunSQL("SELECT helpdesk_client_mend()", migrations.RunSQL.noop),
        migrations.RunSQL("SELECT helpdesk_client_fold()", migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(fields=["requester", "closed_at", "id"], name="ticket_of_requester_by_end"),
        ),
    ]
