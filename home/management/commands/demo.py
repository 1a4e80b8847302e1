from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from helpdesk.tickets.models import Ticket
from home.demo.tell import TICKETS, tell


class Command(BaseCommand):
    """Fill an empty helpdesk with people and tickets of three months, told by the real verbs."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--tickets", type=int, default=TICKETS, help="how many tickets (default %(default)s)")
        parser.add_argument("--seed", type=int, default=2026, help="another number tells another story")

    def handle(self, *, tickets, seed, **options):
        if not getattr(settings, "IS_DEMO", False):
            raise CommandError("The demo makes accounts with a known password: it refuses to run with these settings.")
        if Ticket.objects.exists():
            raise CommandError("There are tickets already; the demo is told to an empty helpdesk only.")
        password = settings.DEMO_PASSWORD
        count = tell(password, tickets=tickets, seed=seed, progress=self.tick)
        self.stdout.write(f"Told {count} tickets.")

    def tick(self, number):
        if number % 50 == 0:
            self.stdout.write(f"  {number} tickets …")
