"""What pages cost while mails drain; `DJANGO_SETTINGS_MODULE=config.settings.bench python manage.py bench_drain`."""

import json

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.pg import server as embedded
from home.bench import drain, loads, wire
from home.bench.facts import NothingToMeasure, gather
from home.management.commands.bench import ONLY_FOR_THE_CMS
from home.management.commands.run import collect_static_files


class Command(BaseCommand):
    help = "Measure pages while thousands of mails drain: p95 may rise by a fifth at most."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--tickets", type=int, default=100_000, help="size of the load (default: %(default)s)")
        parser.add_argument("--mails", type=int, default=10_000, help="how many drain (default: %(default)s)")
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--rounds", type=int, default=10, help="quiet rounds before and after (default: %(default)s)")
        parser.add_argument("--strict", action="store_true", help="end with an error when the limit is missed")

    def handle(self, *, tickets, mails, workers, rounds, strict, **options):
        if not getattr(settings, "IS_BENCH", False):
            raise CommandError("Choose the settings of the benchmark: DJANGO_SETTINGS_MODULE=config.settings.bench.")
        if settings.EMBEDDED:
            embedded.ensure(settings.EMBEDDED, "helpdesk")
        call_command("translations", compile=True, verbosity=0)
        collect_static_files(leave_out=ONLY_FOR_THE_CMS)
        try:
            facts = gather(loads.ready(tickets, say=self.stdout.write))
            found = drain.measured(facts, count=mails, workers=workers, rounds=rounds)
        except (wire.Broken, NothingToMeasure) as trouble:
            raise CommandError(str(trouble)) from trouble
        for clients, ratio in found["ratios"].items():
            quiet, draining = found["quiet"][clients]["p95"], found["draining"][clients]["p95"]
            verdict = "kept" if ratio <= drain.MOST else "MISSED"
            self.stdout.write(f"{clients} client(s): p95 {quiet:.1f} ms quiet, {draining:.1f} ms draining, × {ratio:.2f} ({verdict})")
        self.stdout.write(f"{found['mails']} mails by {workers} worker(s) in {found['seconds']} s, {found['per_second']} a second: {found['states']}")
        self.stdout.write(json.dumps(found))
        if strict and max(found["ratios"].values()) > drain.MOST:
            raise CommandError("Pages slow down more than they may while mails drain.")
