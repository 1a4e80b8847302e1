"""A message becomes a ticket in one step: whose it will be, what it says, and that it happens once."""

import re

import pytest
from django.core import mail as outgoing
from django.test import Client
from django.urls import reverse

from contact.into_ticket import looks_like_an_address
from contact.tests.make import make_message
from helpdesk.accounts.addresses import confirm, confirmed_address, ensure_address
from helpdesk.accounts.models import User
from helpdesk.accounts.tests.captcha import solved
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.on_behalf import key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make.make_admin("siti")


@pytest.fixture
def service():
    make.make_source(), make.make_source("web", "Aplikasi Helpdesk (web)")
    return make.make_service("Permintaan lain", free_title=True, department=make.make_department("Umum"))


def of(person):
    browser = Client()
    browser.force_login(person)
    browser.cookies["django_language"] = "en"
    return browser


def to(message):
    return reverse("contact_desk:into_ticket", args=[message.pk])


def sent(browser, message, service, **more):
    context = browser.get(to(message)).context
    form = {"token": context["token"], "untuk": context["untuk"], "service": service.pk, **more}
    if context["client"] is None:
        form.setdefault("name", context["form"]["name"].value())
    return browser.post(to(message), form)


def owner(email):
    person = make.make_client("budi", name="Budi Prasetyo", email=email)
    confirm(person)
    return person


def test_the_account_that_confirmed_the_address_gets_the_ticket(admin, service):
    message = make_message("Internet lambat", text="Sejak pagi.", email="Budi@Example.id")
    person, browser = owner("budi@example.id"), of(admin)
    assert "Budi Prasetyo" in browser.get(to(message)).content.decode()
    answer = sent(browser, message, service)
    ticket = Ticket.objects.get()
    assert answer["Location"] == ticket.get_absolute_url()
    assert (ticket.requester, ticket.created_by, ticket.title, ticket.source.code) == (person, admin, "Internet lambat", "web")
    assert ticket.description.startswith("Sejak pagi.") and f"#{message.pk}" in ticket.description
    message.refresh_from_db()
    assert (message.ticket, message.state, message.handled_by) == (ticket, "answered", admin)
    assert ticket.get_absolute_url() in browser.get(message.get_absolute_url()).content.decode()
    assert message.get_absolute_url() in browser.get(ticket.get_absolute_url()).content.decode()
    officer = make.make_staff(department=service.department)
    for who in (officer, person):
        assert message.get_absolute_url() not in of(who).get(ticket.get_absolute_url()).content.decode()


def test_without_such_an_account_a_new_client_confirms_the_address_before_anything_else_goes_there(admin, service):
    message = make_message("KanariJudul", text="KanariIsi", name="Kanari Nama", email="baru@example.id")
    outgoing.outbox.clear()
    assert sent(of(admin), message, service).status_code == 302
    ticket = Ticket.objects.get()
    person = ticket.requester
    assert (person.name, person.email, person.role) == ("Kanari Nama", "baru@example.id", "client")
    (theirs,) = [one for one in outgoing.outbox if one.to == ["baru@example.id"]]
    assert not any(word in str(theirs.message()).lower() for word in ("kanari", person.username))
    assert confirmed_address(person) == ""
    assert of(admin).get(to(make_message(email="baru@example.id"))).context["client"] is None  # it proves nothing yet
    ticket.reply("Sedang kami periksa.", by=admin)
    assert len([one for one in outgoing.outbox if one.to == ["baru@example.id"]]) == 1

    visitor = Client()
    link = re.search(r"/akun/confirm-email/\S+|/akun/\S*email\S*", theirs.body).group(0)
    page = visitor.get(link)
    visitor.post(link) if page.status_code == 200 else None
    assert confirmed_address(person) == "baru@example.id"
    visitor.post(reverse("account_reset_password"), {"email": "baru@example.id", "captcha": solved(visitor)})
    assert "/akun/" in outgoing.outbox[-1].body and outgoing.outbox[-1].to == ["baru@example.id"]
    assert of(admin).get(to(make_message(email="baru@example.id"))).context["client"] == person


@pytest.mark.parametrize("name", ["Buka evil.example", "https://evil.example", "a@b", "www evil com"])
def test_a_name_that_is_an_address_is_neither_proposed_nor_taken(admin, service, name):
    assert looks_like_an_address(name)
    message, browser = make_message(name=name), of(admin)
    assert browser.get(to(message)).context["form"]["name"].value() == ""
    assert sent(browser, message, service, name=name).status_code == 422
    assert not Ticket.objects.exists() and not User.objects.clients().exists()


def test_a_name_with_titles_is_a_name():
    assert not looks_like_an_address("Dr. Siti Aminah, M. Kom.")


def test_an_address_that_nobody_confirmed_gives_no_account_away_and_gets_no_second_owner(admin, service):
    message = make_message(email="budi@example.id")
    ensure_address(make.make_client("budi", email="budi@example.id"), verified=False)
    browser = of(admin)
    assert browser.get(to(message)).context["client"] is None
    sent(browser, message, service)
    assert Ticket.objects.get().requester.email == ""
    assert User.objects.clients().count() == 2


def test_a_ticket_goes_to_no_officer_and_to_nobody_deactivated(admin, service):
    staff = make.make_staff("rudi", email="rudi@example.id")
    confirm(staff)
    gone = owner("gone@example.id")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for email in ("rudi@example.id", "gone@example.id"):
        assert of(admin).get(to(make_message(email=email))).context["client"] is None


def test_somebody_else_is_found_and_chosen(admin, service):
    message, other = make_message(), make.make_client("wati", name="Wati Lestari")
    browser = of(admin)
    answer = browser.get(to(message), {"cari": "lestari"})
    ((person, address),) = answer.context["found"]
    assert person == other
    context = browser.get(to(message) + address).context
    assert context["client"] == other and not context["is_owner"]
    form = {"token": context["token"], "untuk": context["untuk"], "service": service.pk}
    assert browser.post(to(message), form).status_code == 302
    assert Ticket.objects.get().requester == other
    assert browser.get(to(make_message()), {"cari": "x"}).status_code == 422


def test_a_forged_or_foreign_key_or_none_makes_nothing(admin, service):
    message, client = make_message(), make.make_client()
    for key in ("", "x", str(client.pk), key_of(client, make.make_admin())):
        answer = of(admin).post(to(message), {"token": "t" * 32, "untuk": key, "service": service.pk, "name": "Warga"})
        assert answer.status_code == 404, key
    assert not Ticket.objects.exists()


def test_twice_gives_the_first_ticket(admin, service):
    message, browser = make_message(), of(admin)
    context = browser.get(to(message)).context
    form = {"token": context["token"], "untuk": "baru", "name": "Warga Baru", "service": service.pk}
    first = browser.post(to(message), form)["Location"]
    assert browser.post(to(message), form)["Location"] == first
    other = of(make.make_admin()).post(to(message), form | {"token": "u" * 32})
    assert other["Location"] == first and browser.get(to(message))["Location"] == first
    assert Ticket.objects.count() == 1 and User.objects.clients().count() == 1


def test_all_or_nothing(admin, service, monkeypatch):
    message = make_message(email="baru@example.id")

    def broken(*args, **kwargs):
        raise RuntimeError("no ticket")

    monkeypatch.setattr(Ticket, "submit", broken)
    with pytest.raises(RuntimeError):
        sent(of(admin), message, service)
    message.refresh_from_db()
    assert message.state == "new" and not User.objects.clients().exists()


def test_services_that_need_documents_or_a_call_and_closed_ones_are_not_offered(admin, service):
    other = [make.make_service("Berkas", documents=["ktp"]), make.make_service("Video", has_video_call=True),
             make.make_service("Tutup", is_active=False)]  # fmt: skip
    message, browser = make_message(), of(admin)
    words = browser.get(to(message)).content.decode()
    assert f'value="{service.pk}"' in words and not any(f'<option value="{one.pk}"' in words for one in other)
    assert all(sent(browser, message, one).status_code == 422 for one in other)


def test_spam_becomes_no_ticket(admin, service):
    message = make_message(is_from_a_robot=True)
    assert sent(of(admin), message, service).status_code == 409
    assert not Ticket.objects.exists() and not User.objects.clients().exists()
