"""The screens about organisations: of all of them for managers, of one's own for its people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helpdesk.accounts.forms.organisation import OrganisationForm
from helpdesk.accounts.models import Organisation, User
from helpdesk.common import seen
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
LIST, NEW, OWN = (reverse(f"helpdesk:{name}") for name in ("organisation_list", "organisation_new", "own_organisation"))


def page_of(organisation):
    return reverse("helpdesk:organisation", args=[organisation.pk])


def step(name, organisation, person):
    return reverse(f"helpdesk:organisation_{name}", args=[organisation.pk, person.pk])


@pytest.fixture
def as_(client):
    """`as_(person)`: the test client as this person, in English."""

    def log_in(person):
        client.force_login(person)
        client.cookies["django_language"] = "en"
        return client

    return log_in


@pytest.fixture
def admin(as_):
    return as_(make.make_admin("adi"))


def names(answer):
    return [row.name for row in answer.context["rows"]]


def facts(organisation=None, **changes):
    """What the form posts."""
    data = {"name": "PT Maju", "kind": "company", "is_active": "on", **changes}
    if organisation is not None:
        return data | {"seen": seen.of_record(organisation, OrganisationForm.Meta.fields)}
    return data | {"token": "t" * 32}


# The list


def test_the_list_is_searched_filtered_and_sorted(admin):
    make.make_organisation("PT Beta", npwp="01.234.567.8-901.000", is_verified=True)
    alpha = make.make_organisation("CV alpha", short_name="ALP")
    office = make.make_organisation("Dinas Gama", kind="agency", is_verified=True)
    make.make_organisation("PT Lama", is_active=False)
    make.make_client(organisation=office, membership="requested")
    make.make_client(organisation=alpha)
    gone = make.make_organisation("PT Ganda", is_active=False, merged_into=alpha)
    expected = {
        "": ["CV alpha", "Dinas Gama", "PT Beta"], "urut=-name": ["PT Beta", "Dinas Gama", "CV alpha"],
        "urut=kind": ["Dinas Gama", "CV alpha", "PT Beta"], "q=0123456789": ["PT Beta"], "q=alp": ["CV alpha"],
        "jenis=agency": ["Dinas Gama"], "keadaan=unverified": ["CV alpha"], "keadaan=verified": ["Dinas Gama", "PT Beta"], "keadaan=requests": ["Dinas Gama"],
        "keadaan=no-contact": ["CV alpha"], "keadaan=off": ["PT Lama"], "keadaan=merged": [gone.name],
        "jenis=citizen&keadaan=x&urut=password&terverifikasi=%27": ["CV alpha", "Dinas Gama", "PT Beta"],
    }  # fmt: skip
    assert {query: names(admin.get(f"{LIST}?{query}")) for query in expected} == expected
    text = admin.get(LIST).content.decode()
    assert "In 1 organisation somebody asks to be a member." in text and "1 request" in text and "No contact person" in text


def test_the_list_pages_by_key_and_costs_the_same_with_many_rows(admin):
    def cost():
        admin.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            admin.get(LIST)
        return len(queries)

    for number in range(3):
        make.make_client(organisation=make.make_organisation(f"PT {number:02}"))
    few = cost()
    for number in range(3, 30):
        make.make_client(organisation=make.make_organisation(f"PT {number:02}"), membership="requested")
    assert cost() == few <= 8
    first = admin.get(LIST)
    second = admin.get(first.context["older_url"])
    assert names(first) + names(second) == [f"PT {number:02}" for number in range(30)]
    assert names(admin.get(second.context["newer_url"])) == names(first)


# Adding and editing


def test_an_organisation_is_added_once_however_often_the_form_is_sent(admin):
    for _each in range(2):
        answer = admin.post(NEW, facts(npwp="01.234.567.8-901.000", website="https://maju.example.id/", is_verified="on"))
    made = Organisation.objects.get(name="PT Maju")
    assert answer["Location"] == page_of(made)
    assert (made.kind, made.website, made.is_verified, made.shares_tickets) == ("company", "maju.example.id", True, False)


@pytest.mark.parametrize(("changes", "field"), [
    ({"name": "  "}, "name"), ({"name": "\u202e\u200b"}, "name"), ({"kind": "citizen"}, "kind"), ({"kind": ""}, "kind"),
    ({"npwp": "12"}, "npwp"), ({"website": "javascript:alert(1)"}, "website"), ({"name": "x" * 201}, "name"),
    ({"name": "dinas CONTOH", "kind": "agency"}, "name"), ({"name": "a\0b"}, "name"),
])  # fmt: skip
def test_a_wrong_field_gets_a_sentence_and_what_was_typed_stays(admin, changes, field):
    make.make_organisation("Dinas Contoh", kind="agency")
    answer = admin.post(NEW, facts(region="Serang", **changes))
    assert answer.status_code == 422 and answer.context["form"].errors[field]
    assert 'value="Serang"' in answer.content.decode() and Organisation.objects.count() == 1


def test_editing_changes_what_the_form_shows_and_nothing_else(admin):
    company, other = make.make_organisation("PT Lama", code="maju"), make.make_organisation("PT Lain")
    surplus = {"code": "lain", "merged_into": other.pk, "created_at": "2020-01-01", "id": other.pk, "people": "1", "tickets": "1"}
    surplus |= {f"field{number}": "x" for number in range(25)}
    assert admin.post(page_of(company), facts(company, shares_tickets="on") | surplus).status_code == 302
    company.refresh_from_db()
    assert (company.name, company.shares_tickets, company.code, company.merged_into) == ("PT Maju", True, "maju", None)
    assert Organisation.objects.get(pk=other.pk).name == "PT Lain"


def test_of_two_who_edit_the_second_is_told(admin):
    company = make.make_organisation("PT Lama")
    stale = facts(company, region="Serang")
    assert admin.post(page_of(company), facts(company)).status_code == 302
    answer = admin.post(page_of(company), stale)
    assert answer.status_code == 409 and 'value="Serang"' in answer.content.decode()
    assert admin.post(page_of(company), stale | {"seen": answer.context["seen"]}).status_code == 302


def test_records_that_may_be_the_same_are_shown(admin):
    company = make.make_organisation("PT Maju", npwp="01.234.567.8-901.000")
    same_name, same_number = make.make_organisation("pt maju"), make.make_organisation("PT Lain", npwp="012345678901000")
    make.make_organisation("PT Maju Terus", npwp="")
    assert set(admin.get(page_of(company)).context["similar"]) == {same_name, same_number}


def test_a_merged_record_is_shown_and_cannot_be_changed(admin):
    into = make.make_organisation("PT Baru")
    gone = make.make_organisation("PT Ganda", merged_into=into, is_active=False)
    answer = admin.get(page_of(gone))
    assert answer.status_code == 200 and page_of(into) in answer.content.decode()
    assert admin.post(page_of(gone), facts(gone)).status_code == 409
    assert admin.get(reverse("helpdesk:organisation_merge", args=[gone.pk])).status_code == 404
    gone.refresh_from_db()
    assert gone.name == "PT Ganda"


def test_the_page_of_an_organisation_costs_the_same_with_many_members(admin):
    company = make.make_organisation()

    def cost():
        admin.get(page_of(company))
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(page_of(company)).status_code == 200
        return len(queries)

    make.make_client(organisation=company)
    few = cost()
    for membership in ["requested", "contact", *["member"] * 12]:
        make.make_client(organisation=company, membership=membership)
    assert cost() == few <= 10


# Members


@pytest.fixture
def cast():
    company = make.make_organisation("PT Maju", shares_tickets=False)
    people = {
        "contact": make.make_client("kontak", name="Kontak Satu", organisation=company, membership="contact"),
        "second": make.make_client("kontak2", name="Kontak Dua", organisation=company, membership="contact"),
        "member": make.make_client("anggota", name="Ani Anggota", organisation=company),
        "asking": make.make_client("minta", name="Dewi Minta", organisation=company, membership="requested"),
        "stranger": make.make_client("asing", organisation=make.make_organisation("PT Lain"), membership="contact"),
        "admin": make.make_admin("adi"),
    }
    return company, people


def membership(person):
    person = User.objects.get(pk=person.pk)
    return person.membership if person.organisation_id else None


@pytest.mark.parametrize("who", ["admin", "contact"])
def test_managers_and_contact_persons_accept_refuse_and_take_out(cast, as_, who):
    company, people = cast
    browser, asking = as_(people[who]), people["asking"]
    page = browser.get(page_of(company) if who == "admin" else OWN).content.decode()
    assert step("accept", company, asking) in page and "Dewi Minta" in page and asking.email in page
    assert browser.post(step("accept", company, asking)).status_code == 302
    assert membership(asking) == "member"
    answer = browser.post(step("refuse", company, asking))
    assert answer.status_code == 409 and "answered or taken back already" in answer.content.decode()
    assert browser.get(step("remove", company, asking)).status_code == 200
    assert membership(asking) == "member", "asking changes nothing"
    assert browser.post(step("remove", company, asking)).status_code == 302
    assert membership(asking) is None
    assert browser.post(step("contact", company, people["member"])).status_code == 302
    assert membership(people["member"]) == "contact"


@pytest.mark.parametrize(("who", "name", "about"), [
    ("member", "accept", "asking"), ("member", "remove", "contact"), ("member", "contact", "member"), ("asking", "accept", "asking"),
    ("stranger", "accept", "asking"), ("stranger", "remove", "member"), ("stranger", "contact", "member"),
    ("contact", "remove", "second"), ("contact", "no_contact", "second"), ("contact", "remove", "contact"),
    ("contact", "remove", "stranger"), ("admin", "remove", "stranger"),
])  # fmt: skip
def test_nobody_reaches_beyond_that(cast, as_, who, name, about):
    company, people = cast
    browser, before = as_(people[who]), membership(people[about])
    url = step(name, company, people[about])
    assert browser.post(url).status_code == 404 and browser.get(url).status_code in {404, 405}
    assert membership(people[about]) == before


def test_a_member_of_the_desk_is_no_member_of_an_organisation(cast, as_):
    company, people = cast
    officer = make.make_staff(organisation=company)
    assert as_(people["contact"]).post(step("remove", company, officer)).status_code == 404
    assert as_(people["admin"]).post(step("contact", company, officer)).status_code == 404
    assert officer.name not in as_(people["contact"]).get(OWN).content.decode()


def test_the_last_contact_person_does_not_go_unnoticed(cast, as_):
    company, people = cast
    browser = as_(people["contact"])
    own = step("no_contact", company, people["contact"])
    assert "only contact person" not in browser.get(own).content.decode()
    as_(people["admin"]).post(step("remove", company, people["second"]))
    browser = as_(people["contact"])
    for url in (own, reverse("helpdesk:own_organisation_leave")):
        assert "This is the only contact person" in browser.get(url).content.decode(), url
    answer = browser.post(own, follow=True)
    assert membership(people["contact"]) == "member" and "no contact person now" in answer.content.decode()
    assert "no contact person now" in as_(people["admin"]).get(page_of(company)).content.decode()


# One's own


def test_a_member_sees_who_belongs_and_whether_tickets_are_shared_and_decides_nothing(cast, as_):
    _company, people = cast
    text = as_(people["member"]).get(OWN).content.decode()
    assert "Kontak Satu" in text and "Everybody sees their own tickets only." in text
    for hidden in ("Dewi Minta", people["contact"].email, "/orang/", "Share our tickets"):
        assert hidden not in text, hidden


def test_a_contact_person_switches_sharing_and_a_member_does_not(cast, as_):
    company, people = cast
    url = reverse("helpdesk:own_organisation_share")
    for who, status in (("member", 404), ("asking", 404), ("admin", 404), ("stranger", 302), ("contact", 302)):
        assert as_(people[who]).post(url, {"shares": "yes"}).status_code == status, who
        company.refresh_from_db()
        assert company.shares_tickets is (who == "contact"), who
    assert as_(people["contact"]).post(url, {"shares": "perhaps"}).status_code == 422
    as_(people["contact"]).post(url, {"shares": "no"})
    company.refresh_from_db()
    assert company.shares_tickets is False


def test_who_only_asked_reads_that_it_waits_and_may_take_it_back(cast, as_):
    _company, people = cast
    browser = as_(people["asking"])
    text = browser.get(OWN).content.decode()
    assert "Your request waits for an answer" in text and "Kontak Satu" not in text
    assert browser.post(reverse("helpdesk:own_organisation_leave")).status_code == 302
    assert membership(people["asking"]) is None


def test_a_citizen_is_offered_to_join_an_agency_and_no_company(as_):
    office, off = make.make_organisation("Dinas Contoh", kind="agency"), make.make_organisation("Dinas Lama", kind="agency", is_active=False)
    company, person = make.make_organisation("PT Rahasia"), make.make_client("warga")
    browser = as_(person)
    text = browser.get(OWN).content.decode()
    assert "Dinas Contoh" in text and "PT Rahasia" not in text and "Dinas Lama" not in text
    join = reverse("helpdesk:own_organisation_join")
    for wrong in (company.pk, off.pk, "", "x", 999_999_999):
        assert browser.post(join, {"agency": wrong}).status_code == 422, wrong
    assert membership(person) is None
    assert browser.post(join, {"agency": office.pk}).status_code == 302
    assert membership(person) == "requested"
    assert browser.post(join, {"agency": office.pk}).status_code == 409
    surplus = {"membership": "contact", "role": "admin", "organisation": company.pk}
    assert browser.post(join, {"agency": office.pk, **surplus}).status_code == 409
    person.refresh_from_db()
    assert (person.membership, person.role, person.organisation) == ("requested", "client", office)


def test_leaving_is_asked_about_first(cast, as_):
    _company, people = cast
    browser, url = as_(people["member"]), reverse("helpdesk:own_organisation_leave")
    assert "New tickets are submitted in one&#x27;s own name." in browser.get(url).content.decode()
    assert membership(people["member"]) == "member"
    assert browser.post(url).status_code == 302 and membership(people["member"]) is None
    assert browser.get(url).status_code == browser.post(url).status_code == 404


# Merging


def merge_url(one, into):
    return reverse("helpdesk:organisation_merge_into", args=[one.pk, into.pk])


def test_the_other_record_is_found_by_search_and_both_stand_side_by_side(admin):
    one, into = make.make_organisation("PT. Maju Bersama", npwp="1" * 15), make.make_organisation("PT Maju Bersama Tbk", is_verified=True)
    person = make.make_client("budi", name="Budi Prasetyo", organisation=one)
    make.make_ticket(requester=person)
    choose = reverse("helpdesk:organisation_merge", args=[one.pk])
    assert admin.get(choose).context["found"] == [into]
    assert admin.get(choose, {"q": "zzz"}).context["found"] == []
    answer = admin.get(merge_url(one, into))
    text = answer.content.decode()
    assert answer.status_code == 200 and "1 person moves" in text and "1 ticket moves" in text and "Budi Prasetyo" in text
    assert ("NPWP (tax number)", "1" * 15, "", True) in answer.context["sides"]
    assert one.tickets.count() == 1, "looking moves nothing"


def test_one_post_merges_and_a_second_one_is_told(admin):
    one, into = make.make_organisation("PT. Maju"), make.make_organisation("PT Maju")
    person = make.make_client("budi", organisation=one, membership="contact")
    make.make_ticket(requester=person)
    assert admin.post(merge_url(one, into), {}).status_code == 422
    answer = admin.post(merge_url(one, into), {"people": "members"}, follow=True)
    text = answer.content.decode()
    assert "PT. Maju has been merged: 1 person and 1 ticket moved here." in text and "no contact person now" in text
    assert membership(person) == "member" and into.tickets.count() == 1
    answer = admin.post(merge_url(one, into), {"people": "members"})
    assert answer.status_code == 409 and "merged already" in answer.content.decode()


def test_an_agency_of_the_list_never_goes_silently(admin):
    listed, into = make.make_organisation("Dinas A", kind="agency", code="dinas-a"), make.make_organisation("Dinas B", kind="agency")
    assert admin.post(merge_url(listed, into), {"people": "members"}).status_code == 422
    listed.refresh_from_db()
    assert listed.merged_into is None
    assert admin.post(merge_url(listed, into), {"people": "members", "is_sure": "on"}).status_code == 302
    from helpdesk.catalogue.load import load

    load()
    listed.refresh_from_db()
    assert listed.merged_into == into, "the loader leaves a merged agency alone"


def test_what_a_stranger_may_have_typed_is_asked_about_one_by_one_unless_the_desk_says_otherwise(admin):
    unproven, proven = make.make_organisation("PT A"), make.make_organisation("PT B", is_verified=True)
    into = make.make_organisation("PT C")
    assert admin.get(merge_url(unproven, into)).context["form"]["people"].value() == "requests"
    assert admin.get(merge_url(proven, into)).context["form"]["people"].value() == "members"


@pytest.mark.parametrize("who", ["contact", "member", "stranger"])
def test_merging_and_the_list_exist_for_managers_alone(cast, as_, who):
    company, people = cast
    other = make.make_organisation()
    browser = as_(people[who])
    for url in (LIST, NEW, page_of(company), reverse("helpdesk:organisation_merge", args=[company.pk]), merge_url(company, other)):
        assert (browser.get(url).status_code, browser.post(url, {"people": "members"}).status_code) in {(404, 404), (404, 405)}, url
    company.refresh_from_db()
    assert company.merged_into is None


def test_the_record_that_stays_must_be_in_use(admin):
    one, off = make.make_organisation(), make.make_organisation(is_active=False)
    for into in (one, off):
        assert admin.get(merge_url(one, into)).status_code == 409
        assert admin.post(merge_url(one, into), {"people": "members"}).status_code == 409
