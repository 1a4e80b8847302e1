"""What visitors find: one address for one answer, the facts for search engines, “Was this useful?”."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from faq.models import FAQEntry, FAQIndexPage, Opinion, Unfound
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
EVIL = 'Apa </script><script>alert(1)</script> & "kutip" ?'


@pytest.fixture
def department():
    """A department, and an FAQ page that everybody may read: answers have an address below it."""
    if not FAQIndexPage.objects.exists():
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        root.add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))
    return make.make_department("Jaringan", name_en="Network")


@pytest.fixture
def faq(site_tree):
    from home.tests.ground import stand

    for page in FAQIndexPage.objects.all():
        page.delete()
    stand()
    FAQEntry.objects.all().delete()
    return "/faq/"


def entry(department, question="Apa itu VPN?", answer="<p>Jalur <b>aman</b>.</p>", **fields):
    return FAQEntry.objects.create(question=question, answer=answer, department=department, **fields)


def visitor(language="en", **headers):
    browser = Client(headers={"user-agent": "Firefox"} | headers)
    browser.cookies["django_language"] = language
    return browser


def text(answer, code=200):
    assert answer.status_code == code
    return " ".join(answer.content.decode().split())


def facts(html):
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    found = [json.loads(block) for block in blocks]
    return [one for one in found if one["@type"] == "FAQPage"]


# One answer


def test_an_answer_has_an_address_of_its_own(department):
    one, other = entry(department), entry(department, "Apa itu DNS?")
    assert one.url == f"/faq/{one.pk}-apa-itu-vpn/"
    answer = visitor().get(one.url)
    words = text(answer)
    assert "Jalur <b>aman</b>." in words and "Was this useful?" in words and other.url in words
    assert not answer.cookies and "csrfmiddlewaretoken" not in words, "kept whole for all visitors"


def test_a_new_wording_does_not_break_a_link_to_the_answer(department):
    one = entry(department)
    for path in (f"/faq/{one.pk}/", f"/faq/{one.pk}-kata-yang-lama/"):
        answer = visitor().get(path)
        assert (answer.status_code, answer["Location"]) == (301, one.url)
    one.question = "？？？"
    one.save()
    assert visitor().get(one.url).status_code == 200


def test_a_draft_has_no_address_at_all(department):
    draft, closed = entry(department, live=False), entry(make.make_department("Lama", is_active=False))
    for one in (draft, closed):
        judge = reverse("faq_public:judge", args=[one.pk])
        assert [visitor().get(path).status_code for path in (one.url, f"/faq/{one.pk}/", judge)] == [404] * 3
        assert visitor().post(judge, {"useful": "ya"}).status_code == 404
    assert not Opinion.objects.exists()
    draft.live = True
    draft.save()
    assert visitor().get(draft.url).status_code == 200, "the control"


def test_where_the_faq_page_is_closed_no_answer_has_an_address(department):
    one = entry(department)
    addresses = [one.url, reverse("faq_public:judge", args=[one.pk])]
    assert [visitor().get(path).status_code for path in addresses] == [200, 200], "the control"
    closed = PageViewRestriction.objects.create(page=FAQIndexPage.objects.get(), restriction_type=PageViewRestriction.LOGIN)
    assert [visitor().get(path).status_code for path in addresses] == [404, 404]
    closed.delete()
    FAQIndexPage.objects.get().unpublish()
    assert [visitor().get(path).status_code for path in addresses] == [404, 404]


def test_the_related_service_is_linked_while_it_can_be_asked_for(department, faq):
    service = make.make_service(department=department)
    one = entry(department, service=service)
    address = f'href="/layanan/{service.code}/"'
    assert address in text(visitor().get(one.url)) and address in text(visitor().get(faq))
    service.is_active = False
    service.save()
    assert address not in text(visitor().get(one.url)) and address not in text(visitor().get(faq))


def test_search_engines_are_led_to_each_answer_and_to_no_draft(department, faq):
    one, draft = entry(department), entry(department, "Rahasia?", live=False)
    sitemap = text(visitor().get("/sitemap.xml"))
    assert one.url in sitemap and f"/faq/{draft.pk}" not in sitemap
    alone, form = text(visitor().get(one.url)), text(visitor().get(reverse("faq_public:judge", args=[one.pk])))
    assert f'{one.url}">' in alone.partition('rel="canonical"')[2][:120] and "noindex" not in alone
    assert "noindex" in form


# The page of all answers


def test_the_page_finds_forgivingly_and_remembers_what_it_did_not_find(department, faq):
    entry(department, "Pengajuan aplikasi"), entry(department, "Aplikasi rahasia", live=False)
    found = text(visitor().get(faq, {"q": "mengajukan aplikasii"}))
    assert "Pengajuan aplikasi" in found and "rahasia" not in found and 'id="found"' in found
    assert "data-nothing-found" in text(visitor().get(faq, {"q": "kudanil"}))
    assert "data-nothing-found" in text(visitor(**{"x-search": "typing"}).get(faq, {"q": "kudan"}))
    assert list(Unfound.objects.values_list("words", "times")) == [("kudanil", 1)]


def test_the_page_asks_the_same_however_many_answers(department, faq, django_assert_max_num_queries):
    service = make.make_service(department=department)
    entry(department, service=service)
    visitor().get(faq)
    cache.clear()
    with CaptureQueriesContext(connection) as few:
        visitor().get(faq)
    for number in range(20):
        entry(department, f"Pertanyaan {number}", service=service)
    cache.clear()
    with CaptureQueriesContext(connection) as many:
        answer = visitor().get(faq)
    assert text(answer).count("Was this useful?") == 21
    assert len(many) <= len(few)


def test_search_engines_get_the_answers_and_no_markup_breaks_out(department, faq):
    evil = entry(department, EVIL, "<p>Jawaban &lt;/script&gt; aman.</p><ul><li>satu</li></ul>")
    entry(department, "Rahasia?", live=False)
    html = visitor().get(faq).content.decode()
    page = facts(html)[0]
    assert [one["name"] for one in page["mainEntity"]] == [EVIL]
    assert "Jawaban </script> aman." in page["mainEntity"][0]["acceptedAnswer"]["text"]
    assert "<script>alert" not in html
    alone = visitor().get(evil.url).content.decode()
    assert facts(alone)[0]["mainEntity"] == page["mainEntity"] and "<script>alert" not in alone


def test_search_engines_get_the_language_of_the_page(department, faq):
    entry(department, question_en="What is a VPN?", answer_en="<p>A safe way.</p>")
    assert facts(visitor("en").get(faq).content.decode())[0]["mainEntity"][0]["name"] == "What is a VPN?"
    assert facts(visitor("id").get(faq).content.decode())[0]["mainEntity"][0]["name"] == "Apa itu VPN?"


# Was this useful?


def judge(one, browser=None, fragment=False, **said):
    headers = {"x-fragment": "opinion"} if fragment else {}
    return (browser or visitor()).post(reverse("faq_public:judge", args=[one.pk]), said, headers=headers)


def said():
    return list(Opinion.objects.order_by("pk").values_list("is_useful", "reason", "text"))


def test_a_visitor_says_whether_it_was_useful_without_javascript(department):
    one, browser = entry(department), visitor()
    address = reverse("faq_public:judge", args=[one.pk])
    page = browser.get(address, {"nilai": "tidak"})
    assert "no-store" in page["Cache-Control"] and re.search('value="tidak"[^>]* checked', text(page))
    answer = judge(one, browser, useful="tidak", reason="unclear", text="Apa itu jalur?")
    assert "Thank you" in text(browser.get(answer["Location"]))
    assert said() == [(False, "unclear", "Apa itu jalur?")]


def test_a_form_without_a_token_is_refused(department):
    one = entry(department)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("faq_public:judge", args=[one.pk]), {"useful": "ya"}).status_code == 403
    assert not said()


def test_changing_ones_mind_changes_the_row_and_somebody_else_counts_apart(department):
    one = entry(department)
    judge(one, useful="tidak", reason="outdated", text="Sudah lama")
    judge(one, useful="ya", reason="unclear", text="ikut terkirim")
    assert said() == [(True, "", "")]
    judge(one, visitor(**{"user-agent": "Other browser"}), useful="tidak")
    assert said() == [(True, "", ""), (False, "", "")]


def test_nobody_is_known_by_what_is_kept(department):
    one, other = entry(department), entry(department, "Apa itu DNS?")
    judge(one, useful="ya"), judge(other, useful="ya")
    names = list(Opinion.objects.values_list("reader", flat=True))
    assert len(set(names)) == 2 and all(re.fullmatch("[0-9a-f]{64}", name) for name in names)


def test_the_fragment_asks_why_after_a_no(department):
    one = entry(department)
    first = text(judge(one, fragment=True, useful="tidak"))
    assert "What was wrong with it?" in first and "<html" not in first
    assert said() == [(False, "", "")], "the No counts, whatever comes of the question"
    assert "Thank you. It helps" in text(judge(one, fragment=True, useful="tidak", reason="incomplete", text=""))
    assert said() == [(False, "incomplete", "")]
    assert "Thank you. It helps" in text(judge(one, fragment=True, useful="ya"))


@pytest.mark.parametrize("wrong", [{}, {"useful": "x"}, {"useful": "tidak", "reason": "x"}, {"useful": "tidak", "text": "x" * 301}, {"useful": "tidak", "text": "a\0b"}])
def test_a_wrong_opinion_comes_back(department, wrong):
    assert judge(entry(department), **wrong).status_code == 422
    assert not said()


def test_over_posting_changes_nothing(department):
    one, other = entry(department), entry(department, "Apa itu DNS?")
    judge(one, useful="tidak", reader="x", entry=other.pk, at="2001-01-01", is_useful="1", live="")
    opinion = Opinion.objects.get()
    assert (opinion.entry, opinion.is_useful, opinion.reader != "x", opinion.at.year > 2001) == (one, False, True, True)
    assert FAQEntry.objects.live().count() == 2


def test_one_address_cannot_judge_without_end(department, monkeypatch):
    from faq.views import opinion
    from helpdesk.common.throttle import Rate

    cache.clear()
    monkeypatch.setattr(opinion, "RATE", Rate(amount=2, seconds=60))
    some = [entry(department, f"Apa {number}?") for number in range(3)]
    assert [judge(one, useful="ya").status_code for one in some] == [302, 302, 429]
    assert Opinion.objects.count() == 2
