"""`manage.py check_files`: rows and private files agree, or which do not."""

from django.core.management.base import BaseCommand

from helpdesk.attachments.upload_verbs import Busy
from helpdesk.documents.agreement import disagreements, repair


class Command(BaseCommand):
    help = (
        "List files without a row and rows without their file (attachments, kept documents, parts of uploads), and files of "
        "another size. Ends with 0 when all agree, else with 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("--deep", action="store_true", help="read every file and compare its SHA-256")
        parser.add_argument(
            "--repair", action="store_true",
            help="delete files without a row once they are a day old; mark lost files as removed and ask for them again",
        )  # fmt: skip

    def handle(self, deep, repair, **options):
        left = met = 0
        for found in disagreements(deep=deep):
            done = repair and self.mend(found)
            met += 1
            # A file without a row and younger than a day may belong to a transaction that has not ended.
            left += not done
            self.stdout.write(f"{found.kind:14} {found.label:20} {found.name}{'  repaired' if done else ''}")
        self.stdout.write(f"{met} disagreements, {left} left." if met else "Rows and files agree.")
        if left:
            raise SystemExit(1)

    def mend(self, found):
        try:
            return repair(found)
        except Busy:
            return False
