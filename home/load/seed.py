"""The whole load: people, tickets, notices, files; and what a benchmark wants to know of it."""

import datetime
import random as chance

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from helpdesk.attachments.models import Attachment
from helpdesk.audit import origin
from helpdesk.catalogue.models import TicketSource
from helpdesk.common import page_cache
from helpdesk.documents.vault import KeptDocument
from helpdesk.evaluations.models import EvaluationQuestion
from helpdesk.notifications.jobs import KEEP_READ
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import Ticket
from helpdesk.worktime.current import working_time
from home import figures
from home.load import bells, cast, tables, vocabulary, writing
from home.load.catalogue import Shelf, sentences
from home.load.life import World
from home.load.moments import DAY, Arrivals, Ruler, midnight
from home.load.telling import Teller

# Documents of closed tickets go earlier here than the settings say: bytes of so many files would fill the disk for nothing.
KEEP_DAYS = 14
AHEAD, BEHIND = datetime.timedelta(days=250), datetime.timedelta(days=4 * 366)


def is_of_a_load():
    """Every ticket that is there was asked for by a client of a load."""
    return not Ticket.objects.exclude(requester__username__startswith=f"{cast.PREFIX}client-").exists()


def seed(count, *, seed, today, password, say=lambda words: None, progress=lambda number: None):
    """Replace the tickets by `count` of a load; return what `report` says. One transaction, then the files."""
    tables.check()
    zone = timezone.get_default_timezone()
    base = midnight(today, zone)
    random = chance.Random(seed)  # noqa: S311 (a story, not a secret)
    with transaction.atomic(), origin.silent():
        say("people …")
        old_files = _files()
        teller = _teller(random, cast.make(random, password, base), base, zone)
        with writing.emptied_and_bare(say):
            writing.write(teller.batches(count), progress)
            say("notices …")
            bells.hang(base)
        figures.renew(datetime.datetime.fromtimestamp(base, zone))
        page_cache.forget_all_on_commit()
    writing.tidy()
    say("files …")
    _put_files(teller.world.ledger.files, old_files)
    return report(teller)


def _teller(random, people, base, zone):
    calendar = working_time()
    day = datetime.datetime.fromtimestamp(base, zone).date()
    world = World(
        random=random, ruler=Ruler(calendar, day - BEHIND, day + AHEAD), base=base, ledger=tables.Ledger(),
        writer=vocabulary.Writer(random, sentences()), cast=people,
        questions=list(EvaluationQuestion.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True)),
        told_since=base - int(KEEP_READ.total_seconds()), kept_seconds=min(KEEP_DAYS, DeskSettings.current().keep_documents_days) * DAY,
    )  # fmt: skip
    usual = Q(code=TicketSource.DEFAULT_CODE)
    sources = [*TicketSource.objects.filter(usual).values_list("pk", flat=True), *TicketSource.objects.exclude(usual).order_by("pk").values_list("pk", flat=True)]
    return Teller(world, Shelf(list(people.staff)), Arrivals(calendar, base, zone), sources)


def _files():
    """The names of all files of tickets: they go with their rows."""
    present = [*Attachment.objects.present().values_list("file", flat=True).iterator(), *KeptDocument.objects.current().values_list("file", flat=True)]
    return set(present)


def _put_files(files, old):
    """Write the bytes of the rows that say they have some; those of the load before go."""
    storage = Attachment._meta.get_field("file").storage
    for name in old:
        storage.delete(name)
    for name, content in files:
        storage.save(name, ContentFile(content))


def report(teller):
    """The facts that a benchmark asks for, as plain data."""
    ledger, named = teller.world.ledger, teller.named
    done = Ticket.objects.done().count()
    found = {word: _found(word) for word in (vocabulary.COMMON, vocabulary.RARE, vocabulary.PHRASE)}
    return {
        "tickets": ledger.totals["Ticket"], "open": ledger.totals["Ticket"] - done, "messages": ledger.totals["Message"],
        "events": ledger.totals["TicketEvent"], "documents": ledger.totals["DocumentSlot"], "attachments": ledger.totals["Attachment"],
        "files": len(ledger.files), "evaluations": ledger.totals["Evaluation"], "notifications": ledger.totals[tables.TOLD],
        "ticket_20": named.talks.get(20), "ticket_500": named.talks.get(500),
        "common": {"word": vocabulary.COMMON, "tickets": found[vocabulary.COMMON]},
        "rare": {"word": vocabulary.RARE, "tickets": found[vocabulary.RARE]},
        "phrase": {"word": vocabulary.PHRASE, "tickets": found[vocabulary.PHRASE]},
        "client": f"{cast.PREFIX}client-1", "admin": f"{cast.PREFIX}admin", "superadmin": f"{cast.PREFIX}superadmin",
        "staff": _officer(named.talks),
    }  # fmt: skip


def _found(words):
    with connection.cursor() as cursor:
        table = Ticket._meta.db_table
        cursor.execute(f"SELECT count(*) FROM {table} WHERE search @@ plainto_tsquery('indonesian', %s)", [words])  # noqa: S608
        return cursor.fetchone()[0]


def _officer(talks):
    """Who of the staff has the long talks."""
    ticket = Ticket.objects.filter(number__in=talks.values()).select_related("assignee").first()
    return ticket.assignee.username if ticket else f"{cast.PREFIX}staff-1"
