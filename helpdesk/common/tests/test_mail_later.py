"""What a package sends from a request waits in the queue (DESIGN section 1: no mail inside a request)."""

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from helpdesk.common.mail import deliver

LATER = "helpdesk.common.mail_later.LaterBackend"


@pytest.fixture
def queue(settings, db):
    """The real queue: tasks wait for a worker."""
    settings.EMAIL_BACKEND = LATER
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    return DBTaskResult.objects


def test_a_mail_from_a_request_waits_for_the_worker(queue):
    send_mail("Ditinjau\nBcc: x", "Isi", None, ["satu@example.id", "dua@example.id"], html_message="<p>Isi</p>")
    assert mail.outbox == []
    waiting = [task.args_kwargs["args"] for task in queue.order_by("enqueued_at")]
    assert sorted(args[0] for args in waiting) == ["dua@example.id", "satu@example.id"]
    for args in waiting:
        deliver.func(*args)
    assert [one.to for one in mail.outbox] == [[args[0]] for args in waiting], "each gets a mail of its own"
    assert {one.subject for one in mail.outbox} == {"Ditinjau Bcc: x"}
    assert mail.outbox[0].alternatives[0][0] == "<p>Isi</p>"


def test_it_is_gone_with_a_change_that_failed(queue):
    with pytest.raises(RuntimeError), transaction.atomic():
        send_mail("Judul", "Isi", None, ["satu@example.id"])
        raise RuntimeError
    assert not queue.exists()


def test_an_attachment_is_refused_loudly(queue):
    one = EmailMultiAlternatives("Judul", "Isi", None, ["satu@example.id"])
    one.attach("a.txt", "a", "text/plain")
    with pytest.raises(ValueError, match="attachment"):
        one.send()
