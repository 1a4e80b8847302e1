"""Notifications by e-mail: to whom, in which words, once, and what the log says."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail import EmailMultiAlternatives

from helpdesk.accounts.addresses import ensure_address
from helpdesk.common import mail as mails_of_the_site
from helpdesk.notifications import mails
from helpdesk.notifications.choices import choose
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Delivery, Notification
from helpdesk.notifications.sentences import Teller
from helpdesk.notifications.tell import tell
from helpdesk.notifications.tests.office import Office
from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = Office()
    ensure_address(office["client"], verified=True)
    return office


@pytest.fixture
def ticket(office, mailoutbox):
    """Its stories so far have sent their mails."""
    ticket = office.ticket()
    mailoutbox.clear()
    return ticket


def html_of(mail):
    [(content, kind)] = mail.alternatives
    assert kind == "text/html"
    return content


def delivery(ticket, person):
    return Delivery.objects.get(notification__event=ticket.events.latest("pk"), notification__recipient=person)


def test_a_reply_reaches_the_client_in_their_language_with_a_link_and_without_its_words(office, ticket, mailoutbox, settings):
    settings.BASE_URL = "https://helpdesk.example.go.id"
    ticket.reply("NIK Anda 3201010101010001 sudah kami catat.", by=office["officer"])
    [mail] = mailoutbox
    assert mail.to == ["budi@example.id"] and f"#{ticket.number}" in mail.subject
    for body in (mail.body, html_of(mail)):
        assert "Nomor Tiket" in body and "membalas" in body
        assert "BoA45Xm" in body and "3201" not in body and "Sari" not in body
        assert f"https://helpdesk.example.go.id/helpdesk/tiket/{ticket.number}/" in body
        assert "Internet lambat" in body, "the service, from the catalogue"
        assert "Judul" not in body, "a title is typed by a person and may say too much"
    assert '<html lang="id">' in html_of(mail)
    office["client"].language = "en"
    office["client"].save()
    ticket.reply("Halo", by=office["officer"])
    assert mailoutbox[-1].subject == f"Ticket #{ticket.number}: new reply – {DeskSettings.current().name}"
    assert "BoA45Xm replied." in mailoutbox[-1].body and '<html lang="en">' in html_of(mailoutbox[-1])


def test_mails_of_one_ticket_belong_together_and_ask_for_no_automatic_answer(office, ticket, mailoutbox):
    ticket.reply("Satu", by=office["officer"])
    ticket.reply("Dua", by=office["officer"])
    first, second = (mail.extra_headers for mail in mailoutbox)
    assert first["References"] == second["References"] == f"<ticket-{ticket.number}@localhost>"
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Auto-Submitted"] == "auto-generated"


def test_markup_from_people_stays_text_and_nothing_is_fetched_from_anywhere(office, ticket, mailoutbox):
    office["client"].name = '<img src="https://evil.example/x.png"><script>alert(1)</script>'
    office["client"].save()
    office.confirm_all()
    ticket.reply("Halo", by=office["client"])
    assert len(mailoutbox) == 2
    for mail in mailoutbox:
        html = html_of(mail)
        assert "&lt;img" in html and "<img" not in html and "<script" not in html and "url(" not in html
        assert "<img" in mail.body, "plain text is plain"


def test_what_is_not_ours_is_taken_out_of_html():
    dirty = '<p style="color:red;background-image:url(https://x)" onclick="a()">A<img src=x><a href="javascript:a()">b</a></p>'
    assert mails_of_the_site.harmless(dirty) == '<p style="color:red">A<a>b</a></p>'


def test_nothing_goes_to_an_address_that_nobody_confirmed(office, ticket, mailoutbox):
    ensure_address(office["officer"], verified=False)
    ticket.reply("Halo", by=office["client"])
    assert mailoutbox == []
    log = delivery(ticket, office["officer"])
    assert (log.state, log.reason) == (Delivery.State.SKIPPED, mails.NO_ADDRESS)
    ensure_address(office["officer"], verified=True)
    ticket.reply("Halo", by=office["client"])
    assert [mail.to for mail in mailoutbox] == [["sari@example.id"]]


def test_each_person_chooses_for_each_kind(office, ticket, mailoutbox):
    choose(office["client"], {Kind.REPLY: False, Kind.DONE: True})
    ticket.reply("Halo", by=office["officer"])
    assert mailoutbox == [] and not Delivery.objects.filter(notification__recipient=office["client"]).exists()
    ticket.close("Selesai.", by=office["officer"])
    assert [mail.to for mail in mailoutbox] == [["budi@example.id"]]
    choose(office["client"], {Kind.REPLY: True})
    assert office["client"].notification_preferences.count() == 2


def test_a_note_comes_by_mail_only_to_who_asks_for_it(office, ticket, mailoutbox):
    office.confirm_all()
    ticket.add_note("Rahasia", by=office["beside"])
    assert mailoutbox == []
    choose(office["officer"], {Kind.NOTE: True})
    ticket.add_note("Rahasia", by=office["beside"])
    assert [mail.to for mail in mailoutbox] == [["sari@example.id"]]


def test_the_setting_decides_about_mails_on_new_tickets(office, mailoutbox):
    office.confirm_all()
    office.new()
    assert {mail.to[0] for mail in mailoutbox} == {"sari@example.id", "beni@example.id"}
    desk = DeskSettings.current()
    desk.mail_on_new_ticket = False
    desk.save()
    mailoutbox.clear()
    ticket = office.new()
    assert mailoutbox == [] and office.told(ticket) == {"officer", "beside"}, "the bell rings all the same"


def test_what_an_officer_noted_about_a_call_stays_on_the_page(office, mailoutbox):
    service = make.make_service("Akun", department=office.department, documents=["ktp"], has_video_call=True)
    ticket = office.ticket(service)
    make.judge_document(make.send_document(ticket, "ktp"), by=office["officer"])
    from helpdesk.documents.result import send_result

    send_result(ticket, by=office["officer"])
    ticket.record_call("does_not_match", "Nama di KTP berbeda: Siti.", by=office["officer"])
    assert "BoA45Xm" in mailoutbox[-1].body and "Siti" not in mailoutbox[-1].body


# The queue


def test_who_lost_access_before_the_mail_left_gets_none(office, ticket, mailoutbox, settings):
    office.confirm_all()
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    ticket.reply("Halo", by=office["client"])
    told = Notification.objects.get(event=ticket.events.latest("pk"), recipient=office["officer"])
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    Ticket.objects.filter(pk=ticket.pk).update(department=make.make_department(), assignee=office["beside"])
    mails.post.call([told.pk])
    assert mailoutbox == []
    assert (told.delivery.state, told.delivery.reason) == (Delivery.State.SKIPPED, mails.NO_ACCESS)


def test_a_task_that_runs_twice_sends_once(office, ticket, mailoutbox):
    ticket.reply("Halo", by=office["officer"])
    told = Notification.objects.get(event=ticket.events.latest("pk"), recipient=office["client"])
    watcher = Notification.objects.get(event=told.event, recipient=office["watcher"])
    mails.post.call([told.pk])
    mails.post.call([told.pk, watcher.pk])
    mails.send_one.call(told.pk)
    assert len(mailoutbox) == 1
    assert (told.delivery.state, told.delivery.attempts) == (Delivery.State.SENT, 1)


def test_a_mail_server_that_is_away_is_noted_and_tried_again(office, ticket, mailoutbox, monkeypatch):
    def down(self, *args, **kwargs):
        raise SMTPServerDisconnected("budi@example.id: gone")

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", down)
        ticket.reply("Halo", by=office["officer"])
        log = delivery(ticket, office["client"])
        assert (log.state, log.reason, log.attempts) == (Delivery.State.FAILED, "SMTPServerDisconnected", 1)
        with pytest.raises(SMTPServerDisconnected):  # so that the clock puts the task back
            mails.send_one.call(log.notification_id)
    mails.send_one.call(log.notification_id)
    log.refresh_from_db()
    assert (log.state, log.reason, log.attempts) == (Delivery.State.SENT, "", 3) and len(mailoutbox) == 1


def test_an_address_that_the_server_refuses_is_not_tried_again(office, ticket, monkeypatch):
    refused = SMTPRecipientsRefused({"budi@example.id": (550, b"budi@example.id unknown")})
    monkeypatch.setattr(EmailMultiAlternatives, "send", lambda self: (_ for _ in ()).throw(refused))
    ticket.reply("Halo", by=office["officer"])
    log = delivery(ticket, office["client"])
    assert (log.state, log.reason) == (Delivery.State.FAILED, mails.REFUSED) and "budi" not in log.reason
    mails.send_one.call(log.notification_id)  # raises nothing


@pytest.mark.parametrize("what", ["question_sent", "question_answered"])
def test_a_question_for_the_faq_is_mailed_without_its_words(office, mailoutbox, what):
    ensure_address(office["officer"], verified=True)
    facts = {"what": what, "person": "Budi Prasetyo", "title": "Mengapa NIK 3201010101010001 ditolak?"}
    tell([office["officer"]], Kind.QUESTION, facts=facts, path="/helpdesk/faq/1/")
    [mail] = mailoutbox
    assert "pertanyaan" in mail.body.lower() and "/helpdesk/faq/1/" in mail.body
    assert "3201" not in mail.subject + mail.body + html_of(mail)
    [told] = Notification.objects.of(office["officer"]).filter(kind=Kind.QUESTION)
    assert "3201" in Teller(office["officer"], [told]).text(told), "the bell shows which question it is"
