"""The Documents card of the ticket page: what each reader sees of the places and files (rows A5–A7)."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import translation

from helpdesk.attachments.checks import check
from helpdesk.attachments.other_files import attach
from helpdesk.documents.views.context import documents_context
from helpdesk.tests import factories as cast
from helpdesk.tests.files import small_pdf, upload
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


def sent(name="npwp.pdf", text="NPWP"):
    return check(upload(small_pdf(text), name))


@pytest.fixture
def ticket():
    optional = {"code": "nib", "name": "NIB", "requirement": "optional"}
    service = cast.make_service("Registrasi", documents=["ktp", "npwp", optional])
    organisation = cast.make_organisation(shares_tickets=True)
    return cast.make_ticket(service=service, requester=cast.make_client(organisation=organisation))


def fresh(ticket):
    return Ticket.objects.for_page().get(pk=ticket.pk)


def card(ticket, reader):
    ticket = fresh(ticket)
    may = ticket.permissions_for(reader)
    with translation.override("en"):
        context = documents_context(ticket, reader, may) | {"ticket": ticket, "may": may, "csrf_token": "x"}
        return " ".join(render_to_string("helpdesk/documents/_slots.html", context).split())


def slot(ticket, code):
    found = ticket.slots.get(code=code)
    found.ticket = ticket
    return found


def test_an_untouched_ticket_names_what_is_missing(ticket):
    page = card(ticket, ticket.requester)
    assert "0 of 2 accepted" in page
    assert "<b>Still needed:</b> KTP, NPWP." in page
    assert page.count(">Missing<") == 2 and page.count(">Not sent<") == 1  # the badges of the three places
    assert "Start Upload" in page and "Add Files" in page


def test_a_sent_file_stands_with_its_name_and_size_and_can_be_taken_back(ticket):
    content = small_pdf("NPWP")
    slot(ticket, "npwp").send(sent(), by=ticket.requester)
    page = card(ticket, ticket.requester)
    file = ticket.attachments.get()
    assert file.size == len(content)
    assert "npwp.pdf</a>" in page and f'href="/helpdesk/tiket/{ticket.number}/berkas/{file.key}/"' in page
    assert " B · " in page or " kB · " in page
    assert "Being checked" in page
    assert f"/berkas/{file.key}/hapus/" in page
    assert "<b>Still needed:</b> KTP." in page


def test_an_accepted_file_can_no_longer_be_changed(ticket):
    place = slot(ticket, "npwp")
    place.send(sent(), by=ticket.requester)
    type(place).objects.filter(pk=place.pk).update(state="accepted")
    page = card(ticket, ticket.requester)
    assert "1 of 2 accepted" in page
    assert "/hapus/" not in page
    assert 'value="npwp"' not in page  # no place to send it to
    assert 'value="ktp"' in page


def test_a_refused_file_says_why_and_counts_as_missing(ticket):
    place = slot(ticket, "npwp")
    place.send(sent(), by=ticket.requester)
    type(place).objects.filter(pk=place.pk).update(state="refused", reason="Halaman 2 tidak terbaca.")
    page = card(ticket, ticket.requester)
    assert "Halaman 2 tidak terbaca." in page and "To be corrected" in page
    assert "<b>Still needed:</b> KTP, NPWP." in page


def test_when_all_are_sent_the_card_says_that_the_helpdesk_checks(ticket):
    for code in ("ktp", "npwp"):
        slot(ticket, code).send(sent(f"{code}.pdf", code), by=ticket.requester)
    page = card(ticket, ticket.requester)
    assert "Still needed:" not in page
    assert "All required documents have been sent" in page


def test_when_all_are_accepted_the_documents_are_complete(ticket):
    for code in ("ktp", "npwp"):
        slot(ticket, code).send(sent(f"{code}.pdf", code), by=ticket.requester)
    ticket.slots.exclude(code="nib").update(state="accepted")
    assert "2 of 2 accepted" in card(ticket, ticket.requester)
    assert "The documents are complete." in card(ticket, ticket.requester)


def test_an_offered_document_is_never_missing_but_counts_once_sent(ticket):
    slot(ticket, "nib").send(sent("nib.pdf"), by=ticket.requester)
    assert "0 of 3 accepted" in card(ticket, ticket.requester)


def test_a_colleague_reads_the_states_but_no_file(ticket):
    slot(ticket, "npwp").send(sent("rahasia-npwp.pdf"), by=ticket.requester)
    attach(fresh(ticket), sent("lampiran-rahasia.pdf"), by=ticket.requester)
    page = card(ticket, cast.make_client(organisation=ticket.organisation))
    assert "Being checked" in page and "Missing" in page
    for secret in ("rahasia", "/berkas/", "/hapus/", "Start Upload"):
        assert secret not in page
    own = card(ticket, ticket.requester)
    for secret in ("rahasia-npwp.pdf", "lampiran-rahasia.pdf", "/hapus/", "Start Upload"):
        assert secret in own


def test_a_document_that_fell_away_takes_no_room(ticket):
    ticket.slots.filter(code="nib").update(necessity="not_needed")
    assert "NIB" not in card(ticket, ticket.requester)
    assert len(documents_context(fresh(ticket), ticket.requester, ticket.permissions_for(ticket.requester))["slots"]) == 3


def test_names_of_files_are_text(ticket):
    slot(ticket, "npwp").send(sent("<b>a&b {{7}} 😀.pdf"), by=ticket.requester)
    page = card(ticket, ticket.requester)
    assert "a&amp;b {{7}} 😀.pdf" in page
    assert "<b>a" not in page


def test_the_card_asks_two_questions_whatever_the_number_of_files(ticket, django_assert_num_queries):
    slot(ticket, "npwp").send(sent(), by=ticket.requester)
    for n in range(3):
        attach(fresh(ticket), sent(f"lain-{n}.pdf"), by=ticket.requester)
    ticket = fresh(ticket)
    may = ticket.permissions_for(ticket.requester)
    with django_assert_num_queries(2):
        context = documents_context(ticket, ticket.requester, may)
        render_to_string("helpdesk/documents/_slots.html", context | {"ticket": ticket, "may": may})
    assert len(context["other_files"]) == 3
    files = list(ticket.attachments.present())
    with django_assert_num_queries(1):
        given = documents_context(ticket, ticket.requester, may, files=files)
    assert [f.pk for f in given["other_files"]] == [f.pk for f in context["other_files"]]


def test_a_finished_ticket_no_longer_speaks_of_optional_documents_that_never_came(ticket):
    assert ">NIB<" in card(ticket, ticket.requester)
    ticket.close("Selesai.", by=cast.make_admin())
    page = card(ticket, ticket.requester)
    assert ">NIB<" not in page and ">KTP<" in page


def closed_collection():
    from wagtail.models import Collection, CollectionViewRestriction

    collection = Collection.get_first_root_node().add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_explanation_and_public_sample_stand_at_the_document_until_it_is_accepted(ticket):
    from django.core.files.base import ContentFile
    from wagtail.documents.models import Document

    sample = Document(title="Contoh NPWP")
    sample.file.save("contoh.pdf", ContentFile(small_pdf()))
    requirement = ticket.service.required_documents.get(code="npwp")
    requirement.explanation, requirement.explanation_en, requirement.sample = "Dari kantor pajak.", "From the tax office.", sample
    requirement.full_clean()
    requirement.save()
    page = card(ticket, ticket.requester)
    assert "From the tax office." in page and sample.url in page and "Contoh NPWP" in page
    sample.collection = closed_collection()
    sample.save()
    assert sample.url not in card(ticket, ticket.requester), "nothing of a closed collection"
    with pytest.raises(ValidationError):
        requirement.full_clean()
    place = slot(ticket, "npwp")
    place.send(sent(), by=ticket.requester)
    type(place).objects.filter(pk=place.pk).update(state="accepted")
    assert "From the tax office." not in card(ticket, ticket.requester)


def test_earlier_versions_are_told_to_those_who_may_open_files_only(ticket):
    place = slot(ticket, "npwp")
    place.send(sent("pertama.pdf"), by=ticket.requester)
    assert "earlier version" not in card(ticket, ticket.requester)
    slot(ticket, "npwp").send(sent("kedua.pdf", "lain"), by=ticket.requester)
    page = card(ticket, ticket.requester)
    assert "1 earlier version" in page and "pertama.pdf" in page and "Replaced" in page
    assert "pertama" not in card(ticket, cast.make_client(organisation=ticket.organisation))


def test_an_expired_document_says_until_when_and_can_only_be_replaced(ticket):
    place = slot(ticket, "npwp")
    place.send(sent(), by=ticket.requester)
    type(place).objects.filter(pk=place.pk).update(state="expired", expires_on="2020-07-03")
    page = card(ticket, ticket.requester)
    assert "It was valid until 3 Jul 2020." in page and ">Expired<" in page and "/hapus/" not in page
    assert "<b>Still needed:</b> KTP, NPWP." in page
