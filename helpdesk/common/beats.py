"""Workers and clocks say every few seconds that they live, so that anybody can see who is at work and who was killed."""

import logging
import os
import platform
import threading
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection, models
from django.utils import timezone

EVERY = 15  # seconds
SILENT_AFTER = timedelta(seconds=90)
"""Who has said nothing for so long is gone; its tasks are given to another one."""
KEPT_FOR = timedelta(days=1)

log = logging.getLogger(__name__)


class Beat(models.Model):
    """One worker or clock that runs, or was killed: who ends in order takes its row along."""

    class Kind(models.TextChoices):
        WORKER = "worker"
        CLOCK = "clock"

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=64, unique=True)  # of a worker: as in the tasks that it took
    host = models.CharField(max_length=100)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = []

    def __str__(self):
        return f"{self.kind} {self.host} {self.pid}"

    @classmethod
    def alive(cls, at=None):
        return cls.objects.filter(seen_at__gt=(at or timezone.now()) - SILENT_AFTER)

    @classmethod
    def killed(cls, at=None):
        return cls.objects.filter(seen_at__lte=(at or timezone.now()) - SILENT_AFTER)

    @classmethod
    def prune(cls, at=None):
        """Forget who was killed a day ago; returns how many."""
        return cls.objects.filter(seen_at__lt=(at or timezone.now()) - KEPT_FOR).delete()[0]


def say(kind, name, at=None):
    """Write down that this process lives."""
    at = at or timezone.now()
    me = {"kind": kind, "host": platform.node()[:100], "pid": os.getpid()}
    Beat.objects.update_or_create(name=name, defaults={"seen_at": at}, create_defaults={**me, "started_at": at, "seen_at": at})


def go(name):
    """This process ends in order."""
    Beat.objects.filter(name=name).delete()


class Pulse:
    """`with Pulse(kind, name):` says so from a thread of its own, also during a long task; its connection is not kept."""

    def __init__(self, kind, name):
        self.kind, self.name, self.is_over = kind, name, threading.Event()
        self.thread = threading.Thread(target=self._beat, name="pulse", daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.is_over.set()
        self.thread.join(5)
        self._quietly(go, self.name)

    def _beat(self):
        while not self.is_over.is_set():
            self._quietly(say, self.kind, self.name)
            connection.close()
            self.is_over.wait(EVERY)

    def _quietly(self, what, *arguments):
        try:
            what(*arguments)
        except (DatabaseError, InterfaceError) as error:
            log.warning("The pulse of %s reaches no database: %s", self.name, type(error).__name__)
