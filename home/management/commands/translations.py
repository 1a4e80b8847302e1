import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home import translations


class Command(BaseCommand):
    help = "Collect, complete, check and compile the Indonesian texts. Needs no GNU gettext."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--update", action="store_true", help="collect the texts from Python and templates")
        parser.add_argument("--merge", metavar="FILE.json", action="append", default=[], help='{"English": "Indonesian"}')
        parser.add_argument("--compile", action="store_true", help="write the .mo when the .po is newer")
        parser.add_argument("--missing", action="store_true", help="list what has no Indonesian; exit code 1 if any")

    def handle(self, update=False, merge=(), compile=False, missing=False, **options):
        if update:
            self.stdout.write(f"{len(translations.update())} texts")
        for name in merge:
            unknown = translations.merge(json.loads(Path(name).read_text(encoding="utf-8")))
            for key in unknown:
                self.stderr.write(f"{name}: not in the sources: {key!r}")
        if compile:
            translations.compile_messages()
        if missing and (texts := translations.missing()):
            self.stdout.write("\n".join(texts))
            raise CommandError(f"{len(texts)} texts have no Indonesian.")
