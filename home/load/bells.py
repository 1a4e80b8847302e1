"""Who is told of what: the desk's own table decides, the load's lists say who that is."""

from types import SimpleNamespace

from django.db import connection

from helpdesk.notifications.audience import MAILED, To, rule_for
from helpdesk.notifications.models import Delivery, Notification
from home.load.moments import stamp
from home.load.tables import TOLD

UNREAD = 5  # of each person the newest; who answers tickets has up to three times as many
COLUMNS = "recipient_id kind ticket_id event_id created_at"


class Bells:
    """The notices of one life."""

    __slots__ = ("life", "people")

    def __init__(self, life):
        self.life = life
        self.people = life.world.cast.staff.get(life.offer.department) or [life.world.cast.admin]

    def tell(self, event, kind, by, subject, at, is_internal, new):
        """Put one event into the bells of those who hear of it; `new` is what the table's conditions ask for."""
        life = self.life
        rule = rule_for(
            SimpleNamespace(kind=kind, actor_id=by, new=new, is_internal=is_internal), SimpleNamespace(requester_id=life.client.pk)
        )
        if rule is None:
            return
        told = {person for group in rule.to for person in self._group(group, subject)}
        for person in sorted(told):
            if person != by and not (is_internal and person == life.client.pk):
                life.ledger.lines[TOLD].append(f"{person}\t{rule.kind.value}\t{life.pk}\t{event}\t{stamp(at)}\n")

    def _group(self, group, subject):
        life = self.life
        match group:
            case To.REQUESTER:
                return [life.client.pk]
            case To.DEPARTMENT:
                return self.people
            case To.OFFICER:
                return [life.assignee] if life.assignee else self.people
            case To.ASSIGNEE:
                return [life.assignee] if life.assignee else []
            case To.SUBJECT:
                return [subject] if subject != life.client.pk else []
            case _:
                return life.watchers


def prepare(cursor):
    """A table for what is told while the load is written; it goes with the transaction."""
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{TOLD}")  # of a load before this one in the same transaction
    cursor.execute(
        f"CREATE TEMPORARY TABLE {TOLD} (recipient_id bigint, kind varchar(30), ticket_id bigint, event_id bigint, created_at timestamptz) "
        "ON COMMIT DROP"
    )


def hang(base):
    """Give the notices their keys in the order of time, the newest of each person unread, and the log of their mails."""
    notice, delivery = Notification._meta.db_table, Delivery._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {notice} (id, recipient_id, kind, ticket_id, event_id, facts, path, created_at, read_at) "  # noqa: S608
            f"SELECT row_number() OVER (ORDER BY created_at, event_id, recipient_id), recipient_id, kind, ticket_id, event_id, '{{}}', '', "
            "created_at, CASE WHEN row_number() OVER (PARTITION BY recipient_id ORDER BY created_at DESC, event_id DESC) > "
            "%s * (1 + recipient_id %% 3) THEN least(created_at + interval '3 hours', to_timestamp(%s)) END "
            f"FROM {TOLD}",
            [UNREAD, base],
        )
        cursor.execute(
            f"INSERT INTO {delivery} (id, notification_id, state, reason, attempts, updated_at) "  # noqa: S608
            f"SELECT id, id, %s, '', 1, created_at + interval '1 minute' FROM {notice} WHERE kind = ANY(%s) ORDER BY id",
            [Delivery.State.SENT.value, sorted(kind.value for kind in MAILED)],
        )
