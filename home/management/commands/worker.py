"""The task worker, which bears a database that is gone for a moment, and steps back behind the pages."""

import os
import time

from django.db import InterfaceError, OperationalError, connections
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from django_tasks_db.management.commands import db_worker

from config import env
from helpdesk.common.beats import Beat, Pulse

PAUSE = 5  # seconds
NICE = 10


class Command(db_worker.Command):
    help = "Run background tasks from all queues; when the database is gone, wait and go on."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*")

    def handle(self, **options):
        watches_files = options["reload"] and os.environ.get(DJANGO_AUTORELOAD_ENV) != "true"
        if options["batch"] or watches_files:  # to the end of the queue and no further, or only the parent of the worker
            return self.work(**options)
        # Whoever waits for a page comes first: mails take what is left of the processor.
        os.nice(max(0, env.number("WORKER_NICE", NICE) - os.nice(0)))
        with Pulse(Beat.Kind.WORKER, options["worker_id"]):
            return self.work(**options)

    def work(self, **options):
        while True:
            try:
                return super().handle(**options)
            except (InterfaceError, OperationalError) as error:
                self.stderr.write(f"The worker has lost the database and waits {PAUSE} s: {error}")
                connections.close_all()
                time.sleep(PAUSE)
