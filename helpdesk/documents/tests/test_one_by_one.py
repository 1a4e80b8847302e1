"""The checking screen: one document after the other, with reasons from the list and the last day of what runs out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.attachments import scanning
from helpdesk.attachments.models import Attachment, Removed, Scan
from helpdesk.catalogue.models import DocumentRequirement, RefusalReason
from helpdesk.documents.result import send_result
from helpdesk.tests import factories as make
from helpdesk.tickets.models import IllegalMove
from helpdesk.tickets.tests.states import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    for place, code in enumerate(("buram", "terpotong")):
        RefusalReason.objects.create(code=code, label=f"{code.title()}.", label_en=f"{code} in English.", sort_order=place)
    RefusalReason.objects.create(code="meterai", label="Tanpa meterai.", documents=["surat_kuasa"])
    RefusalReason.objects.create(code="lama", label="Alasan lama.", is_active=False)
    return Office()


@pytest.fixture
def desk(client, office):
    client.force_login(office.officer)
    client.cookies["django_language"] = "en"
    return client


def page(ticket):
    return reverse("helpdesk:ticket_check", args=[ticket.number])


def noted(desk, ticket, code, **facts):
    """What a browser posts from the screen of one document."""
    form = desk.get(page(ticket), {"berkas": code}).context["form"]
    assert form.slot.code == code
    return {form.add_prefix("was"): form["was"].value(), form.add_prefix("key"): form["key"].value(),
            **{form.add_prefix(name): value for name, value in facts.items()}, "shown": code, "go": "next"}  # fmt: skip


def test_the_screen_shows_one_document_with_its_pages_and_links_to_the_others(office, desk):
    ticket = office.ticket("checking")
    answer = desk.get(page(ticket), {"berkas": "npwp"})
    text, npwp, ktp = answer.content.decode(), ticket.slots.get(code="npwp"), ticket.slots.get(code="ktp")
    picture = "helpdesk:attachment_page"
    assert f'src="{reverse(picture, args=[ticket.number, npwp.current.key, 1])}" width="1061" height="1500"' in text
    assert reverse(picture, args=[ticket.number, ktp.current.key, 1]) not in text
    assert f'value="ktp" data-url="{page(ticket)}?berkas=ktp"' in text and f'href="{npwp.current.get_absolute_url()}"' in text
    assert desk.get(page(ticket), {"berkas": "tidak-ada"}).context["shown"] == ktp


def test_a_long_document_shows_its_first_pages_and_the_rest_on_request(office, desk):
    ticket = office.ticket("checking")
    Attachment.objects.filter(pk=ticket.slots.get(code="ktp").current_id).update(pages=12)
    first = desk.get(page(ticket), {"berkas": "ktp"})
    assert len(first.context["pictures"]) == 5 and "Show all 12 pages" in first.content.decode()
    assert len(desk.get(first.context["more_url"]).context["pictures"]) == 12


def test_a_file_that_the_scanner_holds_shows_no_page_and_takes_no_verdict(office, desk):
    ticket = office.ticket("checking")
    ktp = ticket.slots.get(code="ktp").current
    Attachment.objects.filter(pk=ktp.pk).update(scan=Scan.WAITING)
    assert desk.get(page(ticket)).context["shown"].code == "npwp", "what can be judged comes first"
    data = noted(desk, ticket, "ktp", verdict="accept")
    answer = desk.get(page(ticket), {"berkas": "ktp"})
    text = answer.content.decode()
    assert not answer.context["pictures"] and "virus scanner has not passed" in text and "being scanned for viruses" in text
    assert ktp.get_absolute_url() not in text and "halaman/" not in text and 'value="accept"' not in text
    answer = desk.post(page(ticket), data)
    assert answer.status_code == 409 and "has not looked at this file yet" in answer.content.decode()
    answer = desk.post(page(ticket), noted(desk, ticket, "npwp", verdict="accept"))
    assert "siap=1" in answer.url, "going on does not run in circles"
    assert "Every document has its verdict" not in desk.get(answer.url).content.decode()
    refused = desk.post(reverse("helpdesk:ticket_result", args=[ticket.number]))
    assert refused.status_code == 409 and "Judge these documents first: KTP." in refused.content.decode()


def test_a_file_that_the_scanner_refused_says_so_and_names_no_officer(office, desk, settings):
    ticket = office.ticket("pending_documents")
    settings.CLAMD_ADDRESS = "/nobody.ctl"
    slot = make.send_document(ticket, "npwp")
    scanning.settle(slot.current, "Eicar-Test")
    slot.refresh_from_db()
    assert (slot.state, slot.decided_by) == ("refused", None)
    text = desk.get(page(ticket), {"berkas": "npwp"}).content.decode()
    assert "The virus scanner refused this file, and it has been deleted" in text and "Eicar-Test" in text
    assert "halaman/" not in text and slot.current.get_absolute_url() not in text


def test_a_file_that_was_deleted_after_the_set_time_keeps_name_and_verdict_here(office, desk):
    ticket = office.ticket("checking")
    slot = ticket.slots.get(code="ktp")
    make.judge_document(slot, "refuse", "Buram.", by=office.officer)
    make.judge_document(ticket.slots.get(code="npwp"), by=office.officer)
    send_result(ticket, by=office.officer)
    ticket.close("Selesai.", by=office.officer)
    Attachment.objects.get(pk=slot.current_id).discard(by=None, why=Removed.RETENTION)
    text = desk.get(page(ticket), {"berkas": "ktp"}).content.decode()
    assert "deleted after the set time" in text and "ktp.pdf" in text and "Buram." in text and "To be corrected" in text
    assert "halaman/" not in text and slot.current.get_absolute_url() not in text


def test_without_javascript_save_goes_from_document_to_document_and_then_to_the_sending(office, desk):
    ticket = office.ticket("checking")
    answer = desk.post(page(ticket), noted(desk, ticket, "ktp", verdict="accept"))
    assert answer.url == f"{page(ticket)}?berkas=npwp"
    data = noted(desk, ticket, "npwp", verdict="refuse", reasons=["terpotong", "buram"], reason="Halaman 2 saja.")
    answer = desk.post(page(ticket), data, follow=True)
    assert "Every document has its verdict" in answer.content.decode() and "data-send autofocus" in answer.content.decode()
    slot = ticket.slots.get(code="npwp")
    assert slot.verdict_reason == "Buram. Terpotong. Halaman 2 saja.", "in the office's language, in the list's order"
    form = desk.get(page(ticket), {"berkas": "npwp"}).context["form"]
    assert form.initial["reasons"] == ["buram", "terpotong"] and form.initial["reason"] == "Halaman 2 saja."
    assert desk.post(reverse("helpdesk:ticket_result", args=[ticket.number])).status_code == 302
    assert "Buram. Terpotong. Halaman 2 saja." in ticket.messages.get().text


def test_saving_again_what_stands_there_changes_nothing(office, desk):
    ticket = office.ticket("checking")
    make.judge_document(ticket.slots.get(code="npwp"), "refuse", "Buram. Halaman 2.", by=office.colleague)
    data = noted(desk, ticket, "npwp", verdict="refuse", reasons=["buram"], reason="Halaman 2.")
    assert desk.post(page(ticket), data).status_code == 302
    assert ticket.slots.get(code="npwp").verdict_by == office.colleague


def test_a_file_that_was_replaced_just_before_the_lock_is_not_judged(office):
    ticket = office.ticket("checking")
    slot = ticket.slots.get(code="ktp")
    seen = slot.current.key
    make.send_document(ticket, "ktp", name="ktp-baru.pdf")
    with pytest.raises(IllegalMove):
        slot.judge("accept", key=seen, by=office.officer)
    assert ticket.slots.get(code="ktp").verdict == ""


def test_only_active_reasons_that_fit_are_offered_and_nothing_else_is_taken(office, desk):
    ticket = office.ticket("checking")
    text = desk.get(page(ticket), {"berkas": "ktp"}).content.decode()
    assert "buram in English." in text and "Tanpa meterai." not in text and "Alasan lama." not in text
    for odd in ("meterai", "lama", "x"):
        answer = desk.post(page(ticket), noted(desk, ticket, "ktp", verdict="refuse", reasons=[odd], reason="Ya."))
        assert answer.status_code == 422
    answer = desk.post(page(ticket), noted(desk, ticket, "ktp", verdict="refuse", reason=""))
    assert answer.status_code == 422 and "Write the reason" in answer.content.decode()
    answer = desk.post(page(ticket), noted(desk, ticket, "ktp", verdict="refuse", reasons=["buram"], reason="x" * 498))
    assert answer.status_code == 422 and "together are too long" in answer.content.decode()
    assert not ticket.slots.exclude(verdict="").exists()


def test_what_runs_out_is_accepted_with_its_last_day(office, desk):
    ticket = office.ticket("checking")
    DocumentRequirement.objects.filter(service=office.papers, code="npwp").update(expires=True)
    assert "Valid until" not in desk.get(page(ticket), {"berkas": "ktp"}).content.decode()
    today = timezone.localdate()
    for day, sentence in (("", "Write down until when"), (today - timedelta(days=1), "no longer valid"), ("x", "")):
        answer = desk.post(page(ticket), noted(desk, ticket, "npwp", verdict="accept", expires_on=str(day)))
        assert answer.status_code == 422 and sentence in answer.content.decode()
    assert desk.post(page(ticket), noted(desk, ticket, "npwp", verdict="accept", expires_on=str(today))).status_code == 302
    slot = ticket.slots.get(code="npwp")
    assert (slot.verdict, slot.expires_on) == ("accept", today)


def test_a_ticket_of_many_documents_costs_a_constant_number_of_statements(office, desk, django_assert_max_num_queries):
    codes = [f"berkas{number}" for number in range(10)]
    office.papers = make.make_service(department=office.department, documents=codes)
    ticket = office.ticket("open_incomplete")
    for code in codes:
        make.send_document(ticket, code)
    desk.get(page(ticket))
    with django_assert_max_num_queries(9):
        assert len(desk.get(page(ticket)).context["entries"]) == 10
