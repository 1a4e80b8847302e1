"""`/helpdesk/pesan/`: the list, one message, and what is done with it."""

import pytest
from django.core import mail as outgoing
from django.test import Client
from django.urls import reverse

from contact.models import ContactMessage, ContactReply
from contact.tests.make import make_message
from helpdesk.accounts.backends import people_of_sessions
from helpdesk.common.mail_claims import MailClaim
from helpdesk.common.menu import for_desk
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
LIST = reverse("contact_desk:list")


def of(person):
    browser = Client()
    browser.force_login(person)
    browser.cookies["django_language"] = "en"
    return browser


@pytest.fixture
def admin():
    return make.make_admin("siti")


def to(name, message, *more):
    return reverse(f"contact_desk:{name}", args=[message.pk, *more])


def form_on(browser, message):
    context = browser.get(message.get_absolute_url()).context
    return {"token": context["token"], "seen": context["seen"]}


def test_the_list_shows_counts_filters_and_searches(admin, django_assert_max_num_queries):
    new, answered = make_message("Jam layanan"), make_message("Alamat kantor")
    answered.mark_as_answered(by=admin)
    spam = make_message("Obat", is_from_a_robot=True)
    browser = of(admin)

    def rows(**query):
        return {row.pk for row in browser.get(LIST, query).context["rows"]}

    words = browser.get(LIST).content.decode()
    for label in ("Inbox (2)", "New (1)", "Answered (1)", "Spam (1)"):
        assert label in words, label
    assert rows() == {new.pk, answered.pk} and rows(status="new") == {new.pk} and rows(status="spam") == {spam.pk}
    assert rows(q="alamat") == {answered.pk} and rows(q=new.email) == {new.pk} and rows(q="obat") == set()
    assert rows(status="nonsense") == {new.pk, answered.pk}
    for n in range(8):
        make_message(f"Pesan {n}")
    with django_assert_max_num_queries(7):
        browser.get(LIST)


def test_only_admins_and_super_admins_have_these_addresses(admin):
    message = make_message()
    reply = message.replies.create(text="x", by=admin)
    addresses = [LIST, message.get_absolute_url(), to("into_ticket", message)]
    posts = [to("answer", message), to("mark", message), to("send_again", message, reply.pk), to("into_ticket", message)]
    for person in (make.make_staff(), make.make_editor(), make.make_client()):
        assert {of(person).get(one).status_code for one in addresses} == {404}, person.role
        assert {of(person).post(one, {"do": "spam", "text": "x"}).status_code for one in posts} == {404}, person.role
        assert LIST not in of(person).get("/helpdesk/profil/").content.decode()
    for person in (admin, make.make_superadmin()):
        assert {of(person).get(one).status_code for one in addresses} == {200}, person.role
        assert LIST in of(person).get("/helpdesk/profil/").content.decode()
    assert ContactMessage.objects.get().state == "new"


def test_an_answer_is_sent_and_its_delivery_is_shown(admin):
    message, browser = make_message(), of(admin)
    outgoing.outbox.clear()
    form = form_on(browser, message) | {"text": "Pukul 08.00."}
    assert browser.post(to("answer", message), form).status_code == 302
    assert browser.post(to("answer", message), form).status_code == 302  # a double click
    assert message.replies.count() == 1 and [one.to for one in outgoing.outbox] == [[message.email]]
    words = browser.get(message.get_absolute_url()).content.decode()
    assert "Pukul 08.00." in words and "Sent by email" in words
    reply = message.replies.get()
    reply.note(ContactReply.State.FAILED, "The mail server could not be reached.")
    MailClaim.objects.all().delete()  # a mail that was not taken is given free
    words = browser.get(message.get_absolute_url()).content.decode()
    assert "Could not be sent" in words and "could not be reached" in words
    assert browser.post(to("send_again", message, reply.pk)).status_code == 302
    assert browser.post(to("send_again", message, reply.pk)).status_code == 409
    assert len(outgoing.outbox) == 2
    other = make_message()
    assert browser.post(to("send_again", other, reply.pk)).status_code == 404


def test_a_wrong_form_keeps_what_was_typed(admin):
    message, browser = make_message(), of(admin)
    form = form_on(browser, message)
    assert browser.post(to("answer", message), form | {"text": ""}).status_code == 422
    answer = browser.post(to("answer", message), form | {"text": "x" * 5001})
    assert answer.status_code == 422 and "x" * 5001 in answer.content.decode()
    answer = browser.post(to("answer", message), {"text": "Tanpa tanda", "seen": form["seen"]})
    assert answer.status_code == 422 and "Tanpa tanda" in answer.content.decode()
    assert not message.replies.exists()


def test_who_comes_second_is_told_and_keeps_the_text(admin):
    message, browser = make_message(), of(admin)
    form = form_on(browser, message) | {"text": "Jawaban kedua"}
    message.answer("Jawaban pertama", by=make.make_admin())
    answer = browser.post(to("answer", message), form)
    words = answer.content.decode()
    assert answer.status_code == 409 and "Jawaban pertama" in words and "Jawaban kedua" in words
    assert message.replies.count() == 1


def test_spam_no_spam_answered_elsewhere(admin):
    message, browser = make_message(), of(admin)

    def mark(do, **more):
        return browser.post(to("mark", message), form_on(browser, message) | {"do": do} | more).status_code

    for do, state in (("spam", "spam"), ("new", "new"), ("answered", "answered"), ("new", "new")):
        assert mark(do) == 302
        message.refresh_from_db()
        assert message.state == state
    assert mark("delete") == 422 and mark("spam", seen="x") == 409 and mark("answered", state="spam", email="b@example.id") == 302
    message.refresh_from_db()
    assert message.state == "answered" and message.email != "b@example.id"
    assert message.handled_by == admin


def test_the_page_of_a_message_costs_the_same_with_many_answers(admin, django_assert_max_num_queries):
    message, browser = make_message(), of(admin)
    browser.get(message.get_absolute_url())
    for n in range(6):
        message.answer(f"Jawaban {n}", by=admin)
    with django_assert_max_num_queries(9):
        browser.get(message.get_absolute_url())


def test_the_dashboard_names_what_waits_to_those_who_may_read_it(admin):
    make_message("Menunggu jawaban"), make_message("Sudah", text="x").mark_as_answered(by=admin)
    words = of(admin).get("/helpdesk/").content.decode()
    assert "Menunggu jawaban" in words and "Contact messages to answer" in words and "Nothing is due" not in words
    assert ">Sudah<" not in words
    for person in (make.make_staff(), make.make_client()):
        assert "Menunggu jawaban" not in of(person).get("/helpdesk/").content.decode()


def test_the_menu_counts_what_waits_for_those_who_may_read_it(admin):
    make_message(), make_message(), make_message(is_from_a_robot=True)

    def counted(person):
        return of(person).get("/helpdesk/profil/").wsgi_request.user.waiting_messages

    assert counted(admin) == counted(make.make_superadmin()) == 2
    assert counted(make.make_staff()) == counted(make.make_client()) == counted(make.make_editor()) == 0
    items = {item.url: item for group in for_desk(people_of_sessions().get(pk=admin.pk), LIST) for item in group.items}
    assert items[LIST].count == 2 and items[LIST].is_current
