"""The FAQ in the CMS: order, prefilled words, previews, what readers made of it; and the approval before publishing."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from faq import workflow
from faq.models import FAQEntry, Opening, Opinion, Unfound
from faq.unfound import note
from faq.verbs import Refused
from helpdesk.accounts.groups import ensure as ensure_groups
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/cms/snippets/faq/faqentry/"
ANSWER = '{"blocks":[{"key":"a","text":"Ya.","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'


@pytest.fixture
def department():
    return make.make_department("Jaringan")


@pytest.fixture(autouse=True)
def groups(site_tree):
    ensure_groups()
    workflow.ensure()


def of(person):
    browser = Client()
    browser.force_login(person)
    browser.cookies["django_language"] = "en"
    return browser


def entry(department, question="Apa itu VPN?", **fields):
    return FAQEntry.objects.create(question=question, answer="<p>Jalur aman.</p>", department=department, **fields)


def words(answer, code=200):
    assert answer.status_code == code
    return answer.content.decode()


def filled(department, **changes):
    return {
        "question": "Apa itu VPN?", "answer": ANSWER, "answer_en": "null", "question_en": "", "department": department.pk, "service": "",
    } | changes  # fmt: skip


def edit(one):
    return f"{LIST}edit/{one.pk}/"


# The list and its order


def order(department):
    return list(FAQEntry.objects.filter(department=department).in_order().values_list("question", flat=True))


@pytest.mark.parametrize(
    ("question", "position", "result"),
    [("C", 0, "CAB"), ("A", 2, "BCA"), ("A", 1, "BAC"), ("C", 4, "ABC"), ("A", 99, "BCA"), ("B", "x", "ACB"), ("B", -1, "ACB"), ("A", 0, "ABC")],
)
def test_entries_are_dragged_within_their_department(question, position, result, department):
    other = make.make_department("Zona", sort_order=department.sort_order + 1)
    for name in "ABC":
        entry(department, name)
    for name in "XY":
        entry(other, name)
    moved = FAQEntry.objects.get(question=question)
    answer = of(make.make_editor()).post(f"{LIST}reorder/{moved.pk}/?position={position}")
    assert answer.json() == {"success": True}
    assert ("".join(order(department)), "".join(order(other))) == (result, "XY")
    assert of(make.make_staff()).post(f"{LIST}reorder/{moved.pk}/?position=0").status_code in {302, 403}


def test_while_dragging_the_list_stands_as_the_public_reads_it(department):
    other = make.make_department("Zona", sort_order=department.sort_order + 1)
    entry(other, "Pertanyaan X", sort_order=1), entry(department, "Pertanyaan A", sort_order=9)
    html = words(of(make.make_editor()).get(LIST, {"ordering": "sort_order"}))
    assert "w-orderable" in html and html.index("Pertanyaan A") < html.index("Pertanyaan X")


def test_an_old_wording_that_is_published_keeps_the_place(department):
    editor = make.make_editor()
    one, two = FAQEntry.write(department=department, subject="A", answer="<p>a</p>", by=editor, publish=True), entry(department, "B")
    of(editor).post(f"{LIST}reorder/{one.pk}/?position=1")
    FAQEntry.objects.get(pk=one.pk).latest_revision.publish(user=editor)
    assert order(department) == ["B", "A"] and two.question == "B"


def test_the_list_tells_what_readers_made_of_it_with_constant_queries(department, django_assert_max_num_queries):
    service, browser, person = make.make_service(department=department), of(make.make_editor()), make.make_client()
    one = entry(department, service=service)
    for reader, is_useful in (("a", True), ("b", True), ("c", False)):
        Opinion.objects.say(one, reader=reader, is_useful=is_useful)
    Opening.objects.record(one, by=person, at=timezone.now() - timedelta(days=2))
    row = FAQEntry.objects.with_feedback().get()
    assert (row.useful, row.not_useful, row.helped) == (2, 1, 1)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    for number in range(15):
        Opinion.objects.say(entry(department, f"Lagi {number}"), reader="a", is_useful=False)
    with django_assert_max_num_queries(len(few)):
        html = words(browser.get(LIST))
    assert html.count("Lagi ") >= 15
    assert "Lagi 3" not in words(browser.get(LIST, {"service": service.pk})) and "Apa itu VPN?" in words(browser.get(LIST, {"service": service.pk}))
    assert words(browser.get(LIST, {"ordering": "-not_useful"}))


def test_the_list_is_narrowed_by_state(department):
    browser, admin = of(make.make_editor()), make.make_admin()
    entry(department, "Sudah terbit"), entry(department, "Masih draf", live=False)
    FAQEntry.ask(department=department, subject="Dari klien", text="", by=make.make_client())
    sent = FAQEntry.write(department=department, subject="Menunggu Admin", answer="<p>a</p>", by=admin)
    Workflow.objects.get(name=workflow.NAME).start(sent, admin)
    later = FAQEntry.write(department=department, subject="Besok pagi", answer="<p>a</p>", by=admin)
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision(user=admin).publish(user=admin)

    def listed(state):
        html = words(browser.get(LIST, {"state": state}))
        return {name for name in ("Sudah terbit", "Masih draf", "Dari klien", "Menunggu Admin", "Besok pagi") if name in html}

    assert listed("published") == {"Sudah terbit"}
    assert listed("question") == {"Dari klien"}
    assert listed("scheduled") == {"Besok pagi"} and listed("waiting") == {"Menunggu Admin"}
    assert listed("draft") == {"Masih draf", "Menunggu Admin", "Besok pagi"}


def test_no_list_of_the_faq_is_exported_raw(department):
    entry(department, "=1+1")
    note("=cmd dari luar")
    for path in (LIST, "/cms/snippets/faq/unfound/"):
        for kind in ("csv", "xlsx"):
            assert "html" in of(make.make_editor()).get(path, {"export": kind})["Content-Type"]


# Previews


def test_an_editor_previews_a_draft_in_both_languages(department):
    browser = of(make.make_editor())
    given = filled(department, question_en="What is a VPN?", answer_en=ANSWER.replace("Ya.", "Yes."))
    one = entry(department, live=False)
    address = f"{LIST}preview/{one.pk}/"
    assert browser.post(address, given).json()["is_valid"]
    indonesian = words(browser.get(address, {"mode": "id"}))
    english = words(browser.get(address, {"mode": "en"}))
    assert 'lang="id"' in indonesian and "Apa itu VPN?" in indonesian and "What is" not in indonesian
    assert 'lang="en"' in english and "What is a VPN?" in english and "Yes." in english
    assert browser.post(f"{LIST}preview/", given).json()["is_valid"], "of a new entry too"
    assert "Apa itu VPN?" in words(browser.get(f"{LIST}preview/", {"mode": "id"}))


# Time


def test_an_entry_appears_and_disappears_by_the_clock(department):
    editor, one = make.make_editor(), entry(department, live=False)
    soon = timezone.now() + timedelta(hours=1)
    given = filled(department, go_live_at=f"{timezone.localtime(soon):%Y-%m-%d %H:%M}", expire_at=f"{timezone.localtime(soon + timedelta(hours=1)):%Y-%m-%d %H:%M}")
    assert of(editor).post(edit(one), given | {"action-publish": "1"}).status_code == 302
    assert not FAQEntry.objects.live().exists()
    one = FAQEntry.objects.get()
    with pytest.raises(Refused, match="CMS"):
        one.go_public(by=make.make_admin())
    revision = one.scheduled_revision
    past = timezone.now() - timedelta(minutes=5)
    revision.approved_go_live_at, revision.content["go_live_at"] = past, past.isoformat()
    revision.save()
    call_command("clock", "publish_scheduled_content", once=True)
    assert FAQEntry.objects.live().count() == 1
    FAQEntry.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("clock", "publish_scheduled_content", once=True)
    assert not FAQEntry.objects.live().exists() and FAQEntry.objects.count() == 1


# Approval


def test_setting_up_twice_makes_one_workflow_and_leaves_an_edited_one_alone():
    assert workflow.ensure() == 0
    made = FAQEntry.get_default_workflow()
    assert [step.specific.groups.get().name for step in made.tasks] == ["Admins"]
    made.deactivate()
    assert workflow.ensure() == 0 and FAQEntry.get_default_workflow() is None


def sent(department, editor):
    one = entry(department, live=False)
    assert of(editor).post(edit(one), filled(department, **{"action-submit": "1"})).status_code == 302
    return FAQEntry.objects.get(pk=one.pk)


def test_an_editor_sends_an_entry_and_an_admin_approves_it_in_the_cms(department):
    editor, admin = make.make_editor(), make.make_admin()
    one = sent(department, editor)
    assert one.workflow_in_progress and not one.live
    step = one.current_workflow_task_state
    url = reverse(FAQEntry.snippet_viewset.get_url_name("confirm_workflow_cancellation"), args=[one.pk])
    assert of(admin).get(url).status_code == 200
    answer = of(admin).post(edit(one), filled(department, **{"action-workflow-action": "1", "workflow-action-name": "approve"}))
    assert answer.status_code == 302
    one.refresh_from_db()
    assert one.live and not one.workflow_in_progress and step.pk


def test_publishing_at_the_desk_is_the_approval(department):
    editor, admin = make.make_editor(), make.make_admin()
    one = sent(department, editor)
    one.revise(department=department, subject="Apa guna VPN?", answer="<p>Aman.</p>", by=admin, publish=True)
    assert (one.live, one.question, one.workflow_in_progress) == (True, "Apa guna VPN?", False)
    assert one.workflow_states.get().status == "approved"


def test_what_was_sent_for_approval_is_not_changed_by_others(department):
    officer = make.make_staff()
    one = sent(department, make.make_editor())
    for step in (lambda: one.revise(department=department, subject="X", answer="<p>x</p>", by=officer), lambda: one.go_public(by=officer)):
        with pytest.raises(Refused):
            step()
    assert "sent for approval" in words(of(officer).get(one.desk_url))
    seen = of(officer).get(one.desk_url).context["seen"]
    answer = of(officer).post(one.desk_url, {"seen": seen, "department": department.pk, "subject": "Kata saya", "description": "Teks saya"})
    html = words(answer, 409)
    assert "Kata saya" in html and "Teks saya" in html
    assert FAQEntry.objects.get().question == "Apa itu VPN?"


def test_a_lock_holds_at_the_desk_and_names_who_holds_it(department):
    editor, admin = make.make_editor(name="Eka Editor"), make.make_admin()
    one = entry(department)
    one.locked, one.locked_by, one.locked_at = True, editor, timezone.now()
    one.save()
    for step in (one.go_public, one.take_down):
        with pytest.raises(Refused, match="Eka Editor"):
            step(by=admin)
    one.locked, one.locked_by = False, None
    one.save()
    one.take_down(by=admin)
    assert not FAQEntry.objects.live().exists(), "the control: unlocked"


# Asked for, not found


def test_editors_write_about_what_was_not_found_and_settle_it(department):
    note("parkir <b>tamu"), note("parkir <b>tamu")
    one, browser = Unfound.objects.get(), of(make.make_editor())
    html = words(browser.get("/cms/snippets/faq/unfound/"))
    assert "parkir &lt;b&gt;tamu" in html and "?question=parkir" in html
    prefilled = words(browser.get(f"{LIST}add/", {"question": "parkir <b>tamu"}))
    assert "Parkir &lt;b&gt;tamu" in prefilled
    assert browser.post(f"/cms/snippets/faq/unfound/edit/{one.pk}/", {"is_settled": "on", "words": "lain", "times": "99"}).status_code == 302
    one.refresh_from_db()
    assert (one.is_settled, one.words, one.times) == (True, "parkir <b>tamu", 2)
    assert not Unfound.objects.open_ones()


def test_nobody_adds_or_deletes_such_words_and_others_do_not_see_them(department):
    note("parkir tamu")
    one = Unfound.objects.get()
    for person in (make.make_editor(), make.make_superadmin()):
        for path in ("add/", f"delete/{one.pk}/"):
            assert of(person).get(f"/cms/snippets/faq/unfound/{path}").status_code in {302, 403}
            of(person).post(f"/cms/snippets/faq/unfound/{path}", {"words": "x"})
    assert Unfound.objects.get() == one
    for person in (make.make_client(), make.make_staff()):
        assert of(person).get("/cms/snippets/faq/unfound/").status_code in {302, 403, 404}


def test_editors_read_why_an_answer_did_not_help_newest_first(department, django_assert_max_num_queries):
    one, browser = entry(department), of(make.make_editor())
    start = timezone.now() - timedelta(hours=1)
    for number in range(60):
        opinion = Opinion.objects.say(one, reader=str(number), is_useful=False, reason="unclear", text=f"Kata <i>{number:02}")
        Opinion.objects.filter(pk=opinion.pk).update(at=start + timedelta(seconds=number))
    Opinion.objects.say(one, reader="x", is_useful=True)
    address = reverse("faq_not_useful")
    browser.get(address)
    with django_assert_max_num_queries(14):
        answer = browser.get(address)
    html = words(answer)
    assert html.index("Kata &lt;i&gt;59") < html.index("Kata &lt;i&gt;58") and "Kata &lt;i&gt;09" not in html
    older = words(browser.get(address, {"dari": answer.context["opinions"].next_cursor}))
    assert "Kata &lt;i&gt;09" in older and edit(one) in older
    for person in (make.make_client(), make.make_staff()):
        assert of(person).get(address).status_code in {302, 403, 404}
