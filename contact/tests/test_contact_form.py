"""Kontak (row B16), as visitors and robots use it."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from contact.models import TEXT_MAX, ContactMessage
from helpdesk.accounts.tests.captcha import answer_to, question_on, solved
from helpdesk.notifications.models import Notification
from helpdesk.tests import factories
from home.tests.ground import stand


@pytest.fixture
def page(db):
    return stand()


def typed(client, **more):
    html = client.get("/kontak/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html).group(1)
    return {
        "name": "Warga Contoh", "email": "warga@example.id", "subject": "Jam layanan", "text": "Jam berapa buka?",
        "website": "", "token": token, **({} if "captcha" in more else {"captcha": solved(client)}), **more,
    }  # fmt: skip


def send(client, **more):
    return client.post("/kontak/", typed(client, **more))


def test_the_form_has_the_fields_of_the_manual(page, client):
    html = client.get("/kontak/").content.decode()
    for name in ("name", "email", "subject", "text"):
        assert f'name="{name}"' in html
    assert "altcha-widget" in html


def test_a_message_is_stored_and_nothing_is_mailed_to_the_address_in_it(page, client):
    answer = send(client)
    assert answer["Location"] == "/kontak/terima-kasih/"
    message = ContactMessage.objects.get()
    assert (message.name, message.email, message.subject, message.text) == (
        "Warga Contoh", "warga@example.id", "Jam layanan", "Jam berapa buka?",
    )  # fmt: skip
    assert message.state == ContactMessage.State.NEW
    assert mail.outbox == []
    assert client.get(answer["Location"]).status_code == 200


def test_nothing_of_the_captcha_is_stored(page, client):
    form = typed(client)
    client.post("/kontak/", form)
    row = ContactMessage.objects.values().get()
    assert form["captcha"] not in str(row)
    assert not [name for name in row if "captcha" in name]


def test_without_the_captcha_nothing_is_stored_and_nothing_lost(page, client):
    answer = send(client, captcha="")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Jam berapa buka?" in html
    assert "warga@example.id" in html
    assert not ContactMessage.objects.exists()


def test_a_captcha_counts_once(page, client):
    spent = solved(client)
    assert send(client, captcha=spent).status_code == 302
    assert send(client, captcha=spent).status_code == 422
    assert ContactMessage.objects.count() == 1


def test_a_double_click_stores_one_message(page, client):
    form = typed(client)
    assert client.post("/kontak/", form).status_code == 302
    assert client.post("/kontak/", form)["Location"] == "/kontak/terima-kasih/"
    assert ContactMessage.objects.count() == 1


def test_the_question_in_words_serves_people_without_javascript(page, client):
    html = client.get("/kontak/").content.decode()
    token, words = question_on(html)
    form = {**typed(client), "captcha": "", "captcha-question": token, "captcha-answer": answer_to(words)}
    assert client.post("/kontak/", form).status_code == 302
    assert ContactMessage.objects.count() == 1


def test_a_robot_that_fills_the_hidden_field_is_thanked_and_put_aside(page, client):
    assert send(client, website="https://spam.example").status_code == 302
    assert ContactMessage.objects.get().state == ContactMessage.State.SPAM
    assert not ContactMessage.objects.unanswered().exists()


def test_the_sixth_message_in_ten_minutes_is_refused_and_kept_in_the_form(page, client):
    for _number in range(5):
        assert send(client).status_code == 302
    answer = send(client, text="Yang keenam")
    assert answer.status_code == 429
    assert "Yang keenam" in answer.content.decode()
    assert ContactMessage.objects.count() == 5


def solved_on(html):
    """The solved check as the form shows it again."""
    found = re.search(r'<input type="hidden" name="captcha" value="([^"]+)">', html)
    return unescape(found.group(1)) if found else ""


def test_who_mistyped_something_is_not_asked_twice_for_the_captcha(page, client):
    form = typed(client, email="bukan alamat")
    answer = client.post("/kontak/", form)
    html = answer.content.decode()
    assert answer.status_code == 422 and solved_on(html) == form["captcha"] and "altcha-widget" not in html
    assert client.post("/kontak/", form | {"email": "warga@example.id"}).status_code == 302
    again = typed(client, captcha=form["captcha"], email="bukan alamat")
    assert solved_on(client.post("/kontak/", again).content.decode()) == ""  # it has counted
    forged = client.post("/kontak/", again | {"captcha": form["captcha"][:-8] + "AAAAAAAA"}).content.decode()
    assert solved_on(forged) == "" and "altcha-widget" in forged


def test_an_answer_in_words_is_kept_with_what_was_typed(page, client):
    token, words = question_on(client.get("/kontak/").content.decode())
    form = typed(client, captcha="", email="bukan alamat") | {"captcha-question": token, "captcha-answer": answer_to(words)}
    html = client.post("/kontak/", form).content.decode()
    assert question_on(html) == (token, words) and f'value="{answer_to(words)}" required' in html
    assert client.post("/kontak/", form | {"email": "warga@example.id"}).status_code == 302


def test_a_captcha_is_not_spent_on_a_message_that_comes_too_often(page, client):
    for _number in range(5):
        send(client)
    form = typed(client)
    answer = client.post("/kontak/", form)
    assert answer.status_code == 429 and solved_on(answer.content.decode()) == form["captcha"]
    assert Client(REMOTE_ADDR="203.0.113.9").post("/kontak/", form).status_code == 302


def test_robots_fill_the_trap_without_end_and_nobody_hears_of_it(page, client):
    factories.make_admin()
    send(client, website="x")
    assert not Notification.objects.exists()
    send(client)
    assert Notification.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_posts_with_one_captcha_at_once_one_is_stored(site_tree, client):
    stand()
    forms = [typed(client, captcha="") for _ in range(20)]
    spent = solved(client)

    def post(number):
        try:
            return Client(REMOTE_ADDR=f"203.0.113.{number}").post("/kontak/", forms[number] | {"captcha": spent}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(post, range(20)))
    assert sorted(answers) == [302] + [422] * 19
    assert ContactMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_once_is_thanked_twice_and_stored_once(site_tree, client):
    stand()
    form = typed(client)

    def post(_number):
        try:
            return Client().post("/kontak/", form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(post, range(4))) == [302] * 4
    assert ContactMessage.objects.count() == 1


def test_another_address_is_not_held_up(page, client):
    for _number in range(5):
        send(client)
    assert send(Client(REMOTE_ADDR="203.0.113.9")).status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "A\0B"), ("text", "A\0B"), ("subject", "x" * 201), ("text", "x" * (TEXT_MAX + 1)), ("email", "bukan alamat"),
     ("name", "x" * 121), ("name", "\u202e \u200b"), ("subject", "\u200b"), ("email", '"a\x0bb"@example.id'), ("email", "a@example.id\nBcc: b@example.id"), ("email", f"{'x' * 250}@example.id"), ("text", "")],
)  # fmt: skip
def test_bad_input_is_refused_beside_its_field(page, client, field, value):
    answer = send(client, **{field: value})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert re.search(rf'id="id_{field}_error"|aria-describedby="[^"]*id_{field}', html)
    assert "Jam layanan" in html or field == "subject"
    assert not ContactMessage.objects.exists()


def test_a_nul_in_the_token_is_no_trace(page, client):
    assert send(client, token="\0" * 20).status_code == 422


def test_texts_are_texts(page, client):
    send(client, subject="<b>{{7*7}}</b>", text="=1+1\n🙂 \u202eabc")
    message = ContactMessage.objects.get()
    assert message.subject == "<b>{{7*7}}</b>"
    client.force_login(factories.make_superadmin())
    for address in (message.get_absolute_url(), "/helpdesk/pesan/", "/helpdesk/"):
        html = client.get(address).content.decode()
        assert "&lt;b&gt;{{7*7}}&lt;/b&gt;" in html
        assert "<b>{{7*7}}" not in html


def test_more_fields_than_asked_change_nothing(page, client):
    more = {"state": "answered", "created_at": "2000-01-01", "id": "999", "pk": "999"}
    send(client, **more)
    message = ContactMessage.objects.get()
    assert message.state == ContactMessage.State.NEW
    assert message.pk != 999


def test_the_form_is_protected_against_other_sites(page):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/kontak/", {"name": "x"}).status_code == 403
    assert not ContactMessage.objects.exists()


def test_the_fields_have_the_words_of_the_manual(page, client):
    """Row B16."""
    text = client.get("/kontak/").content.decode()
    for words in ["Hubungi Kami", "Formulir Kontak", "Nama", "Email", "Judul", "Isi Pesan", "Kirim"]:
        assert words in text, words
