"""Searches without a result: what is kept of them, and what never is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from faq import jobs, unfound
from faq.models import Unfound
from faq.unfound import normal, note

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def asked(**headers):
    return RequestFactory().get("/cari/", headers={"user-agent": BROWSER} | headers)


def kept():
    return dict(Unfound.objects.values_list("words", "times"))


@pytest.mark.django_db
def test_words_are_counted_once_for_each_search_however_they_are_written():
    for words in ("Parkir  Tamu", " parkir tamu\n", "PARKIR\0TAMU"):
        assert note(words)
    assert kept() == {"parkir tamu": 3}


@pytest.mark.parametrize(
    "words",
    [
        "budi@contoh.go.id", "0812 3456 7890", "nik 3171010101900001", "https://contoh.go.id/a", "www.contoh", "contoh.id",
        "tiket 123-456", "", "  ", "yang untuk dari", "ab", "12345", "' & |", "x" * 100 + " a@b",
    ],
)  # fmt: skip
def test_what_may_be_somebodys_data_or_says_nothing_is_never_kept(words):
    assert normal(words) == ""


def test_other_words_are_kept_and_cut():
    assert normal("Lupa Sandi 2024") == "lupa sandi 2024"
    assert normal("panjang " * 40) == ("panjang " * 40)[:120].strip()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [{"user-agent": "Googlebot/2.1"}, {"user-agent": "curl/8.1"}, {"x-search": "typing"}, {"sec-purpose": "prefetch;prerender"}],
)
def test_robots_and_half_typed_words_are_not_counted(headers):
    assert not note("parkir tamu", request=asked(**headers))
    assert kept() == {}
    assert note("parkir tamu", request=asked())


@pytest.mark.django_db
def test_one_address_cannot_fill_the_list(monkeypatch):
    cache.clear()
    monkeypatch.setattr(unfound, "RATE", unfound.throttle.Rate(amount=3, seconds=60))
    assert [note(f"kata {word}", request=asked()) for word in ("satu", "dua", "tiga", "empat")] == [True] * 3 + [False]
    elsewhere = asked()
    elsewhere.META["REMOTE_ADDR"] = "198.51.100.9"
    assert note("kata empat", request=elsewhere), "the control: another address may"


@pytest.mark.django_db
def test_a_full_list_counts_known_words_only(monkeypatch):
    note("parkir tamu")
    monkeypatch.setattr(unfound, "MOST", 1)
    assert not note("kantin pegawai")
    assert note("parkir tamu")
    assert kept() == {"parkir tamu": 2}


@pytest.mark.django_db
def test_the_clock_forgets_what_was_asked_once_long_ago():
    for words in ("parkir tamu", "kantin", "kantin", "lift barang"):
        note(words)
    Unfound.objects.exclude(words="lift barang").update(last_at=timezone.now() - timedelta(days=91))
    assert (jobs.prune_unfound_searches(), jobs.prune_unfound_searches()) == (1, 0)
    assert kept() == {"kantin": 2, "lift barang": 1}


@pytest.mark.django_db
def test_what_is_open_comes_by_how_often_it_was_asked():
    for words in ("parkir tamu", "kantin", "kantin", "lift"):
        note(words)
    Unfound.objects.filter(words="lift").update(is_settled=True)
    assert [one.words for one in Unfound.objects.open_ones()] == ["kantin", "parkir tamu"]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_every_search_is_counted():
    def search(_number):
        try:
            return note("parkir tamu")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(search, range(24)))
    assert kept() == {"parkir tamu": 24}
