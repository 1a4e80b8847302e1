import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from helpdesk.common import beats, health
from helpdesk.common.beats import Beat


def test_alive_needs_no_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_tells_about_database_migrations_and_tasks(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": "ok",
        "migrations": "ok",
        "cache": "ok",
        "tasks": {"waiting": 0, "running": 0, "oldest_seconds": 0, "state": "ok"},
        "workers": {"alive": 0, "last_beat_seconds": None},
        "clocks": {"alive": 0, "last_beat_seconds": None},
    }


@pytest.mark.django_db
def test_not_ready_while_migrations_are_missing(client, monkeypatch):
    monkeypatch.setattr(health, "missing_migrations", lambda: True)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "missing")


@pytest.mark.django_db
def test_not_ready_without_a_database(client, monkeypatch):
    def gone():
        raise OperationalError("gone")

    monkeypatch.setattr(health, "missing_migrations", gone)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": "gone"})


@pytest.mark.django_db
def test_a_task_that_nobody_takes_shows_as_late():
    now = timezone.now()
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", backend_name="default", run_after=now
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - datetime.timedelta(hours=1))
    assert health.task_queue(at=timezone.now())["state"] == "late"
    assert health.task_queue(at=timezone.now())["waiting"] == 1


@pytest.mark.django_db
def test_who_is_at_work_is_told_and_who_was_killed_is_not_counted(client):
    now = timezone.now()
    beats.say(Beat.Kind.WORKER, "one", now)
    beats.say(Beat.Kind.WORKER, "killed", now - datetime.timedelta(minutes=3))
    beats.say(Beat.Kind.CLOCK, "clock", now - datetime.timedelta(minutes=3))
    report = client.get("/readyz").json()
    assert report["workers"]["alive"] == 1 and report["workers"]["last_beat_seconds"] < 60
    assert report["clocks"]["alive"] == 0 and report["clocks"]["last_beat_seconds"] >= 180


@pytest.mark.django_db
def test_a_cache_that_is_away_is_told_but_nobody_is_sent_elsewhere(client, monkeypatch):
    def gone(key):
        raise ConnectionError("redis")

    monkeypatch.setattr(health.cache, "get", gone)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["cache"]) == (200, "gone")
