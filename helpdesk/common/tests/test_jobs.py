"""The clock's housekeeping, and that two clocks do no harm."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from helpdesk.common import clock, jobs

MINUTE = datetime.timedelta(minutes=1)


def make(status, attempts=1, **moments):
    return DBTaskResult.objects.create(
        status=status, args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", backend_name="default",
        run_after=timezone.now(), worker_ids=["w"] * attempts, **moments,
    )


def status_of(task):
    task.refresh_from_db()
    return task.status


@pytest.mark.django_db
def test_a_task_of_a_killed_worker_is_put_back_and_a_running_one_left_alone():
    now = timezone.now()
    killed = make("RUNNING", started_at=now - jobs.KILLED_AFTER - MINUTE)
    working = make("RUNNING", started_at=now - MINUTE)
    hopeless = make("RUNNING", attempts=6, started_at=now - jobs.KILLED_AFTER - MINUTE)
    assert jobs.put_back_killed_tasks(at=now) == 2
    assert [status_of(task) for task in (killed, working, hopeless)] == ["READY", "RUNNING", "FAILED"]
    assert jobs.put_back_killed_tasks(at=now) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("attempts, pause", list(enumerate(jobs.PAUSES, start=1)))
def test_a_failed_task_is_tried_again_after_its_pause(attempts, pause):
    now = timezone.now()
    task = make("FAILED", attempts, finished_at=now)
    jobs.retry_failed_tasks(at=now + pause - MINUTE / 2)
    assert status_of(task) == "FAILED"
    jobs.retry_failed_tasks(at=now + pause)
    assert status_of(task) == "READY"


@pytest.mark.django_db
def test_after_the_last_try_a_task_stays_failed():
    task = make("FAILED", len(jobs.PAUSES) + 1, finished_at=timezone.now())
    assert jobs.retry_failed_tasks(at=timezone.now() + datetime.timedelta(days=30)) == 0
    assert status_of(task) == "FAILED"


@pytest.mark.django_db
def test_old_results_sessions_and_cache_rows_go_and_fresh_ones_stay():
    now = timezone.now()
    make("SUCCESSFUL", finished_at=now - datetime.timedelta(days=15))
    fresh = make("SUCCESSFUL", finished_at=now)
    Session.objects.create(session_key="old", session_data="", expire_date=now - MINUTE)
    Session.objects.create(session_key="new", session_data="", expire_date=now + MINUTE)
    cache.set("old", 1, timeout=1)
    cache.set("new", 1, timeout=3600)
    assert jobs.prune_task_results(at=now) == 1
    assert jobs.clear_sessions(at=now) == 1
    assert jobs.clean_cache(at=now + MINUTE) == 1
    assert DBTaskResult.objects.get() == fresh
    assert Session.objects.get().session_key == "new"
    assert cache.get("new") == 1


@pytest.mark.django_db
def test_the_cache_remembers_more_than_300_things():
    for number in range(350):
        cache.set(f"key-{number}", number)
    assert len(cache.get_many([f"key-{number}" for number in range(350)])) == 350


@pytest.mark.django_db(transaction=True)
def test_a_job_that_another_clock_is_doing_is_left_to_it():
    done = []
    job = clock.Job("try_me", MINUTE, lambda: done.append(1) or 1)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [clock.CLOCK, clock.zlib.crc32(b"try_me") - 2**31]
            )
            assert job.run() is None
            cursor.execute("ROLLBACK")
        assert job.run() == 1
    finally:
        other.close()
    assert done == [1]


@pytest.mark.django_db
def test_the_clock_runs_the_jobs_that_are_named(capsys):
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - MINUTE)
    call_command("clock", "clear_sessions", once=True)
    assert "clear_sessions: 1" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No job clear_everything"):
        call_command("clock", "clear_everything", once=True)


def test_every_job_says_what_it_is_for(capsys):
    call_command("clock", list=True)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 6
    assert all(len(line.split("  ")[-1]) > 10 for line in lines)
