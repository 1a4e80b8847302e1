"""What pages cost while thousands of mails drain: quiet, draining, quiet again, over the same lines in the same minutes."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import asdict

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connections
from django_tasks_db.models import DBTaskResult

from helpdesk.notifications import mails
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Delivery, Notification
from home.bench import server, wire
from home.bench.figures import Times
from home.bench.person import Person

PATHS = {"staff": "/helpdesk/tiket/", "client": "/helpdesk/tiket/", "admin": "/helpdesk/"}
ROUND = 24  # requests to each page in one go
MOST = 1.20  # p95 while draining, against the quiet one
ANNOUNCED = {"what": "announcement_over_affected", "announcement": 1, "title": "Gangguan jaringan", "title_en": "Network trouble"}


def measured(facts, *, count, workers, rounds):
    """{"quiet", "draining": {clients: Times}, "ratios", "mails", "seconds", "per_second", "states"}.

    Draining ends when the last mail has gone; the pages are asked as long as it goes on, then as often in quiet.
    """
    before = Delivery.objects.count()
    with server.running(settings.DATABASES["default"]["NAME"]) as (place, _pid):
        people = {who: Person(place).log_in(facts.people[who], facts.password) for who in PATHS}
        quiet, draining = {1: [], 8: []}, {1: [], 8: []}
        for _round in range(rounds):
            ask_pages(place, people, quiet)
        told = tell(count)
        with at_work(workers):
            began = time.monotonic()
            while is_draining():
                ask_pages(place, people, draining)
            seconds = time.monotonic() - began
        for _round in range(rounds):
            ask_pages(place, people, quiet)
    found = {"quiet": summed(quiet), "draining": summed(draining), "mails": count, "workers": workers, "seconds": round(seconds, 1)}
    found["per_second"] = round(count / seconds, 1)
    found["ratios"] = {clients: round(found["draining"][clients]["p95"] / found["quiet"][clients]["p95"], 3) for clients in found["quiet"]}
    found["states"] = states_of(told)
    Notification.objects.filter(pk__in=told).delete()
    assert Delivery.objects.count() == before  # noqa: S101  (the load is as it was)
    return found


def tell(count):
    """Notifications of people with a confirmed address, and their mails in the queue, as an announcement makes them."""
    people = list(EmailAddress.objects.filter(verified=True, user__is_active=True).order_by("pk").values_list("user_id", flat=True)[:count])
    rows = [
        Notification(recipient_id=people[n % len(people)], kind=Kind.ANNOUNCEMENT, facts=ANNOUNCED, path="/pengumuman/") for n in range(count)
    ]
    told = [row.pk for row in Notification.objects.bulk_create(rows, batch_size=2000)]
    for start in range(0, count, 500):
        mails.post.enqueue(told[start : start + 500])
    return told


@contextmanager
def at_work(number):
    """Task workers as production runs them."""
    env = {**os.environ, "BENCH_DATABASE": settings.DATABASES["default"]["NAME"], "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    connections.close_all()
    with ExitStack() as stack:
        for _number in range(number):
            ran = subprocess.Popen([sys.executable, "manage.py", "worker", "--verbosity", "0"], cwd=settings.BASE_DIR, env=env)
            stack.callback(ran.wait, 40)
            stack.callback(ran.terminate)
        yield


def is_draining():
    waits = DBTaskResult.objects.filter(task_path__in=[mails.post.module_path, mails.send_some.module_path]).exclude(
        status__in=["SUCCESSFUL", "FAILED"]
    )
    return waits.exists()


def ask_pages(place, people, times):
    """One round at one client and one at eight; milliseconds are added to `times`."""
    for clients, kept in times.items():
        lines = [wire.Line(*place) for _line in range(clients)]
        try:
            for who, path in PATHS.items():
                request = people[who].request(path)
                took, answers, seconds = wire.race(lines, lambda request=request: request, ROUND)
                if any(answer.status != 200 for answer in answers):
                    raise wire.Broken(f"{path} for {who} answers {answers[0].status}")
                kept.append((took, seconds))
        finally:
            for line in lines:
                line.close()


def summed(times):
    def of(rounds):
        if not rounds:
            raise wire.Broken("The mails had gone before a page was asked for: measure with more of them.")
        return asdict(Times.of([one for took, _seconds in rounds for one in took], sum(seconds for _took, seconds in rounds)))

    return {clients: of(rounds) for clients, rounds in times.items()}


def states_of(told):
    found = {}
    for state in Delivery.objects.filter(notification__in=told).values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
