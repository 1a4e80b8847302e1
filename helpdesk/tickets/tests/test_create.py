"""Ticket → Create as people see it (rows A4, A5, B5)."""

import threading

import pytest
from django.db import connection
from django.test import Client

from helpdesk.accounts.models import Membership, Organisation
from helpdesk.catalogue.models import ServiceInput
from helpdesk.tests import factories as cast
from helpdesk.tests.files import docx, small_pdf, upload
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db
ADDRESS = "/helpdesk/tiket/baru/"
TOKEN = "token-untuk-uji-0001"


@pytest.fixture
def person():
    organisation = cast.make_organisation("PT Maju Contoh", npwp="01.234.567.8-901.000")
    return cast.make_client("budi", name="Budi", phone="+628123456789", organisation=organisation)


@pytest.fixture
def page(client, person):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def service():
    documents = [
        "npwp",
        {"code": "ktp_direksi", "name": "KTP direksi", "requirement": "conditional", "for_applicants": ["company"]},
        {"code": "akta_asing", "name": "Akta asing", "requirement": "conditional", "for_applicants": ["foreign_company"]},
        {"code": "surat_kuasa", "name": "Surat kuasa", "requirement": "conditional", "only_by_proxy": True},
    ]
    service = cast.make_service(
        "Reset Password Akun", documents=documents, has_video_call=True,
        description_template="Permohonan atas nama {nama_badan_usaha}, NPWP {npwp}, User ID {user_id}.",
    )  # fmt: skip
    ServiceInput.objects.create(service=service, name="user_id", label="User ID", label_en="User ID")
    cast.make_source()
    cast.make_source("telepon", "Telepon")
    return service


def posted(service, **changed):
    source = cast.make_source()
    form = {
        "layanan": service.code, "token": TOKEN, "applicant": "company", "input_user_id": "maju01",
        "description": "Permohonan atas nama PT Maju Contoh, NPWP 1, User ID {user_id}.",
        "whatsapp_number": "0812 3456 7890", "source": source.pk, "type": service.type_id,
    }  # fmt: skip
    return {**form, **changed}


def text_of(answer):
    return " ".join(answer.content.decode().split())


# Choosing


def test_services_stand_by_department_under_the_label_title(page, service):
    text = text_of(page.get(ADDRESS))
    assert ">Title</h2>" in text
    assert str(service.department) in text and f"?layanan={service.code}" in text


def test_a_service_is_found_by_words_and_by_misspelt_words(page, service):
    cast.make_service("Bandwidth")
    for asked in ("reset", "akun password", "pasword"):
        text = text_of(page.get(ADDRESS, {"q": asked}))
        assert "Reset Password Akun" in text and "Bandwidth" not in text, asked
    assert "No service found" in text_of(page.get(ADDRESS, {"q": "zzzzqqq"}))


def test_what_is_switched_off_cannot_be_asked_for(page, service):
    type(service).objects.update(is_active=False)
    assert "Reset Password" not in text_of(page.get(ADDRESS))
    answer = page.get(ADDRESS, {"layanan": service.code})
    assert answer.status_code == 404 and "This service cannot be asked for." in text_of(answer)


@pytest.mark.parametrize("strange", ["a\0b", "x" * 5000, "<script>", "{{7*7}}", "‮😀", "' OR 1=1 --", "&|!():*"])
def test_strange_searches_and_codes_are_only_words(page, service, strange):
    answer = page.get(ADDRESS, {"q": strange})
    assert answer.status_code == 200 and "<script>alert" not in text_of(answer)
    assert page.get(ADDRESS, {"layanan": strange}).status_code == 404
    assert page.post(ADDRESS, posted(service, layanan=strange)).status_code == 404


# Seeing before sending


def test_the_form_tells_documents_fee_and_time_and_knows_the_person(page, service):
    text = text_of(page.get(ADDRESS, {"layanan": service.code}))
    assert "Gratis" in text and "Done, if complete today, by" in text
    assert "Permohonan atas nama PT Maju Contoh, NPWP 01.234.567.8-901.000, User ID {user_id}." in text
    assert 'value="08123456789"' in text
    assert "Never write a password here." in text
    assert "checked" in text.split('value="company"')[1].split(">")[0]
    assert f'<option value="{cast.make_source().pk}" selected>' in text
    assert f'<option value="{service.type_id}" selected>' in text


def shown_documents(text):
    items = text.split('<li class="slot" data-condition')[1:]
    return [item.split('slot__name">')[1].split("<")[0] for item in items if " hidden>" not in item.split("<svg")[0]]


def test_the_documents_follow_the_two_questions(page, service):
    first = text_of(page.get(ADDRESS, {"layanan": service.code}))
    assert shown_documents(first) == ["NPWP", "KTP direksi"]
    asked = posted(service, applicant="foreign_company", is_by_proxy="on", show_documents="1", description="Teks saya")
    again = page.post(ADDRESS, asked)
    assert again.status_code == 200
    assert shown_documents(text_of(again)) == ["NPWP", "Akta asing", "Surat kuasa"]
    assert "Teks saya" in text_of(again) and "maju01" in text_of(again)
    assert not Ticket.objects.exists()


def test_questions_are_asked_only_where_documents_depend_on_them(page):
    plain = cast.make_service(documents=["npwp"])
    text = text_of(page.get(ADDRESS, {"layanan": plain.code}))
    for name in ("applicant", "is_by_proxy", "whatsapp_number", "title", "is_private"):
        assert f'name="{name}"' not in text
    assert 'name="source"' in text and 'name="type"' in text


# Sending


def test_submit_makes_the_ticket_and_says_the_words_of_the_guide(page, person, service):
    answer = page.post(ADDRESS, posted(service), follow=True)
    ticket = Ticket.objects.get()
    assert answer.redirect_chain == [(f"/helpdesk/tiket/{ticket.number}/", 302)]
    assert "The ticket description has been created; next, please complete the related documents." in text_of(answer)
    assert ticket.title == "Reset Password Akun" and ticket.department == service.department
    assert ticket.description == "Permohonan atas nama PT Maju Contoh, NPWP 1, User ID maju01."
    assert ticket.whatsapp_number == "+6281234567890"
    assert (ticket.requester, ticket.created_by, ticket.organisation) == (person, person, person.organisation)
    assert ticket.source.code == "lain" and ticket.type == service.type
    assert sorted(ticket.slots.needed().values_list("code", flat=True)) == ["ktp_direksi", "npwp"]


def test_a_service_without_documents_has_its_own_message(page):
    plain = cast.make_service()
    answer = page.post(ADDRESS, posted(plain, description="Mohon bantuan."), follow=True)
    assert "The ticket description has been created; the helpdesk will answer you on this page." in text_of(answer)


def test_a_double_post_makes_one_ticket(page, service):
    first, second = page.post(ADDRESS, posted(service)), page.post(ADDRESS, posted(service))
    assert first.url == second.url
    assert Ticket.objects.count() == 1
    assert page.post(ADDRESS, posted(service, token="token-untuk-uji-0002")).url != first.url
    assert Ticket.objects.count() == 2


def test_a_form_without_its_token_is_shown_again_and_then_works(page, service):
    answer = page.post(ADDRESS, posted(service, token=""))
    assert answer.status_code == 422 and "maju01" in text_of(answer)
    token = answer.context["form"]["token"].value()
    assert page.post(ADDRESS, posted(service, token=token)).status_code == 302


def test_a_placeholder_left_over_is_refused_by_its_name(page, service):
    answer = page.post(ADDRESS, posted(service, input_user_id=""))
    assert answer.status_code == 422
    assert "Write “User ID”: it takes the place of {user_id} in the description." in text_of(answer)
    assert page.post(ADDRESS, posted(service, input_user_id="", description="Tanpa nama pengguna.")).status_code == 302


def test_a_placeholder_nobody_asks_for_is_refused_in_the_description(page, service):
    type(service).objects.update(description_template="Untuk {sesuatu}.")
    answer = page.post(ADDRESS, posted(service, description="Untuk {sesuatu}."))
    assert "{sesuatu} still stands in the description" in text_of(answer)


def test_a_missing_npwp_is_asked_for_once_and_kept(page, person, service):
    Organisation.objects.update(npwp="")
    assert 'name="input_npwp"' in text_of(page.get(ADDRESS, {"layanan": service.code}))
    wrong = page.post(ADDRESS, posted(service, input_npwp="12", description="NPWP {npwp}"))
    assert "An NPWP has 15 or 16 digits" in text_of(wrong)
    page.post(ADDRESS, posted(service, input_npwp="01.234.567.8-901.000", description="NPWP {npwp}"))
    assert Ticket.objects.get().description == "NPWP 01.234.567.8-901.000"
    assert Organisation.objects.get().npwp == "01.234.567.8-901.000"
    assert 'name="input_npwp"' not in text_of(page.get(ADDRESS, {"layanan": service.code}))


def test_a_requested_membership_writes_nothing_on_the_organisation(page, person, service):
    Organisation.objects.update(npwp="")
    person.membership = Membership.REQUESTED
    person.save()
    page.post(ADDRESS, posted(service, input_npwp="01.234.567.8-901.000", description="NPWP {npwp}"))
    assert Ticket.objects.get().organisation is None
    assert Organisation.objects.get().npwp == ""


@pytest.mark.parametrize("number", ["", "abc", "0812", "+62", "081234567890123456"])
def test_the_video_call_needs_a_number_that_can_be_called(page, service, number):
    answer = page.post(ADDRESS, posted(service, whatsapp_number=number))
    assert answer.status_code == 422 and answer.context["form"].errors["whatsapp_number"]
    assert "maju01" in text_of(answer)


def test_over_posting_changes_nothing(page, person, service):
    other = cast.make_client()
    page.post(ADDRESS, posted(
        service, title="Lain", requester=other.pk, created_by=other.pk, department=cast.make_department().pk,
        status="closed", organisation=cast.make_organisation().pk, is_private="on", number=7, resolution_hours=1,
        assignee=cast.make_admin().pk, npwp="1",
    ))  # fmt: skip
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.requester, ticket.status) == ("Reset Password Akun", person, "open")
    assert ticket.department == service.department and not ticket.is_private and ticket.assignee is None


def test_private_is_offered_only_where_colleagues_read_along(page, person, service):
    assert 'name="is_private"' not in text_of(page.get(ADDRESS, {"layanan": service.code}))
    Organisation.objects.update(shares_tickets=True)
    assert 'name="is_private"' in text_of(page.get(ADDRESS, {"layanan": service.code}))
    page.post(ADDRESS, posted(service, is_private="on"))
    assert Ticket.objects.get().is_private


# Free title, strange text


@pytest.fixture
def free():
    return cast.make_service("Permintaan lain", free_title=True)


@pytest.mark.parametrize("title", ["", "   ", "\u200b\u200f", "a\0b", "x" * 201])
def test_a_title_must_be_readable_and_short_enough(page, free, title):
    answer = page.post(ADDRESS, posted(free, title=title, description="Isi yang tetap ada"))
    assert answer.status_code == 422 and answer.context["form"].errors["title"]
    assert "Isi yang tetap ada" in text_of(answer)


@pytest.mark.parametrize("title", ["😀 tolong", "\u202eabc", "<b>{{7*7}}</b>", "x" * 200, "dua\nbaris"])
def test_emoji_marks_and_tags_are_text(page, free, title):
    answer = page.post(ADDRESS, posted(free, title=title, description="<script>alert(1)</script> {nama} {{7*7}}"), follow=True)
    ticket = Ticket.objects.get()
    assert ticket.title == " ".join(title.split())
    assert ticket.description == "<script>alert(1)</script> {nama} {{7*7}}"
    assert "<script>alert(1)" not in text_of(answer) and "{{7*7}}" in text_of(answer)


def test_texts_over_their_limit_are_refused_and_kept(page, free):
    long = "é" * 20_001
    answer = page.post(ADDRESS, posted(free, title="Judul", description=long))
    assert answer.status_code == 422 and long in answer.content.decode()
    assert page.post(ADDRESS, posted(free, title="Judul", description=long[1:])).status_code == 302


def test_inputs_cannot_push_the_description_over_its_limit(page, service):
    text = "{user_id}" + "y" * 19_990
    answer = page.post(ADDRESS, posted(service, description=text, input_user_id="z" * 100))
    assert "This text is too long: at most 20000 characters." in text_of(answer)


# Files


def test_other_files_come_with_the_ticket(page, service):
    page.post(ADDRESS, posted(service, files=[upload(small_pdf("A"), "a.pdf"), upload(small_pdf("B"), "b.pdf")]))
    ticket = Ticket.objects.get()
    assert [a.name for a in ticket.attachments.all()] == ["a.pdf", "b.pdf"]
    assert ticket.events.filter(kind="file_sent").count() == 2


def test_a_refused_file_loses_nothing_of_the_form(page, service):
    answer = page.post(ADDRESS, posted(service, files=[upload(docx(), "surat.docx"), upload(small_pdf("B"), "b.pdf")]))
    text = text_of(answer)
    assert answer.status_code == 422 and not Ticket.objects.exists()
    assert "This is an office document, not a PDF." in text and "Please choose your files again" in text
    assert "maju01" in text and "0812 3456 7890" in text


# Following an old ticket


def test_a_new_ticket_can_name_an_old_own_one(page, person, service):
    old = cast.make_ticket("Lama", requester=person)
    assert f"mengikuti={old.number}" in text_of(page.get(ADDRESS, {"mengikuti": old.number}))
    form = page.get(ADDRESS, {"layanan": service.code, "mengikuti": old.number})
    assert f'name="mengikuti" value="{old.number}"' in text_of(form)
    page.post(ADDRESS, posted(service, mengikuti=old.number))
    assert Ticket.objects.latest("pk").follows == old


def test_somebody_elses_ticket_and_none_at_all_answer_the_same(page, service):
    foreign = cast.make_ticket()
    for number in (foreign.number, 999_999_999, "0", "abc", "9" * 40, "²", "1\0"):
        assert page.get(ADDRESS, {"mengikuti": number}).status_code == 404
        assert page.post(ADDRESS, posted(service, mengikuti=number)).status_code == 404
    assert Ticket.objects.count() == 1


# Who


def test_nobody_makes_a_ticket_in_their_own_name_but_clients(client, person, service):
    """The desk says for whom: test_on_behalf.py."""
    for other in (cast.make_staff(department=service.department), cast.make_admin(), cast.make_superadmin(), cast.make_editor()):
        client.force_login(other)
        assert client.get(ADDRESS, {"layanan": service.code}).status_code == (404 if other.role == "editor" else 200)
        assert client.post(ADDRESS, posted(service)).status_code == 404
    client.logout()
    assert client.get(ADDRESS, {"layanan": service.code}).url.endswith("next=/helpdesk/tiket/baru/%3Flayanan%3D" + service.code)
    assert client.post(ADDRESS, posted(service)).status_code == 302
    assert not Ticket.objects.exists()
    client.force_login(person)
    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS, posted(service)).status_code == 302
    assert Ticket.objects.count() == 1


def test_the_empty_form_asks_a_constant_number_of_queries(page, service, django_assert_max_num_queries):
    for n in range(30):
        ServiceInput.objects.create(service=service, name=f"isi_{n}", label=f"Isi {n}")
    page.get(ADDRESS, {"layanan": service.code})
    with django_assert_max_num_queries(13):  # among them: what is going on with the service, and its questions
        page.get(ADDRESS, {"layanan": service.code})
    with django_assert_max_num_queries(6):
        page.get(ADDRESS)


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_posts_of_one_form_make_one_ticket(site_tree):
    service, person = cast.make_service(), cast.make_client()
    form = posted(service, description="Mohon bantuan.")
    answers = []

    def go():
        try:
            client = Client()
            client.force_login(person)
            answers.append(client.post(ADDRESS, form))
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _n in range(20)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert Ticket.objects.count() == 1
    assert {answer.url for answer in answers} == {f"/helpdesk/tiket/{Ticket.objects.get().number}/"}
    assert len(answers) == 20


@pytest.mark.parametrize(("kind", "seen", "unseen"), [
    ("company", "Untuk penyedia", "Untuk dinas"), ("agency", "Untuk dinas", "Untuk penyedia"), (None, "Untuk semua", "Untuk dinas"),
])  # fmt: skip
def test_first_stand_the_services_for_people_like_you_and_the_rest_is_one_link_away(client, kind, seen, unseen):
    for title, audience in [("Untuk semua", "semua"), ("Untuk penyedia", "penyedia"), ("Untuk dinas", "opd")]:
        cast.make_service(title, audience=audience)
    organisation = cast.make_organisation("Kantor Contoh", kind=kind) if kind else None
    client.force_login(cast.make_client(organisation=organisation))
    first = client.get(ADDRESS).content.decode()
    assert seen in first and "Untuk semua" in first and unseen not in first
    assert unseen in client.get(ADDRESS + "?semua=1").content.decode()
    assert unseen in client.get(ADDRESS, {"q": unseen}).content.decode()


def test_departments_that_work_for_people_like_you_stand_first(client):
    cast.make_service("Lain", department=cast.make_department("Aaa", sort_order=1))
    cast.make_service("Verifikasi", department=cast.make_department("Zzz", sort_order=2), audience="penyedia")
    client.force_login(cast.make_client(organisation=cast.make_organisation()))
    page = client.get(ADDRESS).content.decode()
    assert page.index(">Zzz<") < page.index(">Aaa<")
