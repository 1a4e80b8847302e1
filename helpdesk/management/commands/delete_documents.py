"""`manage.py delete_documents --dry-run` shows what the clock would delete; without it, deletes now."""

from django.core.management.base import BaseCommand

from helpdesk.documents import retention


class Command(BaseCommand):
    help = "Delete the documents of tickets that were closed long enough ago (setting: days to keep documents after closing)."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only show what would go")
        parser.add_argument("--limit", type=int, default=retention.BATCH, help="tickets at most (default: %(default)s)")

    def handle(self, dry_run=False, limit=retention.BATCH, **options):
        if not dry_run:
            self.stdout.write(f"{retention.delete_due(limit=limit)} files deleted.")
            return
        total = 0
        for going in retention.going(limit=limit):
            self.stdout.write(f"#{going.ticket.number}: {len(going.files)} files, {going.size} bytes")
            total += len(going.files)
        self.stdout.write(f"{total} files would be deleted.")
