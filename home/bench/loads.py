"""A database of its own for each size, filled once by `manage.py seed_load` and used again the next time."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from psycopg2 import sql

from helpdesk.common.dates import end_of_day
from helpdesk.notifications.models import Notification
from helpdesk.tickets import tally
from helpdesk.tickets.models import Ticket, TicketTally
from home.bench import facts

WORN = 1.05  # so many times its tickets, and a database is filled anew: each run of the benchmark adds some seven hundred
DUE_TODAY = 30  # a page has 25
PASSWORD = "load-helpdesk"  # noqa: S105 (of people who exist in no other database)


@dataclass(frozen=True)
class Told:
    """What the load says of itself: numbers of the tickets with 20 and with 500 messages, words to search, how many."""

    talk: int
    long_talk: int
    words: dict
    tickets: int
    password: str = PASSWORD

    @classmethod
    def of(cls, printed):
        """From the last line that `seed_load` prints, a JSON object."""
        told = json.loads(printed.strip().splitlines()[-1])
        words = {name: told[name]["word"] for name in ("common", "rare", "phrase")}
        return cls(talk=told["ticket_20"], long_talk=told["ticket_500"], words=words, tickets=told["tickets"])


def name_of(tickets):
    return f"helpdesk_bench_{tickets}"


def point_at(name):
    """This process and those that it starts speak to that database."""
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"] = name


def ready(tickets, *, fresh=False, say=print):
    """The database of this size, filled and brought up to date; return what it says of itself."""
    name, note = name_of(tickets), settings.BENCH_DIR / f"{name_of(tickets)}.json"
    if fresh or not note.exists() or is_worn(name, tickets):
        create(name, fresh=True)
        note.unlink(missing_ok=True)
    point_at(name)
    create(name)
    call_command("setup", person=False, verbosity=0)
    if not note.exists():
        say(f"Filling {name} with {tickets:,} tickets; this happens once …")
        told = Told.of(fill(tickets))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        note.write_text(json.dumps(asdict(told)))
    fill_today()
    catch_up()
    clear_up(datetime.fromtimestamp(note.stat().st_mtime, UTC))
    return Told(**json.loads(note.read_text()))


def is_worn(name, tickets):
    """Whether earlier runs have left so many open tickets that no office has a queue like this one. Also a database that is gone."""
    create(name)
    point_at(name)
    if Ticket._meta.db_table not in connection.introspection.table_names():
        return True
    return Ticket.objects.count() > tickets * WORN


def fill_today(department=None):
    """Let more than a page of the longest queue be due today, by the last moment of the day. How many are by chance depends on
    the day and grows with the load, and a list of three rows is no measure for one of twenty-five."""
    queue = Ticket.objects.filter(department=department or facts.busiest_staff().department_id)
    today = queue.due_today().values_list("pk", flat=True)
    others = queue.open().filter(clock_started_at__isnull=False).exclude(pk__in=today).order_by("-due_at", "-pk")
    chosen = others.values_list("pk", flat=True)[: max(DUE_TODAY - today.count(), 0)]
    return Ticket.objects.filter(pk__in=list(chosen)).update(due_at=end_of_day() - timedelta(seconds=1))


def catch_up():
    """Do what a clock would have done since the database was filled: a load is as old as its file, and no clock runs here."""
    while tally.mark():
        pass
    TicketTally.fold()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) helpdesk_tickettally, helpdesk_clienttally, helpdesk_ticketflow")


def clear_up(since):
    """What earlier measuring has left: mails that no worker has sent, bells that nobody has heard (nobody in an office has
    thousands of unread notifications), and the bytes of files: a gigabyte with each run, which no measured page opens."""
    for name in ("media", "mails"):
        shutil.rmtree(settings.BENCH_DIR / "private" / name, ignore_errors=True)
    DBTaskResult.objects.order_by().delete()
    Notification.objects.unread().filter(created_at__gt=since).update(read_at=timezone.now())


def create(name, fresh=False):
    """Make the database where it is missing; `fresh`: anew."""
    parameters = {k: v for k, v in connection.get_connection_params().items() if k in {"host", "port", "user", "password"}}
    link = psycopg2.connect(dbname="postgres", **parameters)
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            if fresh:
                cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    finally:
        link.close()


def fill(tickets):
    """What `seed_load` printed. It refuses production settings, so it runs with the others, on this database."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATABASE_URL": address()}
    ran = subprocess.run(
        [sys.executable, "manage.py", "seed_load", "--tickets", str(tickets), "--password", PASSWORD],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )
    return ran.stdout


def address():
    """The database of this process as an address for DATABASE_URL."""
    base, _mark, query = os.environ["DATABASE_URL"].partition("?")
    return f"{base.rpartition('/')[0]}/{connection.settings_dict['NAME']}" + (f"?{query}" if query else "")
