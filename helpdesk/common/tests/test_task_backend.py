"""Rows that go along with a task: written once, whatever keeps the tasks."""

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from helpdesk.common import writing
from helpdesk.common.task_backend import along
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.mails import post
from helpdesk.notifications.models import Notification
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
KEPT = {"default": {"BACKEND": "helpdesk.common.task_backend.TaskBackend"}}
NOWHERE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def bells():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s), nextval(%s)", [writing.sequence(Notification)] * 2)
        return [Notification(pk=key, recipient=make.make_client(), kind=Kind.ASSIGNED) for key in cursor.fetchone()]


def test_they_are_part_of_the_first_task_s_statement(settings, django_assert_num_queries):
    settings.TASKS = KEPT
    rows = bells()
    with django_assert_num_queries(2), along(post, rows):
        post.enqueue([row.pk for row in rows])
        post.enqueue([rows[0].pk])
    assert set(Notification.objects.values_list("pk", flat=True)) == {row.pk for row in rows}
    with django_assert_num_queries(1):
        post.enqueue([rows[1].pk])
    told = [task.args_kwargs["args"][0] for task in DBTaskResult.objects.order_by("enqueued_at")]
    assert sorted(told) == sorted([[row.pk for row in rows], [rows[0].pk], [rows[1].pk]])


def test_where_tasks_are_kept_elsewhere_they_are_written_first(settings):
    settings.TASKS = NOWHERE
    rows = bells()
    with along(post, rows):
        assert Notification.objects.count() == 2
        post.enqueue([row.pk for row in rows])
    assert Notification.objects.count() == 2 and not DBTaskResult.objects.exists()
