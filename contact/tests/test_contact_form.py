"""Kontak (row B16), as visitors and robots use it."""

import re

import pytest
from django.core import mail
from django.test import Client

from contact.models import TEXT_MAX, ContactMessage
from helpdesk.accounts.tests.captcha import answer_to, question_on, solved
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
        "website": "", "token": token, "captcha": solved(client), **more,
    }  # fmt: skip


def send(client, **more):
    return client.post("/kontak/", typed(client, **more))


def test_the_form_has_the_fields_of_the_manual(page, client):
    html = client.get("/kontak/").content.decode()
    for name in ("name", "email", "subject", "text"):
        assert f'name="{name}"' in html
    assert "altcha-widget" in html


def test_a_message_is_stored_and_nothing_is_mailed(page, client):
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


def test_another_address_is_not_held_up(page, client):
    for _number in range(5):
        send(client)
    assert send(Client(REMOTE_ADDR="203.0.113.9")).status_code == 302


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "A\0B"), ("text", "A\0B"), ("subject", "x" * 201), ("text", "x" * (TEXT_MAX + 1)), ("email", "bukan alamat"),
     ("name", "x" * 121), ("email", f"{'x' * 250}@example.id"), ("text", "")],
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
    html = client.get(f"/cms/contactmessage/inspect/{message.pk}/").content.decode()
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


def make_message():
    return ContactMessage.objects.create(name="A", email="a@example.id", subject="Perihal rahasia", text="x", token="t" * 20)


def test_admins_read_messages_in_the_cms(page, client):
    message = make_message()
    for person in (factories.make_admin(), factories.make_superadmin()):
        client.force_login(person)
        assert "Perihal rahasia" in client.get("/cms/contactmessage/").content.decode(), person.role
        assert client.get(f"/cms/contactmessage/inspect/{message.pk}/").status_code == 200


def test_editors_staff_and_clients_do_not(page, client):
    message = make_message()
    for person in (factories.make_editor(), factories.make_staff(), factories.make_client()):
        client.force_login(person)
        for address in ("", f"inspect/{message.pk}/", f"edit/{message.pk}/", f"delete/{message.pk}/"):
            answer = client.get(f"/cms/contactmessage/{address}")
            assert answer.status_code in {302, 403, 404}, (person.role, address)
            assert "Perihal rahasia" not in answer.content.decode()
    client.force_login(factories.make_editor())
    assert "contactmessage" not in client.get("/cms/").content.decode()


def test_an_admin_changes_the_state_and_nothing_else(page, client):
    message = make_message()
    client.force_login(factories.make_admin())
    client.post(f"/cms/contactmessage/edit/{message.pk}/", {"state": "answered", "text": "lain", "email": "b@example.id"})
    message.refresh_from_db()
    assert message.state == ContactMessage.State.ANSWERED
    assert (message.text, message.email) == ("x", "a@example.id")


def test_nobody_writes_a_message_in_a_visitors_name(page, client):
    for person in (factories.make_admin(), factories.make_superadmin()):
        client.force_login(person)
        assert client.get("/cms/contactmessage/new/").status_code in {302, 403, 404}
    assert not ContactMessage.objects.exists()


def test_there_is_no_export(page, client):
    make_message()
    client.force_login(factories.make_superadmin())
    for kind in ("csv", "xlsx"):
        answer = client.get(f"/cms/contactmessage/?export={kind}")
        assert "text/html" in answer["Content-Type"]


def test_the_fields_have_the_words_of_the_manual(page, client):
    """Row B16."""
    text = client.get("/kontak/").content.decode()
    for words in ["Hubungi Kami", "Formulir Kontak", "Nama", "Email", "Judul", "Isi Pesan", "Kirim"]:
        assert words in text, words
