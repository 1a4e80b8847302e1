"""`make bench`: the production stack under measurement, at several sizes."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from config.pg import server as embedded
from home.bench import example, loads, report, table, wire
from home.bench.facts import NothingToMeasure, gather
from home.bench.inside import Inside
from home.bench.measure import QUICK, Effort
from home.bench.run import chosen, measured
from home.bench.side_by_side import grown
from home.management.commands.run import collect_static_files

ONLY_FOR_THE_CMS = ("wagtail*", "rest_framework")  # compressing what no page of the desk loads takes half a minute
SIZES = (10_000, 100_000, 1_000_000)
"""What the limits are stated for: growth from the first to the last, the table at 100,000."""


class Command(BaseCommand):
    help = "Measure every page and action of the desk as production serves them, against bare Django views."
    requires_system_checks = []

    def add_arguments(self, parser):
        add = parser.add_argument
        add("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of tickets (default: %(default)s)")
        add("--only", default="", help="only actions whose name contains this")
        add("--quick", action="store_true", help="a fifth of the requests: to see whether it runs")
        add("--fresh", action="store_true", help="fill the databases anew")
        add("--json", default="", help="where to write the result (default: bench/result.json below DATA_DIR)")
        add("--compare", default="", metavar="FILE", help="an earlier result: show what became dearer")
        add("--strict", action="store_true", help="end with an error when a limit is missed")
        add("--profile", default="", metavar="NAME", help="instead: where the time of the action with this name goes")
        add("--explain", default="", metavar="FOLDER", help="instead: write PostgreSQL's plans of lists, search and pages there")

    def handle(self, **options):
        if not getattr(settings, "IS_BENCH", False):
            raise CommandError("Please start it by “make bench”, which chooses its settings.")
        if settings.EMBEDDED:
            embedded.ensure(settings.EMBEDDED, "helpdesk")
        before = report.read(options["compare"]) if options["compare"] else None
        call_command("translations", compile=True, verbosity=0)
        collect_static_files(leave_out=ONLY_FOR_THE_CMS)
        mode = self.profile if options["profile"] else self.explain if options["explain"] else self.measure
        try:
            mode(before=before, **options)
        except (wire.Broken, NothingToMeasure) as trouble:
            raise CommandError(str(trouble)) from trouble

    def facts(self, size, fresh):
        told = loads.ready(size, fresh=fresh, say=self.say)
        example.forget_all()
        return gather(told)

    def measure(self, *, before, sizes, only, quick, fresh, json, strict, **options):
        found, effort, facts = {"commit": report.commit(), "machine": report.machine(), "sizes": {}}, QUICK if quick else Effort(), {}
        for size in sorted(sizes):
            facts[size] = self.facts(size, fresh)
            result = measured(facts[size], only, effort, tell=self.tick)
            found["sizes"][str(size)] = result
            self.lines(table.of_size(str(size), result))
        if len(facts) > 1:
            first, *_between, last = facts.items()
            found["growth"] = grown(first, last, only, effort, tell=self.tick_growth)
        self.lines(table.of_growth(found))
        if before:
            self.lines(table.of_comparison(report.compared(before, found)))
        self.lines(table.summary(found))
        path = json or settings.BENCH_DIR / "result.json"
        report.write(found, path)
        self.say(f"Written to {path}; a later run is compared with it by --compare {path}")
        if strict and any(not verdict.is_kept for _size, _name, verdict in report.judged(found)):
            raise CommandError("Not every limit is kept.")

    def profile(self, *, profile, sizes, fresh, **options):
        facts = self.facts(min(sizes), fresh)
        alike = chosen(facts, profile) or self.unknown(profile, facts)
        exact = [action for action in alike if action.name == profile]
        self.lines(Inside(facts).profile((exact or alike)[0]))

    def explain(self, *, explain, sizes, only, fresh, **options):
        for size in sorted(sizes):
            facts = self.facts(size, fresh)
            inside = Inside(facts)
            for action in chosen(facts, only):
                if action.explained:
                    path = Path(explain) / str(size) / f"{slugify(action.name)}.txt"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text("\n".join(inside.explain(action)) + "\n", encoding="utf-8")
                    self.say(str(path))

    def unknown(self, name, facts):
        known = "\n  ".join(action.name for action in chosen(facts))
        raise CommandError(f"Nothing is called “{name}”. There are:\n  {known}")

    # Saying

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def lines(self, lines):
        for line in lines:
            self.say(line)

    def tick(self, name, one):
        """Progress, on the error output: the table comes at the end."""
        self.stderr.write(f"  {name}: {one.one.p50:.1f} ms, {one.ratio_one:.2f} × floor, {one.statements} SQL", self.style.NOTICE)

    def tick_growth(self, name, both):
        self.stderr.write(f"  {name}: {both['first']:.1f} → {both['last']:.1f} ms", self.style.NOTICE)
