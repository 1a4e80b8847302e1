"""The public status page: number and PIN open the state and nothing else."""

import gzip
import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.pin import is_right, new_pin

pytestmark = pytest.mark.django_db
ADDRESS = "/status/"


@pytest.fixture(autouse=True)
def no_counters():
    cache.clear()


@pytest.fixture
def ticket():
    requester = make.make_client(name="Budi Prasetyo", organisation=make.make_organisation("PT Rahasia"))
    service = make.make_service("Layanan Tersembunyi", documents=["ktp"], department=make.make_department("Bagian Dalam"))
    return make.make_ticket("Judul Rahasia", requester=requester, service=service, description="Isi rahasia")


def ask(client, number, pin, **more):
    client.cookies["django_language"] = "en"
    return client.post(ADDRESS, {"number": str(number), "pin": pin}, **more)


def without_token(page):
    """What stands in the page's main part; the footer tells the time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', r"\1", page[page.index("<main") : page.index("</main>")])


def test_a_ticket_gets_a_pin_of_six_digits_when_it_is_sent(ticket):
    assert len(ticket.pin) == 6 and ticket.pin.isdigit()
    assert new_pin(instead_of="000000") != "000000"


def test_number_and_pin_tell_the_state_and_nothing_else(ticket, client):
    answer = ask(client, ticket.number, ticket.pin)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Complete your documents" in page and "Documents are still needed." in page
    for secret in ("Judul", "Rahasia", "Budi", "Tersembunyi", "Bagian Dalam", "KTP", ticket.pin):
        assert secret not in page, secret
    assert answer["X-Robots-Tag"].startswith("noindex") and "no-store" in answer["Cache-Control"]
    assert len(answer.content) < 30_000 and len(gzip.compress(answer.content)) < 10_000
    make.send_document(ticket, "ktp")
    page = ask(client, f"# {ticket.number}", f"{ticket.pin[:3]} {ticket.pin[3:]}").content.decode()
    assert "The helpdesk checks the documents." in page and "Due date" in page


def test_a_wrong_pin_and_a_wrong_number_get_one_answer(ticket, client):
    wrong = "111111" if ticket.pin != "111111" else "222222"
    numbers = (ticket.number, 999_999)
    answers = [ask(client, number, wrong) for number in numbers]
    assert [answer.status_code for answer in answers] == [422, 422]
    pages = zip(numbers, answers, strict=True)
    assert len({without_token(page.content.decode().replace(f'value="{number}"', 'value=""')) for number, page in pages}) == 1
    assert "do not belong together" in answers[0].content.decode()


def test_an_old_ticket_without_a_pin_opens_by_nothing(ticket, client):
    Ticket.objects.update(pin="")
    for pin in ("000000", "------", ""):
        assert ask(client, ticket.number, pin).status_code == 422
    assert not is_right(Ticket.objects.get(), "------") and not is_right(None, "123456")


def test_its_requester_makes_the_first_pin_and_a_new_one(ticket, client):
    Ticket.objects.update(pin="")
    address = reverse("helpdesk:ticket_pin", args=[ticket.number])
    client.force_login(make.make_client())
    assert client.post(address).status_code == 404
    client.force_login(ticket.requester)
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    first = Ticket.objects.get().pin
    client.post(address)
    assert first and Ticket.objects.get().pin not in {"", first}
    assert ask(client, ticket.number, first).status_code == 422
    assert Ticket.objects.get().pin in client.get(ticket.get_absolute_url()).content.decode()


def test_guessing_is_stopped_per_address_and_per_number(ticket, client):
    wrong = "111111" if ticket.pin != "111111" else "222222"
    answers = [ask(client, ticket.number, wrong).status_code for _try in range(11)]
    assert answers == [422] * 10 + [429]
    assert ask(client, ticket.number, ticket.pin).status_code == 429, "also the right one, from this address"
    other = {"REMOTE_ADDR": "203.0.113.7"}
    assert ask(client, ticket.number, ticket.pin, **other).status_code == 429, "the number is closed for an hour"
    second = make.make_ticket()
    assert ask(client, second.number, second.pin, **other).status_code == 200, "another number from another address is not"


@pytest.mark.parametrize(("number", "pin"), [("", ""), ("12a", "123456"), ("1" * 30, "123456"), ("1", "12"), ("١٢", "123456"), ("1\x00", "123456")])
def test_what_is_no_number_and_no_pin_is_told_beside_the_field(client, number, pin):
    answer = ask(client, number, pin)
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.content.decode()


def test_nothing_in_the_address_opens_it(ticket, client):
    page = client.get(f"{ADDRESS}?number={ticket.number}&pin={ticket.pin}").content.decode()
    assert 'name="pin"' in page and f'value="{ticket.pin}"' not in page and "progress" not in page
