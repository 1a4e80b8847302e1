"""`/helpdesk/faq/` (row B13) as each role: what they read, what they may do, and what they may not."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from faq.models import FAQEntry
from helpdesk.accounts.groups import EDITORS
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("faq_desk:list"), reverse("faq_desk:new")


@pytest.fixture
def department():
    return make.make_department("Jaringan", name_en="Network")


def of(person):
    browser = Client()
    browser.force_login(person)
    browser.cookies["django_language"] = "en"
    return browser


def entry(department, subject="Apa itu VPN?", answer="<p>Jalur aman.</p>", publish=False, by=None):
    return FAQEntry.write(department=department, subject=subject, answer=answer, by=by or make.make_admin(), publish=publish)


def page(one):
    return reverse("faq_desk:entry", args=[one.pk])


def filled(to, **changes):
    given = {"token": "t" * 32, "department": to.pk, "subject": "Apa itu DNS?", "description": "Buku alamat.\n\n- satu\n- dua"}
    return given | changes


def saved(browser, one, **changes):
    seen = browser.get(page(one)).context["seen"]
    given = {"seen": seen, "department": one.department_id, "subject": "Kata baru", "description": "Jawaban baru."}
    return browser.post(page(one), given | changes)


def text(answer, code=200):
    assert answer.status_code == code
    return " ".join(answer.content.decode().split())


# The desk


def test_the_list_shows_id_title_department_date_and_status(department):
    draft, live = entry(department, "Draf ini"), entry(department, "Sudah terbit", publish=True)
    asked = FAQEntry.ask(department=department, subject="Tanya saja", text="", by=make.make_client(name="Budi"))
    answer = of(make.make_staff()).get(LIST)
    words = text(answer)
    for head in ("Id", "Title", "Department", "Date", "Status"):
        assert f">{head}" in words
    for one, state in ((draft, "Draft"), (live, "Published"), (asked, "Question from a client")):
        assert f"#{one.pk}" in words and one.question in words and f"<span>{state}</span>" in words
    assert "Add New Question" in words


def test_the_list_is_searched_filtered_and_sorted(department):
    other = make.make_department("Server")
    entry(department, "Zebra lambat", "<p>Ada gajah.</p>", publish=True), entry(other, "Aneh")
    FAQEntry.ask(department=other, subject="Mengapa?", text="", by=make.make_client())
    browser = of(make.make_staff())

    def rows(**query):
        return [row.question for row in browser.get(LIST, query).context["rows"]]

    assert rows(q="gajah") == ["Zebra lambat"]
    assert rows(status="published") == ["Zebra lambat"] and rows(status="draft") == ["Aneh"] and rows(status="question") == ["Mengapa?"]
    assert set(rows(departemen=str(other.pk))) == {"Aneh", "Mengapa?"}
    assert rows(urut="title") == ["Aneh", "Mengapa?", "Zebra lambat"] and rows(urut="-title")[0] == "Zebra lambat"
    assert rows(urut="department")[0] == "Zebra lambat"
    assert len(rows(status="x", departemen="999999999", urut="answer")) == 3


def test_the_list_pages_by_key_with_constant_queries(department, django_assert_max_num_queries):
    browser = of(make.make_staff())
    for n in range(3):
        entry(department, f"Satu {n}", by=make.make_staff())
    browser.get(LIST)
    with django_assert_max_num_queries(7):
        browser.get(LIST)
    for n in range(25):
        FAQEntry.ask(department=department, subject=f"Dua {n}", text="", by=make.make_client())
    with django_assert_max_num_queries(7):
        first = browser.get(LIST, {"urut": "title"})
    second = browser.get(first.context["older_url"])
    assert (len(first.context["rows"]), len(second.context["rows"])) == (25, 3)


def test_staff_write_drafts_of_any_department_and_publish_nothing(department):
    browser = of(make.make_staff())
    answer = browser.post(NEW, filled(department, do="publish", live="on", asked_by="1", sort_order="1"))
    made = FAQEntry.objects.get()
    assert answer["Location"] == page(made)
    assert (made.live, made.answer, made.asked_by, made.sort_order) == (False, "<p>Buku alamat.</p><ul><li>satu</li><li>dua</li></ul>", None, 100)
    assert saved(browser, made, do="publish").status_code == 302
    made.refresh_from_db()
    assert (made.live, made.question) == (False, "Kata baru")
    assert "Save and publish" not in text(browser.get(page(made)))
    assert browser.post(reverse("faq_desk:take_down", args=[made.pk])).status_code == 404


@pytest.mark.parametrize("person", [make.make_admin, make.make_superadmin])
def test_admins_publish_and_take_down(department, person):
    browser = of(person())
    browser.post(NEW, filled(department, do="publish"))
    made = FAQEntry.objects.get()
    assert made.live
    assert saved(browser, made, do="publish").status_code == 302
    made.refresh_from_db()
    assert (made.live, made.question, made.answer) == (True, "Kata baru", "<p>Jawaban baru.</p>")
    browser.post(reverse("faq_desk:take_down", args=[made.pk]))
    made.refresh_from_db()
    assert not made.live
    assert "not published" in text(browser.post(reverse("faq_desk:take_down", args=[made.pk]), follow=True))


def test_a_form_sent_twice_makes_one_entry(department):
    browser = of(make.make_staff())
    assert browser.post(NEW, filled(department))["Location"] == browser.post(NEW, filled(department))["Location"]
    assert FAQEntry.objects.count() == 1


@pytest.mark.parametrize("changes", [{"subject": ""}, {"description": ""}, {"department": ""}, {"department": "999999"}, {"subject": "x" * 201}, {"description": "x" * 5001}, {"subject": "a\0b"}])
def test_a_wrong_form_comes_back_with_what_was_typed(department, changes):
    browser = of(make.make_staff())
    words = text(browser.post(NEW, filled(department, **changes)), 422)
    assert "Apa itu DNS?" in words or "subject" in changes
    assert not FAQEntry.objects.exists()


def test_of_two_who_edit_at_once_the_second_is_told(department):
    first, second, one = of(make.make_staff()), of(make.make_staff()), entry(department)
    seen = second.get(page(one)).context["seen"]
    assert saved(first, one, subject="Dari yang pertama").status_code == 302
    given = {"seen": seen, "department": department.pk, "subject": "Dari yang kedua", "description": "Teks kedua."}
    answer = second.post(page(one), given)
    words = text(answer, 409)
    assert "Dari yang kedua" in words and "Dari yang pertama" in words and "Teks kedua." in words
    assert FAQEntry.objects.get().question == "Dari yang pertama"
    assert second.post(page(one), given | {"seen": answer.context["seen"]}).status_code == 302
    assert FAQEntry.objects.get().question == "Dari yang kedua"


def test_the_page_shows_the_history_and_the_newest_draft(department):
    officer = make.make_staff("rudi", name="Rudi Hartono")
    one = entry(department, publish=True, by=make.make_admin("adi", name="Adi Nugroho"))
    saved(of(officer), one)
    words = text(of(officer).get(page(one)))
    assert "Rudi Hartono" in words and "Adi Nugroho" in words and "Jalur aman." in words
    assert "The public still reads the published wording" in words and 'value="Kata baru"' in words
    assert FAQEntry.objects.live().get().question == "Apa itu VPN?"


def test_formatting_that_would_be_lost_is_named(department):
    one = entry(department, answer="<p>Ini <b>tebal</b>.</p>")
    assert "drops the formatting" in text(of(make.make_staff()).get(page(one)))
    assert "drops the formatting" not in text(of(make.make_staff()).get(page(entry(department))))


def test_who_may_use_the_cms_is_led_there_to_the_same_entry(department, site_tree):
    from django.contrib.auth.models import Group

    one, officer = entry(department, publish=True), make.make_staff()
    assert "/cms/" not in of(officer).get(page(one)).content.decode()
    officer.groups.add(Group.objects.get(name=EDITORS))
    browser = of(officer)
    address = browser.get(page(one)).context["cms_url"]
    assert address and one.question in browser.get(address).content.decode()
    asked = FAQEntry.ask(department=department, subject="Tanya saja", text="Kata klien", by=make.make_client(name="Budi P"))
    words = browser.get(address.replace(str(one.pk), str(asked.pk))).content.decode()
    assert "Kata klien" in words and "Budi P" in words


def test_an_answer_published_in_the_cms_is_told_to_the_asker(department, site_tree):
    from helpdesk.notifications.models import Notification

    client, editor = make.make_client("budi"), make.make_editor()
    asked = FAQEntry.ask(department=department, subject="Tanya saja", text="", by=client)
    address = reverse(FAQEntry.snippet_viewset.get_url_name("edit"), args=[asked.pk])
    rich = '{"blocks":[{"key":"a","text":"Begini.","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[],"data":{}}],"entityMap":{}}'
    given = {
        "question": "Tanya saja", "answer": rich, "department": department.pk, "sort_order": 100, "question_en": "",
        "answer_en": "null", "action-publish": "1", "asked_by": "", "asked_text": "hilang",
    }  # fmt: skip
    assert of(editor).post(address, given).status_code == 302
    asked.refresh_from_db()
    assert (asked.live, asked.asked_by, asked.asked_text) == (True, client, "")
    assert Notification.objects.filter(recipient=client, facts__what="question_answered").count() == 1


def test_editors_have_no_desk_and_so_no_faq_there(department):
    browser, one = of(make.make_editor()), entry(department, publish=True)
    assert [browser.get(address).status_code for address in (LIST, NEW, page(one))] == [404, 404, 404]


# Clients


def test_clients_read_what_is_published_and_search_it(department):
    entry(department, "Zebra lambat", publish=True), entry(department, "Zebra rahasia")
    browser = of(make.make_client())
    words = text(browser.get(LIST))
    assert "Zebra lambat" in words and "rahasia" not in words and "Network" in words and "Send a question" in words
    found = text(browser.get(LIST, {"q": "zebra"}))
    assert "Zebra lambat" in found and "rahasia" not in found
    assert "No answer found" in text(browser.get(LIST, {"q": "kudanil"}))
    for state in ("draft", "question"):
        assert "rahasia" not in text(browser.get(LIST, {"status": state}))


def test_a_client_sends_a_question_and_follows_it(department):
    client = make.make_client("budi")
    browser = of(client)
    answer = browser.post(NEW, filled(department, description="Karena saya ingin tahu."), follow=True)
    asked = FAQEntry.objects.get()
    words = text(answer)
    assert "Your question was sent." in words and "Waiting for an answer" in words and "Karena saya ingin tahu." in words
    assert (asked.live, asked.answer, asked.asked_by) == (False, "", client)
    asked.revise(department=department, subject="Apakah DNS itu?", answer="<p>Buku alamat.</p>", by=make.make_admin(), publish=True)
    words = text(browser.get(page(asked)))
    assert "Answered" in words and "Buku alamat." in words
    assert "Apa itu DNS?" in text(browser.get(LIST)), "under My questions in the client's own words"


def test_a_client_cannot_publish_by_over_posting(department):
    browser = of(make.make_client())
    browser.post(NEW, filled(department, do="publish", live="on", answer="<p>Saya!</p>", sort_order="0", question_en="x"))
    made = FAQEntry.objects.get()
    assert (made.live, made.answer, made.sort_order, made.question_en) == (False, "", 100, "")
    assert browser.post(page(made), filled(department)).status_code == 404
    assert browser.post(reverse("faq_desk:take_down", args=[made.pk])).status_code == 404


def test_another_clients_question_does_not_exist(department):
    asked = FAQEntry.ask(department=department, subject="Rahasia", text="", by=make.make_client())
    own = FAQEntry.ask(department=department, subject="Milik saya", text="", by=(me := make.make_client()))
    browser = of(me)
    assert browser.get(page(own)).status_code == 200
    assert browser.get(page(asked)).status_code == browser.get(reverse("faq_desk:entry", args=[999_999])).status_code == 404
    assert browser.get(page(entry(department, publish=True))).status_code == 404
    assert "Rahasia" not in text(browser.get(LIST))


def test_nobody_floods_the_desk_with_questions(department):
    cache.clear()
    browser = of(make.make_client())
    codes = [browser.post(NEW, filled(department, token=f"{n}" * 32)).status_code for n in range(7)]
    assert codes == [302] * 5 + [429] * 2
    assert FAQEntry.objects.count() == 5
    assert "what you wrote is kept here" in text(browser.post(NEW, filled(department, token="z" * 32)), 429)
    assert of(make.make_client()).post(NEW, filled(department)).status_code == 302, "the control: somebody else may"
