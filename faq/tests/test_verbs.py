"""What people do with entries, and who hears of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from faq.history import history_of
from faq.load import load
from faq.models import FAQEntry, State
from faq.verbs import Refused
from helpdesk.catalogue import load as catalogue
from helpdesk.notifications.models import Notification
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return make.make_department("Jaringan")


@pytest.fixture
def officer(department):
    return make.make_staff("rudi", department)


def fresh(entry):
    return FAQEntry.objects.select_related("department", "latest_revision").get(pk=entry.pk)


def read_by_the_public():
    return [(entry.question, entry.answer) for entry in FAQEntry.objects.live().in_order()]


def write(department, by, subject="Apa itu VPN?", answer="<p>Jalur aman.</p>", **facts):
    return FAQEntry.write(department=department, subject=subject, answer=answer, by=by, **facts)


def told():
    return set(Notification.objects.values_list("recipient__username", "facts__what", "path"))


def test_a_draft_is_read_by_nobody_until_it_is_published(department, officer):
    entry = write(department, officer)
    assert (entry.state, read_by_the_public()) == (State.DRAFT, [])
    entry.go_public(by=make.make_admin())
    assert (fresh(entry).state, read_by_the_public()) == (State.PUBLISHED, [("Apa itu VPN?", "<p>Jalur aman.</p>")])


def test_a_draft_of_a_published_entry_changes_nothing_for_the_public_until_published(department, officer):
    admin = make.make_admin()
    entry = write(department, admin, publish=True)
    fresh(entry).revise(department=department, subject="Apa guna VPN?", answer="<p>Aman.</p>", by=officer)
    assert read_by_the_public() == [("Apa itu VPN?", "<p>Jalur aman.</p>")]
    assert fresh(entry).has_unpublished_changes and fresh(entry).live
    fresh(entry).revise(department=department, subject="Apa guna VPN?", answer="<p>Sangat aman.</p>", by=admin, publish=True)
    assert read_by_the_public() == [("Apa guna VPN?", "<p>Sangat aman.</p>")]
    assert not fresh(entry).has_unpublished_changes


def test_what_is_taken_down_stays_as_a_draft_and_can_come_back(department):
    admin = make.make_admin()
    entry = write(department, admin, publish=True)
    fresh(entry).take_down(by=admin)
    assert (read_by_the_public(), fresh(entry).state) == ([], State.DRAFT)
    with pytest.raises(Refused):
        fresh(entry).take_down(by=admin)
    fresh(entry).go_public(by=admin)
    assert len(read_by_the_public()) == 1


@pytest.mark.parametrize("empty", ["", "<p></p>", '<p data-block-key="x"> </p>'])
def test_an_entry_without_an_answer_is_not_published(department, officer, empty):
    entry = write(department, officer, answer=empty)
    with pytest.raises(Refused, match="jawaban"):
        entry.go_public(by=make.make_admin())
    assert not read_by_the_public()
    with pytest.raises(IntegrityError), transaction.atomic():
        FAQEntry.objects.filter(pk=entry.pk).update(live=True, answer="")


def test_the_history_keeps_every_wording_with_who_and_when(department, officer):
    admin = make.make_admin("adi", name="Adi")
    entry = write(department, officer)
    fresh(entry).revise(department=department, subject="Apa guna VPN?", answer="<p>Aman.</p>", by=admin, publish=True)
    newest, first = history_of(fresh(entry))
    assert (newest.who, newest.question, newest.answer, newest.is_live) == ("Adi", "Apa guna VPN?", "<p>Aman.</p>", True)
    assert (first.who, first.question, first.is_live) == ("Rudi", "Apa itu VPN?", False)


def test_an_entry_that_came_with_the_site_keeps_its_first_wording(officer):
    catalogue.load()
    load()
    entry = FAQEntry.objects.first()
    before = entry.question
    entry.revise(department=entry.department, subject="Lain sama sekali", answer="<p>Ya.</p>", by=officer)
    assert [version.question for version in history_of(fresh(entry))] == ["Lain sama sekali", before]
    assert fresh(entry).question == before and fresh(entry).live


# A client's question


def ask(department, by, subject="Bolehkah VPN dari rumah?", text="Saya bekerja dari rumah."):
    return FAQEntry.ask(department=department, subject=subject, text=text, by=by)


def test_a_question_lands_as_a_draft_that_the_desk_is_told_of(department, officer):
    make.make_admin("adi"), make.make_staff("wati", make.make_department()), make.make_editor("eka"), make.make_staff("lama", department, is_active=False)
    client = make.make_client("budi", name="Budi Prasetyo")
    entry = ask(department, client)
    assert (entry.state, entry.answer, read_by_the_public()) == (State.QUESTION, "", [])
    path = f"/helpdesk/faq/{entry.pk}/"
    assert told() == {("rudi", "question_sent", path), ("adi", "question_sent", path)}


def test_the_asker_is_told_once_when_the_answer_is_published(department, officer):
    client, admin = make.make_client("budi"), make.make_admin("adi")
    entry = ask(department, client)
    Notification.objects.all().delete()
    fresh(entry).revise(department=department, subject="Bolehkah memakai VPN dari rumah?", answer="<p>Boleh.</p>", by=officer)
    assert told() == set(), "a draft is no answer"
    for _again in range(2):
        fresh(entry).go_public(by=admin)
    assert told() == {("budi", "question_answered", f"/helpdesk/faq/{entry.pk}/")}
    assert Notification.objects.count() == 1
    kept = fresh(entry)
    assert (kept.asked_by, kept.asked_text, kept.asked_subject) == (client, "Saya bekerja dari rumah.", "Bolehkah VPN dari rumah?")
    assert kept.answered_at and kept.state == State.PUBLISHED


def test_who_was_told_stays_told_whichever_wording_is_published_later(department, officer):
    client, admin = make.make_client("budi"), make.make_admin("adi")
    entry = ask(department, client)
    first = fresh(entry).latest_revision
    fresh(entry).revise(department=department, subject="Boleh?", answer="<p>Boleh.</p>", by=admin, publish=True)
    when = fresh(entry).answered_at
    first.content["answer"] = "<p>Boleh sekali.</p>"
    first.save()
    first.publish(user=admin, skip_permission_checks=True)
    assert (fresh(entry).answered_at, fresh(entry).asked_by) == (when, client)
    assert Notification.objects.filter(recipient=client).count() == 1


def test_an_answer_that_appears_by_its_time_is_told_too(department, officer):
    from django.core.management import call_command

    client = make.make_client("budi")
    entry = ask(department, client)
    fresh(entry).revise(department=department, subject="Boleh?", answer="<p>Boleh.</p>", by=officer)
    revision = fresh(entry).latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")
    assert fresh(entry).live and Notification.objects.filter(recipient=client).count() == 1


def test_a_client_sees_no_question_but_the_own(department):
    budi, citra = make.make_client("budi"), make.make_client("citra")
    entry = ask(department, budi)
    assert list(FAQEntry.objects.asked_by(budi)) == [entry]
    assert not FAQEntry.objects.asked_by(citra)
    assert not FAQEntry.objects.asked_by(make.make_editor())
    assert not FAQEntry.objects.live().search("rumah")


def test_a_question_says_who_asked_and_when(department):
    entry = ask(department, make.make_client())
    with pytest.raises(IntegrityError), transaction.atomic():
        FAQEntry.objects.filter(pk=entry.pk).update(asked_at=None)
