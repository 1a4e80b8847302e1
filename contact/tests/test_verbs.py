"""What happens to a message, and what of it leaves the house."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outgoing
from django.utils import timezone

from contact import jobs
from contact.mails import letter, send_reply
from contact.models import ContactMessage, ContactReply
from contact.tests.make import make_message
from contact.verbs import Changed
from helpdesk.accounts.addresses import confirm
from helpdesk.common import mail
from helpdesk.common.clock import JOBS
from helpdesk.common.mail_claims import MailClaim
from helpdesk.common.refused import Refused
from helpdesk.notifications.models import Notification
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
EVIL = {"name": "KanariNama", "subject": "KanariJudul https://evil.example", "text": "KanariIsi https://evil.example"}
State = ContactMessage.State


@pytest.fixture
def admin():
    person = make.make_admin("siti")
    confirm(person)
    return person


def whole(message):
    return str(message.message())


def test_the_managers_are_told_of_a_message_without_a_word_of_it(admin):
    others = [make.make_staff(), make.make_client(), make.make_editor()]
    boss = make.make_superadmin()
    assert all(confirm(person) for person in (*others, boss))
    message = make_message(**EVIL)
    assert {row.recipient for row in Notification.objects.all()} == {admin, boss}
    assert sorted(one.to[0] for one in outgoing.outbox) == sorted([admin.email, boss.email])
    assert all("Kanari" not in whole(one) and message.email not in whole(one) for one in outgoing.outbox)
    assert all(f"#{message.pk}" in one.body and message.get_absolute_url() in one.body for one in outgoing.outbox)
    assert not Notification.objects.filter(recipient__in=others).exists()


def test_nobody_is_told_of_a_robot(admin):
    message = make_message(is_from_a_robot=True)
    assert message.state == State.SPAM
    assert not Notification.objects.exists() and outgoing.outbox == []


def test_a_message_is_kept_once_for_its_token(admin):
    first = make_message(token="t" * 20)
    assert make_message(token="t" * 20) == first
    assert ContactMessage.objects.count() == 1 and Notification.objects.count() == 1


def test_nothing_is_lost_while_the_mail_server_is_down(admin, monkeypatch):
    def gone(*args, **kwargs):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(mail, "send_once", gone)
    message = make_message()
    assert Notification.objects.get().delivery.state == "failed"
    reply = message.answer("Pukul 08.00.", by=admin)
    message.refresh_from_db(), reply.refresh_from_db()
    assert (message.state, reply.state, reply.attempts) == (State.ANSWERED, "failed", 1)
    with pytest.raises(SMTPServerDisconnected):  # so that the clock puts the task back
        send_reply.func(reply.pk)
    monkeypatch.undo()
    send_reply.func(reply.pk)
    send_reply.func(reply.pk)
    reply.refresh_from_db()
    assert (reply.state, reply.attempts, reply.reason) == ("sent", 3, "")
    assert [one.to for one in outgoing.outbox] == [[message.email]]


def test_an_address_that_the_server_refuses_is_not_tried_for_ever(admin, monkeypatch):
    message = make_message()
    refused = SMTPRecipientsRefused({message.email: (550, b"unknown")})
    monkeypatch.setattr(mail, "send_once", lambda *a, **k: (_ for _ in ()).throw(refused))
    reply = message.answer("Pukul 08.00.", by=admin)
    assert send_reply.func(reply.pk) is None
    reply.refresh_from_db()
    assert reply.has_failed and message.email not in reply.reason


def test_the_answer_holds_the_officers_words_and_none_of_the_visitors(admin):
    DeskSettings(name="Helpdesk Contoh", email="desk@example.go.id").save()
    message = make_message(**EVIL)
    outgoing.outbox.clear()
    reply = message.answer("Kantor buka pukul 08.00.", by=admin)
    (sent,) = outgoing.outbox
    assert sent.to == [message.email] and sent.reply_to == ["desk@example.go.id"]
    assert "Kantor buka pukul 08.00." in sent.body and f"#{message.pk}" in sent.subject + sent.body
    assert "Helpdesk Contoh" in sent.body and str(timezone.localtime(message.created_at).year) in sent.body
    assert not any(word in whole(sent) for word in ("Kanari", "evil.example", admin.name, admin.email))
    reply.refresh_from_db()
    assert reply.state == ContactReply.State.SENT
    assert letter(reply)["headers"]["Message-ID"] == letter(reply)["headers"]["Message-ID"]


@pytest.mark.parametrize("email", ["a@example.id\nBcc: b@example.id", "a@example.id\r\nX: y", "a b"])
def test_an_address_that_could_begin_a_header_reaches_nobody(admin, email):
    message = make_message()
    ContactMessage.objects.filter(pk=message.pk).update(email=email)  # past the form, which refuses it
    outgoing.outbox.clear()
    reply = ContactMessage.objects.get(pk=message.pk).answer("Jawaban.", by=admin)
    reply.refresh_from_db()
    assert not any("Bcc" in one.message() or "X" in one.message() for one in outgoing.outbox)
    assert reply.has_failed == (not outgoing.outbox)


def test_an_answer_settles_the_message(admin):
    message = make_message()
    message.answer("Pukul 08.00.", by=admin)
    message.refresh_from_db()
    assert (message.state, message.handled_by) == (State.ANSWERED, admin) and message.handled_at
    assert not ContactMessage.objects.unanswered().exists()


def test_only_managers_do_anything(admin):
    message = make_message()
    for person in (make.make_staff(), make.make_editor(), make.make_client()):
        for step in (message.mark_as_spam, message.mark_as_answered, message.mark_as_new):
            with pytest.raises(PermissionError):
                step(by=person)
        with pytest.raises(PermissionError):
            message.answer("x", by=person)
    message.mark_as_spam(by=admin)


def test_spam_comes_back_and_what_was_answered_stays(admin):
    message = make_message()
    message.mark_as_spam(by=admin)
    assert message.state == State.SPAM and not ContactMessage.objects.without_spam().exists()
    with pytest.raises(Refused):
        message.answer("x", by=admin)
    with pytest.raises(Refused):
        message.mark_as_answered(by=admin)
    message.mark_as_new(by=admin)
    assert (message.state, message.handled_by, message.handled_at) == (State.NEW, None, None)
    message.mark_as_answered(by=admin)
    message.mark_as_new(by=admin)
    message.answer("Pukul 08.00.", by=admin)
    for step in (message.mark_as_spam, message.mark_as_new):
        with pytest.raises(Refused):
            step(by=admin)


def test_the_second_of_two_officers_is_told(admin):
    message = make_message()
    seen = message.version()
    message.mark_as_answered(by=admin)
    with pytest.raises(Changed):
        message.answer("x", by=make.make_admin(), seen=seen)
    assert not message.replies.exists()
    message.answer("x", by=admin, seen=message.version())


def test_only_a_failed_answer_is_sent_again(admin, monkeypatch):
    message = make_message()
    reply = message.answer("Pukul 08.00.", by=admin)
    reply.refresh_from_db()
    with pytest.raises(Refused):
        message.send_again(reply, by=admin)
    outgoing.outbox.clear()
    reply.note(ContactReply.State.FAILED, "The mail server could not be reached.")
    MailClaim.objects.all().delete()  # which it gave back, then
    message.send_again(reply, by=admin)
    reply.refresh_from_db()
    assert reply.has_gone and len(outgoing.outbox) == 1


def test_spam_goes_after_a_month_and_answered_messages_after_a_year(admin):
    spam, _robot, answered, fresh = (make_message(), make_message(is_from_a_robot=True), make_message(), make_message())
    spam.mark_as_spam(by=admin), answered.answer("Ya.", by=admin)
    now = timezone.now()
    assert jobs.prune_contact_messages(at=now + jobs.SPAM_KEPT - timedelta(hours=1)) == 0
    assert jobs.prune_contact_messages(at=now + jobs.SPAM_KEPT + timedelta(hours=1)) == 2
    assert set(ContactMessage.objects.all()) == {answered, fresh}
    assert jobs.prune_contact_messages(at=now + jobs.ANSWERED_KEPT + timedelta(hours=1)) == 1
    assert set(ContactMessage.objects.all()) == {fresh}  # nobody has answered it yet, so it waits
    assert not ContactReply.objects.exists() and "prune_contact_messages" in JOBS
