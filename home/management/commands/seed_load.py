import datetime
import json
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from helpdesk.catalogue.models import Service, TicketSource
from home.load.seed import is_of_a_load, seed

PASSWORD = "load-helpdesk"  # noqa: S105 (known on purpose; settings for real data refuse the command)


class Command(BaseCommand):
    """Fill the database with tickets for measuring; the last line is JSON: how many of what, and what to search for."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--tickets", type=int, required=True, help="how many; at least 2")
        parser.add_argument("--seed", type=int, default=2026, help="the same number makes the same rows (default %(default)s)")
        parser.add_argument("--today", type=datetime.date.fromisoformat, help="the day on which the three years end (default: today)")
        parser.add_argument("--password", default=PASSWORD, help="of everybody in the load (default %(default)s)")

    def handle(self, *, tickets, today, password, **options):
        if not getattr(settings, "MAY_SEED_LOAD", False):
            raise CommandError("The load makes 5,000 accounts with a known password: it refuses to run with these settings.")
        if tickets < 2:
            raise CommandError("A load has at least 2 tickets.")
        if not is_of_a_load():
            raise CommandError("There are tickets that come from no load; the load replaces its own tickets only.")
        if not (Service.objects.available().exists() and TicketSource.objects.exists()):
            raise CommandError("The catalogue is empty. Run “manage.py setup” first.")
        self.begun = time.monotonic()
        facts = seed(
            tickets, seed=options["seed"], today=today or timezone.localdate(), password=password, say=self.say,
            progress=lambda number: self.say(f"{number} tickets …") if number % 10_000 == 0 else None,
        )  # fmt: skip
        self.say("done.")
        self.stdout.write(json.dumps(facts | {"seconds": round(time.monotonic() - self.begun, 1)}))

    def say(self, words):
        self.stdout.write(f"{time.monotonic() - self.begun:7.1f} s  {words}")
        self.stdout.flush()
