"""The clock: named jobs at their times. Any number of clocks may run, each job runs once at a time."""

import signal
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import autodiscover_modules

from helpdesk.common import clock
from helpdesk.common.beats import Beat, Pulse


class Command(BaseCommand):
    help = "Run the named jobs for ever, or with --once those named (all when none is)."

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", help="only these jobs")
        parser.add_argument("--once", action="store_true", help="run and end, e.g. from cron")
        parser.add_argument("--list", action="store_true", help="show the jobs and how often they run")

    def handle(self, names, once, list, **options):
        autodiscover_modules("jobs")
        jobs = clock.named(names)
        if list:
            for job in jobs:
                self.stdout.write(f"{job.name:24} every {job.every}  {job.purpose}")
        elif once:
            for job in jobs:
                self.run(job)
        else:
            self.run_for_ever(jobs)

    def run_for_ever(self, jobs):
        signal.signal(signal.SIGTERM, lambda *_: exit_quietly())
        with Pulse(Beat.Kind.CLOCK, f"clock-{get_random_string(20)}"):
            self.tick(jobs)

    def tick(self, jobs):
        due = {job: timezone.now() for job in jobs}
        while True:
            for job, at in due.items():
                if at <= timezone.now():
                    due[job] = timezone.now() + job.every
                    try:
                        self.run(job)
                    except (DatabaseError, InterfaceError) as error:
                        self.stderr.write(f"clock: {job.name} failed, comes again: {error}")
                        connections.close_all()
            time.sleep(1)

    def run(self, job):
        done = job.run()
        if done:
            self.stdout.write(f"clock: {job.name}: {done}")


def exit_quietly():
    raise SystemExit(0)
