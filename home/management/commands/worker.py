"""The task worker, which bears a database that is gone for a moment."""

import time

from django.db import InterfaceError, OperationalError, connections
from django_tasks_db.management.commands import db_worker

PAUSE = 5  # seconds


class Command(db_worker.Command):
    help = "Run background tasks from all queues; when the database is gone, wait and go on."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*")

    def handle(self, **options):
        while True:
            try:
                return super().handle(**options)
            except (InterfaceError, OperationalError) as error:
                self.stderr.write(f"The worker has lost the database and waits {PAUSE} s: {error}")
                connections.close_all()
                time.sleep(PAUSE)
