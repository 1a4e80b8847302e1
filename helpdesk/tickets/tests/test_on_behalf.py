"""A ticket that an officer makes for a client: find or add the person, and it is the client's own (table C)."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helpdesk.accounts.client_search import find_clients
from helpdesk.accounts.models import Membership, Organisation, User
from helpdesk.accounts.walk_in import free_username
from helpdesk.settings import DeskSettings, StaffShownAs
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, Ticket
from helpdesk.tickets.on_behalf import address_for, key_of

pytestmark = pytest.mark.django_db
ADDRESS, ADD = "/helpdesk/tiket/baru/", "/helpdesk/tiket/baru/klien/"
TOKEN = "token-untuk-uji-0001"


@pytest.fixture
def desk():
    make.make_source()
    make.make_source("datang", "Datang langsung")
    return make.make_department("Loket")


@pytest.fixture
def officer(desk):
    return make.make_staff("rudi", desk, name="Rudi Hartono", staff_code="BoA45Xm")


@pytest.fixture
def budi():
    company = make.make_organisation("PT Maju Contoh", npwp="01.234.567.8-901.000")
    return make.make_client("budi_p", name="Budi Prasetyo", phone="+6281234567890", organisation=company)


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def text_of(answer):
    return " ".join(answer.content.decode().split())


def posted(service, client, officer, **changed):
    return {
        "layanan": service.code, "token": TOKEN, "description": "Klien datang ke loket.", "untuk": key_of(client, officer),
        "source": make.make_source().pk, "type": service.type_id, **changed,
    }  # fmt: skip


# Whom it is for


def test_the_first_page_lists_nobody(page, budi):
    text = text_of(page.get(ADDRESS))
    assert "Step 1 of 3" in text and "Budi" not in text and "Maju" not in text


@pytest.mark.parametrize("asked", ["budi", "PRASETYO", "budi_p", "maju contoh", "budi maju", "bud pras"])
def test_a_client_is_found_by_name_username_or_organisation_and_no_more_is_shown(page, budi, asked):
    text = text_of(page.get(ADDRESS, {"cari": asked}))
    assert "Budi Prasetyo" in text and "PT Maju Contoh" in text
    for secret in (budi.email, "81234567890", "01.234", *(["budi_p"] if asked != "budi_p" else [])):
        assert secret not in text, secret


@pytest.mark.parametrize("asked", ["b", "pt", "a b c d", "%%%", "___", "x" * 500, "a\0b", "<script>alert(1)</script>"])
def test_too_little_or_strange_words_find_nobody(page, budi, asked):
    answer = page.get(ADDRESS, {"cari": asked})
    assert answer.status_code in {200, 422} and "Budi" not in text_of(answer) and "<script>alert" not in text_of(answer)


def test_only_active_clients_are_found_and_at_most_ten(page, officer):
    for role in ("staff", "admin", "superadmin", "editor"):
        make.make_user(f"citra_{role}", role, name="Citra Rahasia")
    make.make_client(name="Citra Nonaktif", is_active=False)
    assert "Nobody found" in text_of(page.get(ADDRESS, {"cari": "citra"}))
    for n in range(11):
        make.make_client(name=f"Citra Klien {n}")
    text = text_of(page.get(ADDRESS, {"cari": "citra"}))
    assert text.count("?untuk=") == 10 and "Only the first 10 are shown." in text


def test_who_only_asks_to_belong_is_not_found_by_the_organisation():
    company = make.make_organisation("Dinas Contoh")
    make.make_client(name="Orang Luar", organisation=company, membership=Membership.REQUESTED)
    assert find_clients("dinas") == ([], False)
    assert len(find_clients("orang")[0]) == 1


def test_searching_without_end_is_stopped(page, budi, monkeypatch):
    from helpdesk.common.throttle import Rate
    from helpdesk.tickets.views import for_whom

    monkeypatch.setattr(for_whom, "SEARCHES", Rate(2, 600))
    codes = [page.get(ADDRESS, {"cari": "budi"}).status_code for _n in range(3)]
    assert codes == [200, 200, 429]


def test_nobody_walks_through_the_clients_by_counting(page, budi, officer):
    """The word in the address is signed, and good for one officer."""
    for key in (str(budi.pk), key_of(budi, make.make_admin()), key_of(officer, officer), key_of(make.make_admin(), officer),
                key_of(budi, officer)[:-2] + "xx", "a:b:c", "\0"):  # fmt: skip
        answer = page.get(ADDRESS, {"untuk": key})
        assert answer.status_code == 404 and "Budi" not in text_of(answer), key
    assert "Budi Prasetyo" in text_of(page.get(address_for(budi, officer)))


def test_a_client_cannot_ask_for_somebody_else(client, budi, officer):
    other, service = make.make_client("citra"), make.make_service()
    client.force_login(other)
    assert client.post(ADDRESS, posted(service, budi, other)).status_code == 302
    assert client.get(ADDRESS, {"cari": "budi"}).status_code == 200
    assert "Prasetyo" not in text_of(client.get(ADDRESS, {"cari": "budi"}))
    assert Ticket.objects.get().requester == other
    assert client.get(ADD).status_code == client.post(ADD).status_code == 404


# The ticket


def test_the_form_is_prefilled_from_the_clients_profile_and_the_counter(page, budi, officer, desk):
    service = make.make_service(
        department=desk, has_video_call=True, description_template="Permohonan atas nama {nama_badan_usaha}, NPWP {npwp}."
    )
    text = text_of(page.get(address_for(budi, officer) + f"&layanan={service.code}"))
    assert "Step 3 of 3" in text and "Budi Prasetyo" in text
    assert "Permohonan atas nama PT Maju Contoh, NPWP 01.234.567.8-901.000." in text
    assert 'value="081234567890"' in text
    assert f'<option value="{make.make_source("datang").pk}" selected>' in text


def test_the_services_for_people_like_the_client_stand_first(page, officer):
    make.make_service("Untuk dinas", audience="opd")
    make.make_service("Untuk penyedia", audience="penyedia")
    agency = make.make_client(organisation=make.make_organisation("Dinas Contoh", kind=Organisation.Kind.AGENCY))
    text = text_of(page.get(address_for(agency, officer)))
    assert "Untuk dinas" in text and "Untuk penyedia" not in text


def test_the_ticket_is_the_clients_and_says_who_made_it(page, client, budi, officer, desk):
    service = make.make_service(department=desk)
    answer = page.post(ADDRESS, posted(service, budi, officer), follow=True)
    ticket = Ticket.objects.get()
    assert (ticket.requester, ticket.created_by, ticket.organisation) == (budi, officer, budi.organisation)
    assert f"Ticket #{ticket.number} of Budi Prasetyo has been created." in text_of(answer)
    assert "Rudi Hartono submitted the ticket for Budi Prasetyo." in text_of(answer)
    event = ticket.events.get()
    assert (event.kind, event.actor, event.subject) == (EventKind.SUBMITTED, officer, budi)
    assert not ticket.watchers.exists(), "it lies in the officer's own department"
    assert ticket.permissions_for(budi).can_cancel and not ticket.permissions_for(officer).can_evaluate
    ticket.close("Selesai.", by=officer)
    assert ticket.permissions_for(budi).can_evaluate and not ticket.permissions_for(officer).can_evaluate
    DeskSettings.objects.create(staff_shown_as=StaffShownAs.CODE)
    client.force_login(budi)
    text = text_of(client.get(ticket.get_absolute_url()))
    assert "BoA45Xm submitted the ticket for Budi Prasetyo." in text and "Hartono" not in text


def test_an_officer_who_would_not_see_the_ticket_watches_it(page, budi, officer):
    service = make.make_service(department=make.make_department("Server"))
    answer = page.post(ADDRESS, posted(service, budi, officer), follow=True)
    ticket = Ticket.objects.get()
    assert list(ticket.watchers.all()) == [officer]
    assert "It belongs to Server; you watch it, so that you keep seeing it." in text_of(answer)


def test_a_manager_sees_everything_and_need_not_watch(client, budi):
    admin = make.make_admin()
    client.force_login(admin)
    client.post(ADDRESS, posted(make.make_service(), budi, admin))
    assert not Ticket.objects.get().watchers.exists()


def test_the_same_form_twice_makes_one_ticket_and_mistakes_lose_nothing(page, budi, officer, desk):
    service = make.make_service(department=desk, free_title=True)
    wrong = page.post(ADDRESS, posted(service, budi, officer, title=" ", description="Teks panjang saya"))
    assert wrong.status_code == 422 and "Teks panjang saya" in text_of(wrong) and "Budi Prasetyo" in text_of(wrong)
    assert re.search(r'name="untuk" value="[^"]{20,}"', text_of(wrong))
    form = posted(service, budi, officer, title="Laptop rusak")
    assert page.post(ADDRESS, form).url == page.post(ADDRESS, form).url
    assert Ticket.objects.get().title == "Laptop rusak"


def test_a_client_who_was_switched_off_meanwhile_gets_no_ticket(page, budi, officer):
    form = posted(make.make_service(), budi, officer)
    User.objects.filter(pk=budi.pk).update(is_active=False)
    answer = page.post(ADDRESS, form)
    assert answer.status_code == 404 and "Please find the client again." in text_of(answer)
    assert not Ticket.objects.exists()


def test_a_ticket_on_behalf_follows_only_what_the_officer_sees_of_this_client(page, budi, officer, desk):
    mine = make.make_ticket(requester=budi, service=make.make_service(department=desk))
    hidden, foreign = make.make_ticket(requester=budi), make.make_ticket(service=make.make_service(department=desk))
    start = address_for(budi, officer)
    assert page.get(f"{start}&mengikuti={mine.number}").status_code == 200
    for ticket in (hidden, foreign):
        assert page.get(f"{start}&mengikuti={ticket.number}").status_code == 404


# A new client


def added(**changed):
    return {"token": TOKEN, "name": "Siti Aminah", "kind": "citizen", "email": "", "phone": "0812 3456 7890", **changed}


def test_a_client_without_email_gets_a_username_and_a_first_password_shown_once(page, officer):
    first = text_of(page.post(ADD, added()))
    person = User.objects.get(name="Siti Aminah")
    assert person.username == "siti.aminah" and person.username in first and person.must_change_password and person.is_client
    password = re.search(r"First password</dt> ?<dd[^>]*>([a-z2-9-]{14})<", first)[1]
    assert person.check_password(password)
    again = text_of(page.post(ADD, added()))
    assert User.objects.filter(name="Siti Aminah").count() == 1
    assert password not in again and "cannot be shown again" in again
    assert "no-store" in page.post(ADD, added())["Cache-Control"]


def test_a_client_with_an_address_is_invited_and_the_ticket_goes_on(page, mailoutbox):
    answer = page.post(ADD, added(email="Siti@Example.id"))
    person = User.objects.get(name="Siti Aminah")
    assert person.email == "siti@example.id" and not person.has_usable_password()
    assert answer.status_code == 302
    text = text_of(page.get(answer.url))
    assert "Siti Aminah" in text and "an invitation to choose a password is on its way by email" in text
    assert [mail.to for mail in mailoutbox] == [["siti@example.id"]] and "siti.aminah" in mailoutbox[0].body


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"phone": ""}, "Write an email address or a WhatsApp number"),
    ({"name": ""}, "This field is required."),
    ({"phone": "123"}, "Write a mobile number"),
    ({"kind": "company"}, "Write the name of the company or business."),
    ({"kind": "agency"}, "Choose the agency."),
    ({"email": "budi_p@example.id"}, "Somebody with this email address has an account already."),
    ({"token": ""}, "This form was incomplete."),
])  # fmt: skip
def test_what_is_missing_is_told_and_nothing_is_lost(page, budi, changed, sentence):
    answer = page.post(ADD, added(**changed))
    assert answer.status_code == 422 and sentence in text_of(answer)
    assert "name" in changed or 'value="Siti Aminah"' in text_of(answer)
    assert not User.objects.filter(name="Siti Aminah").exists()


def test_over_posting_makes_no_more_than_a_client(page):
    page.post(ADD, added(role="superadmin", is_superuser="1", is_staff="1", department="1", username="bos", password="x" * 12))
    person = User.objects.get(name="Siti Aminah")
    assert (person.role, person.is_superuser, person.department, person.username) == ("client", False, None, "siti.aminah")


def test_staff_admit_nobody_to_an_agency_but_an_admin_does(page, client):
    agency = make.make_organisation("Dinas Contoh", kind=Organisation.Kind.AGENCY)
    page.post(ADD, added(kind="agency", agency=agency.pk))
    assert User.objects.get(name="Siti Aminah").membership == Membership.REQUESTED
    client.force_login(make.make_admin())
    client.post(ADD, added(kind="agency", agency=agency.pk, name="Tono Contoh"))
    assert User.objects.get(name="Tono Contoh").membership == Membership.MEMBER


def test_a_company_is_new_and_unverified_even_when_the_name_exists(page, budi):
    page.post(ADD, added(kind="company", organisation="PT Maju Contoh"))
    person = User.objects.select_related("organisation").get(name="Siti Aminah")
    assert person.organisation != budi.organisation and not person.organisation.is_verified
    assert person.membership == Membership.CONTACT


@pytest.mark.parametrize(("name", "username"), [
    ("Budi Prasetyo", "budi.prasetyo"), ("Ál Ñandú", "al.nandu"), ("王小明", "klien"), ("A", "klien.a"), ("X" * 150, "x" * 50),
])  # fmt: skip
def test_usernames_are_made_from_names(name, username):
    assert free_username(name) == username
    make.make_client(username)
    assert free_username(name) == f"{username}2"


def test_a_search_costs_the_same_however_many_clients_there_are(page, officer):
    def ask():
        with CaptureQueriesContext(connection) as asked:
            page.get(ADDRESS, {"cari": "klien"})
        return len(asked)

    make.make_client(name="Klien", organisation=make.make_organisation())
    ask()
    before = ask()
    for n in range(30):
        make.make_client(name=f"Klien {n}", organisation=make.make_organisation())
    assert ask() == before < 18, "half of them are the counter of searches"
    assert reverse("helpdesk:ticket_create_client") == ADD
