"""Two workers never send one mail twice, whatever happens to one of them; a real mail server counts."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from helpdesk.accounts.addresses import ensure_address
from helpdesk.common import jobs, mail_claims
from helpdesk.common.beats import Beat
from helpdesk.common.mail_claims import MailClaim
from helpdesk.notifications import mails
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Delivery, Notification
from helpdesk.tests import factories as make
from home.tests.nodes import running
from home.tests.nodes.mail_sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 12


@pytest.fixture
def told(site_tree, settings):
    """Notifications of one person, with their rows in the log of mails."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    person = make.make_staff("sari", make.make_department())
    ensure_address(person, verified=True)
    facts = {"what": "membership_accepted", "organisation": "PT Contoh"}
    rows = Notification.objects.bulk_create(
        Notification(recipient=person, kind=Kind.MEMBERSHIP, facts=facts, path="/helpdesk/profil/") for _number in range(MAILS)
    )
    Delivery.objects.bulk_create(Delivery(notification=row) for row in rows)
    return [row.pk for row in rows]


def speak_to(sink, settings):
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", sink.port, False


def at_once(act, times):
    start = Barrier(times)

    def run(_number):
        start.wait(60)
        try:
            return act()
        except mail_claims.IsGoing as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_the_same_portion_in_four_hands_leaves_once(told, settings):
    with Sink() as sink:
        speak_to(sink, settings)
        at_once(lambda: mails.send_some.func(told), 4)
        mails.send_some.func(told)  # whoever met another at it comes again
    assert set(Counter(sink.taken).values()) == {1} and len(sink.taken) == MAILS
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_a_worker_killed_in_the_middle_leaves_one_mail_unsure_and_none_doubled(told, tmp_path, settings):
    with Sink(hold_at=5) as sink:
        env = running.environment(tmp_path / "node", EMAIL_PORT=str(sink.port))
        mails.send_some.enqueue(told)
        with running.worker(env) as worker:
            assert sink.is_held.wait(60), "the worker has sent no mail"
            running.wait_until(Beat.objects.exists, why="the pulse of the worker")
            worker.kill()
            worker.wait()
        sink.let_go.set()
        assert jobs.put_back_killed_tasks() == 0, "its pulse has not been missed yet"
        minutes = timedelta(minutes=6)
        Beat.objects.update(seen_at=F("seen_at") - minutes)
        MailClaim.objects.update(claimed_at=F("claimed_at") - minutes)
        assert jobs.put_back_killed_tasks() == 1
        with running.worker(env, "--batch") as second:
            assert second.wait(60) == 0
    assert set(Counter(sink.taken).values()) == {1} and len(sink.taken) == MAILS
    states = Counter(Delivery.objects.values_list("state", flat=True))
    assert states == {"sent": MAILS - 1, "unsure": 1}
    assert Delivery.objects.get(state="unsure").reason == mails.KILLED
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_claim_is_given_back_only_when_the_mail_was_not_taken(told):
    with pytest.raises(OSError), mail_claims.claimed("a"):
        raise OSError
    with mail_claims.claimed("a"):
        with pytest.raises(mail_claims.IsGoing), mail_claims.claimed("a"):
            pass
        later = timezone.now() + mail_claims.LONGEST + timedelta(minutes=1)
        with pytest.raises(mail_claims.NobodyKnows), mail_claims.claimed("a", later):
            pass
    with pytest.raises(mail_claims.HasGone), mail_claims.claimed("a"):
        pass
    assert mail_claims.prune(timezone.now() + timedelta(days=31)) == 1
