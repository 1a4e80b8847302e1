"""Answers that are offered while somebody writes a ticket, and whether they spared one."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faq.jobs import judge_opened_answers
from faq.models import FAQEntry, Opening, Unfound
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = reverse("faq_desk:proposals")


@pytest.fixture
def department():
    return make.make_department("Jaringan")


@pytest.fixture
def service(department):
    return make.make_service(department=department)


def of(person):
    browser = Client()
    browser.force_login(person)
    browser.cookies["django_language"] = "en"
    return browser


def entry(department, question, **fields):
    return FAQEntry.objects.create(question=question, answer="<p>Jawaban.</p>", department=department, **fields)


def offered(browser, **query):
    answer = browser.get(ADDRESS, query)
    assert answer.status_code == 200
    return [one.question for one in answer.context["entries"]] if answer.content.strip() else []


# What is offered


def test_answers_match_the_words_and_the_chosen_service_comes_first(department, service):
    other = make.make_department("Server")
    entry(other, "VPN di server"), entry(department, "VPN di jaringan"), entry(department, "VPN untuk layanan", service=service)
    browser = of(make.make_client())
    assert offered(browser, judul="bagaimana memakai vpn", layanan=service.code)[:2] == ["VPN untuk layanan", "VPN di jaringan"]
    assert len(offered(browser, judul="vpn")) == 3
    assert offered(browser, judul="kudanil") == [] == offered(browser, judul="yang untuk dari") == offered(browser)
    assert "<html" not in browser.get(ADDRESS, {"judul": "vpn"}).content.decode()


def test_at_most_four_are_offered_with_constant_queries(department, service, django_assert_max_num_queries):
    browser = of(make.make_client())
    for number in range(9):
        entry(department, f"VPN nomor {number}", service=service)
    offered(browser, judul="vpn")
    with django_assert_max_num_queries(6):
        assert len(offered(browser, judul="vpn", layanan=service.code)) == 4


def test_no_draft_is_offered_nor_what_a_closed_department_said(department, service):
    draft = entry(department, "VPN rahasia", live=False, service=service)
    entry(make.make_department("Lama", is_active=False), "VPN lama")
    browser = of(make.make_client())
    FAQEntry.ask(department=department, subject="VPN saya", text="", by=make.make_client())
    assert offered(browser, judul="vpn", layanan=service.code) == offered(browser, layanan=service.code) == []
    draft.live = True
    draft.save()
    assert offered(browser, judul="vpn") == ["VPN rahasia"], "the control"


def test_odd_words_break_nothing(department):
    browser = of(make.make_client())
    for words in ("\0", "x" * 5000, "' & | !", "%%%", "<script>"):
        assert offered(browser, judul=words, layanan=words) == []


def test_what_is_typed_into_a_ticket_is_remembered_nowhere(department):
    offered(of(make.make_client()), judul="laptop budi hilang")
    assert not Unfound.objects.exists()


def test_the_form_of_a_new_ticket_lists_the_answers_of_its_service_without_javascript(department, service):
    entry(department, "Berapa lama?", service=service), entry(department, "Tentang yang lain")
    html = of(make.make_client()).get(reverse("helpdesk:ticket_create"), {"layanan": service.code}).content.decode()
    assert "Berapa lama?" in html and "Tentang yang lain" not in html and f'data-service="{service.code}"' in html


# Whether it helped


def open_it(browser, one):
    return browser.post(reverse("faq_desk:opened", args=[one.pk])).status_code


def helped(one, at=None):
    return FAQEntry.objects.with_feedback(at=at).get(pk=one.pk).helped


def test_an_opened_answer_helped_when_no_ticket_follows_within_a_day(department):
    one, person = entry(department, "Apa itu VPN?"), make.make_client()
    assert [open_it(of(person), one) for _again in range(3)] == [204] * 3
    assert Opening.objects.get().person == person, "opened again it counts once"
    assert helped(one) == 0, "it is too early to say"
    assert helped(one, at=timezone.now() + timedelta(hours=24, minutes=5)) == 0, "the clock has not looked once more"
    assert helped(one, at=timezone.now() + timedelta(hours=25)) == 1


def test_it_did_not_help_who_sends_a_ticket_all_the_same(department, service):
    one, person, other = entry(department, "Apa itu VPN?"), make.make_client(), make.make_client()
    open_it(of(person), one), open_it(of(other), one)
    ticket = make.make_ticket(service=service, requester=person)
    make.make_ticket(service=service, requester=person)
    assert judge_opened_answers() == 1 and judge_opened_answers() == 0
    assert set(Opening.objects.values_list("person", "ticket")) == {(person.pk, ticket.pk), (other.pk, None)}
    assert helped(one, at=timezone.now() + timedelta(hours=25)) == 1
    open_it(of(person), one)
    assert Opening.objects.filter(person=person, ticket=None).count() == 1, "a new question begins anew"


def test_who_asks_again_after_a_ticket_begins_anew_though_the_clock_has_not_come_by(department, service):
    one, person = entry(department, "Apa itu VPN?"), make.make_client()
    open_it(of(person), one)
    ticket = make.make_ticket(service=service, requester=person)
    open_it(of(person), one)
    assert list(Opening.objects.order_by("pk").values_list("ticket", flat=True)) == [ticket.pk, None]


def test_a_ticket_before_and_a_ticket_of_somebody_else_say_nothing(department, service):
    one, person = entry(department, "Apa itu VPN?"), make.make_client()
    make.make_ticket(service=service, requester=person, at=timezone.now() - timedelta(minutes=1))
    open_it(of(person), one)
    make.make_ticket(service=service, requester=make.make_client())
    assert Opening.objects.judge() == 0 and Opening.objects.get().ticket is None


def test_a_ticket_a_day_later_is_another_matter(department, service):
    one, person = entry(department, "Apa itu VPN?"), make.make_client()
    Opening.objects.record(one, by=person, at=timezone.now() - timedelta(hours=25))
    make.make_ticket(service=service, requester=person)
    assert Opening.objects.judge() == 0 and helped(one) == 1


def test_only_clients_openings_count_and_only_of_what_they_may_read(department):
    one, draft = entry(department, "Apa itu VPN?"), entry(department, "Rahasia", live=False)
    assert open_it(of(make.make_staff()), one) == 204
    assert open_it(of(make.make_client()), draft) == 404
    assert open_it(of(make.make_editor()), one) == 404
    assert not Opening.objects.exists()


def test_nobody_fills_the_table_by_opening(department, monkeypatch):
    from faq.views import proposals
    from helpdesk.common.throttle import Rate

    cache.clear()
    monkeypatch.setattr(proposals, "RATE", Rate(amount=2, seconds=60))
    browser = of(make.make_client())
    assert [open_it(browser, entry(department, f"Apa {number}?")) for number in range(3)] == [204] * 3
    assert Opening.objects.count() == 2
