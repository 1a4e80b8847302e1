"""The list that all lists of the desk are made of: what the address may ask, and what it may not."""

import pytest
from django.db.models.functions import Lower
from django.http import Http404
from django.test import RequestFactory

from helpdesk.accounts.models import User
from helpdesk.common.paging import Order
from helpdesk.common.views.lists import Column, Filter, ListView
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db


class Some(ListView):
    title = "Orang"
    columns = [Column("Nama", "name"), Column("Masuk", "joined"), Column("Tanpa urutan")]
    orders = {"name": Order("name", ("lower_name", "id")), "joined": Order("joined", ("-date_joined", "id"))}
    default_order = "name"
    search_in = ("name", "email")
    page_size = 2

    def get_rows(self):
        return User.objects.annotate(lower_name=Lower("name"))

    def get_filters(self):
        return [Filter("jenis", "Jenis", [("", "Semua"), ("client", "Klien"), ("staff", "Staf")])]

    def narrow(self, rows, name, value):
        return rows.filter(role=value) if value else rows


@pytest.fixture(autouse=True)
def people():
    for name in ("Cici", "ani", "Budi 100%", "Dedi"):
        factories.make_client(name.split()[0].lower(), name=name)
    factories.make_staff("eko", name="Eko")


def page(query=""):
    view = Some()
    view.setup(RequestFactory().get(f"/daftar/?{query}"))
    return view.get_context_data()


def names(query=""):
    return [row.name for row in page(query)["rows"]]


def test_it_sorts_without_regard_to_case_and_pages_both_ways():
    first = page()
    assert [row.name for row in first["rows"]] == ["ani", "Budi 100%"] and not first["newer_url"]
    second = page(first["older_url"].partition("?")[2])
    assert [row.name for row in second["rows"]] == ["Cici", "Dedi"]
    back = page(second["newer_url"].partition("?")[2])
    assert [row.name for row in back["rows"]] == ["ani", "Budi 100%"]
    assert first["total"] == 5


def test_a_head_turns_the_order_round_and_keeps_the_question():
    assert names("urut=-name") == ["Eko", "Dedi"]
    heads = {head.label: head for head in page("jenis=client&q=a")["heads"]}
    assert heads["Nama"].direction == "ascending" and heads["Nama"].url == "/daftar/?q=a&jenis=client&urut=-name"
    assert heads["Masuk"].direction == "" and not heads["Tanpa urutan"].url


@pytest.mark.parametrize("query", ["urut=password", "urut=--name", "urut=email", "jenis=superadmin", "is_active=0", "password__startswith=a", "kursor="])
def test_what_the_list_does_not_offer_is_as_if_it_were_not_asked(query):
    assert names(query) == ["ani", "Budi 100%"]


@pytest.mark.parametrize(("words", "found"), [
    ("bud", ["Budi 100%"]), ("BUDI example", ["Budi 100%"]), ("100%25", ["Budi 100%"]), ("%25_", []), ("nobody", []), ("a%00ni", ["ani"]),
])
def test_every_word_must_be_found_and_signs_mean_themselves(words, found):
    assert names(f"q={words}") == found
    assert page(f"q={words}")["is_filtered"]


def test_filters_narrow_and_say_what_is_chosen():
    context = page("jenis=staff")
    assert [row.name for row in context["rows"]] == ["Eko"]
    [drawn] = context["filters"]
    assert [choice.is_current for choice in drawn["choices"]] == [False, False, True]


@pytest.mark.parametrize("cursor", ["x", "WzEsMiwzXQ", page.__name__])
def test_a_broken_place_is_no_page(cursor):
    with pytest.raises(Http404):
        page(f"kursor={cursor}")


def test_a_place_of_one_order_is_no_place_of_another():
    asked = page()["older_url"].partition("?")[2]
    with pytest.raises(Http404):
        page(asked + "&urut=-name")
