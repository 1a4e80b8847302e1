"""The status page: Super Admins see how the site is doing, and nothing of anybody."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from helpdesk.common import beats, jobs
from helpdesk.common.beats import Beat
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, site_tree):
    client.force_login(make.make_superadmin("kepala"))
    return lambda: client.get(reverse("helpdesk:status"))


def task(**facts):
    defaults = {"args_kwargs": {"args": ["budi@example.id"], "kwargs": {}}, "task_path": "helpdesk.common.mail.deliver"}
    return DBTaskResult.objects.create(**defaults | {"backend_name": "default", "run_after": timezone.now(), **facts})


def test_it_tells_of_queue_workers_mails_and_places(page):
    beats.say(Beat.Kind.WORKER, "worker-one")
    beats.say(Beat.Kind.CLOCK, "clock-one")
    task()
    answer = page()
    cards = {card["icon"]: card for card in answer.context["cards"]}
    assert set(cards) == {"list-checks", "activity", "mail", "hard-drive", "database-zap"}
    assert cards["list-checks"]["facts"][0][1] == "1" and cards["activity"]["badge"]["tone"] == "ok"
    assert "budi@example.id" not in answer.content.decode()
    Beat.objects.all().delete()
    cards = {card["icon"]: card for card in page().context["cards"]}
    assert cards["activity"]["badge"]["tone"] == "bad", "nobody is at work"


def test_a_failure_is_named_without_what_it_was_about(page):
    task(status="FAILED", finished_at=timezone.now(), exception_class_path="smtplib.SMTPServerDisconnected",
         traceback="budi@example.id could not", worker_ids=["w"])  # fmt: skip
    text = page().content.decode()
    assert "SMTPServerDisconnected" in text and "deliver" in text
    assert "budi@example.id" not in text


def test_a_task_whose_worker_was_killed_is_given_to_another_one_soon():
    now = timezone.now()
    beats.say(Beat.Kind.WORKER, "killed", now - datetime.timedelta(minutes=2))
    beats.say(Beat.Kind.WORKER, "alive", now)
    running = {"status": "RUNNING", "started_at": now - datetime.timedelta(minutes=1)}
    lost = task(worker_ids=["alive", "killed"], **running)
    held = task(worker_ids=["killed", "alive"], **running)
    unknown = task(worker_ids=["one without a pulse"], **running)
    assert jobs.put_back_killed_tasks(now) == 1
    states = {one.pk: one.status for one in DBTaskResult.objects.all()}
    assert (states[lost.pk], states[held.pk], states[unknown.pk]) == ("READY", "RUNNING", "RUNNING")


def test_a_task_that_rested_after_a_failure_does_not_make_the_workers_late():
    from helpdesk.common import health

    now = timezone.now()
    one = task(status="FAILED", finished_at=now - datetime.timedelta(hours=3), worker_ids=["a"])
    DBTaskResult.objects.filter(pk=one.pk).update(enqueued_at=now - datetime.timedelta(hours=4))
    assert jobs.retry_failed_tasks(now) == 1
    assert health.task_queue(now)["state"] == "ok"
