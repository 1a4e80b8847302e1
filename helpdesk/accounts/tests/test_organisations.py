"""Organisations and who belongs to them: the verbs, their refusals, and who may (table C)."""

import pytest

from helpdesk.accounts import organisations, registration, signals
from helpdesk.accounts.models import Membership, Organisation, User
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
AGENCY = Organisation.Kind.AGENCY


def agency(name="Dinas Contoh", **fields):
    return make.make_organisation(name, kind=AGENCY, is_verified=True, **fields)


def asking(organisation, username="dewi"):
    return make.make_client(username, organisation=organisation, membership=Membership.REQUESTED)


@pytest.fixture
def heard():
    """What the signals told: (name, person, organisation, accepted or None)."""
    told = []

    def asked(sender, person, organisation, **kwargs):
        told.append(("asked", person.username, organisation.name, None))

    def decided(sender, person, organisation, accepted, by, **kwargs):
        told.append(("decided", person.username, organisation.name, accepted))

    signals.membership_requested.connect(asked)
    signals.membership_decided.connect(decided)
    yield told
    signals.membership_requested.disconnect(asked)
    signals.membership_decided.disconnect(decided)


# Asking and answering


def test_a_person_asks_to_belong_to_an_agency_and_is_accepted(heard):
    office, person = agency(), make.make_client("dewi")
    organisations.request_membership(person, office, by=person)
    person.refresh_from_db()
    assert (person.organisation, person.membership, person.is_member) == (office, "requested", False)
    organisations.accept_member(person, by=make.make_admin())
    person.refresh_from_db()
    assert person.membership == "member" and person.is_member
    assert heard == [("asked", "dewi", "Dinas Contoh", None), ("decided", "dewi", "Dinas Contoh", True)]


def test_a_refused_person_belongs_to_nothing_and_may_ask_again(heard):
    office = agency()
    person = asking(office)
    organisations.refuse_member(person, by=make.make_admin())
    person.refresh_from_db()
    assert (person.organisation, person.membership) == (None, "")
    assert heard == [("decided", "dewi", "Dinas Contoh", False)]
    organisations.request_membership(person, office, by=person)
    assert User.objects.get(pk=person.pk).membership == "requested"


def test_a_request_is_answered_once(heard):
    person, admin = asking(agency()), make.make_admin()
    organisations.accept_member(person, by=admin)
    for verb in (organisations.accept_member, organisations.refuse_member):
        with pytest.raises(organisations.Refused, match=r"answered|dijawab"):
            verb(person, by=admin)
    assert len(heard) == 1
    assert User.objects.get(pk=person.pk).is_member


def test_a_request_can_be_taken_back_and_changed(heard):
    person, other = asking(agency()), agency("Badan Contoh")
    organisations.request_membership(person, other, by=person)
    assert User.objects.get(pk=person.pk).organisation == other
    organisations.take_back_request(person, by=person)
    assert User.objects.get(pk=person.pk).organisation is None


@pytest.mark.parametrize("facts", [
    {"kind": "company"}, {"kind": "individual"}, {"kind": "agency", "is_active": False},
])  # fmt: skip
def test_only_an_agency_in_use_can_be_asked(facts, heard):
    person, office = make.make_client(), make.make_organisation("PT Orang", **facts)
    with pytest.raises(organisations.Refused):
        organisations.request_membership(person, office, by=person)
    person.refresh_from_db()
    assert person.organisation is None and heard == []


def test_a_member_leaves_before_asking_elsewhere_and_the_desk_never_asks():
    office = agency()
    member = make.make_client(organisation=make.make_organisation("PT Lama"))
    with pytest.raises(organisations.Refused, match="PT Lama"):
        organisations.request_membership(member, office, by=member)
    officer = make.make_staff()
    with pytest.raises(organisations.Refused):
        organisations.request_membership(officer, office, by=officer)


def test_registering_for_an_agency_tells_that_somebody_asks(heard):
    office = agency()
    data = {"username": "dewi", "email": "dewi@example.id", "name": "Dewi", "phone": "+6281234567890",
            "password1": make.PASSWORD, "kind": "agency", "agency": office}  # fmt: skip
    person = registration.register(data, language="id")
    assert heard == [("asked", "dewi", "Dinas Contoh", None)] and not person.is_member
    registration.register({**data, "username": "budi", "kind": "citizen"}, language="id")
    assert len(heard) == 1


# Belonging


def test_accepting_does_not_give_earlier_tickets_away():
    office = agency(shares_tickets=True)
    colleague, person = make.make_client("ani", organisation=office), asking(office)
    earlier = make.make_ticket(requester=person)
    organisations.accept_member(person, by=make.make_admin())
    person = User.objects.get(pk=person.pk)
    later = make.make_ticket(requester=person)
    seen = {ticket.pk for ticket in type(later).objects.visible_to(colleague)}
    assert earlier.organisation is None and seen == {later.pk}


def test_who_leaves_sees_own_tickets_only_and_the_organisation_keeps_its_shared_ones():
    company = make.make_organisation(shares_tickets=True)
    leaver, colleague = make.make_client(organisation=company), make.make_client(organisation=company)
    own, others = make.make_ticket(requester=leaver), make.make_ticket(requester=colleague)
    assert set(type(own).objects.visible_to(leaver)) == {own, others}
    organisations.remove_member(leaver, by=leaver)
    assert set(type(own).objects.visible_to(User.objects.get(pk=leaver.pk))) == {own}
    assert set(type(own).objects.visible_to(colleague)) == {own, others}


def test_who_only_asked_is_no_member_to_be_marked_or_removed():
    person, admin = asking(agency()), make.make_admin()
    for verb, more in ((organisations.set_contact, [True]), (organisations.remove_member, [])):
        with pytest.raises(organisations.Refused):
            verb(person, *more, by=admin)
    assert User.objects.get(pk=person.pk).membership == "requested"


def test_an_organisation_without_contact_person_is_named():
    company, admin = make.make_organisation("PT Sepi"), make.make_admin()
    member, contact = make.make_client(organisation=company), make.make_client(organisation=company, membership="contact")
    assert organisations.without_contact(company) == ""
    assert organisations.is_last_contact(contact) and not organisations.is_last_contact(member)
    organisations.set_contact(contact, False, by=admin)
    assert "PT Sepi" in organisations.without_contact(company)
    assert list(Organisation.objects.without_contact()) == [company]
    organisations.set_contact(member, True, by=admin)
    assert organisations.without_contact(company) == "" and not Organisation.objects.without_contact().exists()
    member.refresh_from_db()
    member.is_active = False  # a deactivated contact person answers nobody
    member.save()
    assert "PT Sepi" in organisations.without_contact(company)


# Looking up


def test_the_search_knows_name_short_name_and_tax_number_however_it_is_written():
    made = make.make_organisation("PT Maju Bersama", short_name="MB", npwp="01.234.567.8-901.000")
    make.make_organisation("PT Mundur", npwp="99")
    for words in ("maju", "BERSAMA maju", "mb", "012345678901000", "01.234.567.8", "5678901"):
        assert list(Organisation.objects.search(words)) == [made], words
    for words in ("maju mundur", "0123456789010001", "%", "_", "maju\0mundur"):
        assert list(Organisation.objects.search(words)) == [], words


def test_lists_count_members_and_requests_and_nobody_who_is_deactivated():
    company = make.make_organisation()
    make.make_client(organisation=company, membership="contact")
    make.make_client(organisation=company)
    make.make_client(organisation=company, is_active=False)
    asking(company)
    found = Organisation.objects.with_counts().get(pk=company.pk)
    assert (found.member_count, found.contact_count, found.request_count) == (2, 1, 1)
    assert list(Organisation.objects.with_requests()) == [company]


# Who may


@pytest.fixture
def cast():
    company, other = make.make_organisation("PT Maju"), make.make_organisation("PT Lain")
    people = {
        "contact": make.make_client("kontak", organisation=company, membership="contact"),
        "second contact": make.make_client("kontak2", organisation=company, membership="contact"),
        "member": make.make_client("anggota", organisation=company),
        "asking": asking(company, "minta"),
        "stranger": make.make_client("asing", organisation=other, membership="contact"),
        "citizen": make.make_client("warga"),
        "staff": make.make_staff("rudi"),
        "editor": make.make_editor("eka"),
        "admin": make.make_admin("adi"),
        "super admin": make.make_superadmin("sari"),
        "deactivated contact": make.make_client("lama", organisation=company, membership="contact", is_active=False),
        "deactivated admin": make.make_admin("lama2", is_active=False),
    }
    return company, people


MANAGERS = {"admin", "super admin"}
CONTACTS = {"contact", "second contact"}


@pytest.mark.parametrize(("question", "who"), [
    ("can_see", MANAGERS | CONTACTS | {"member"}),
    ("can_edit", MANAGERS),
    ("can_merge", MANAGERS),
    ("can_decide", MANAGERS | CONTACTS),
    ("can_share", MANAGERS | CONTACTS),
])  # fmt: skip
def test_exactly_these_people_may(cast, question, who):
    company, people = cast
    assert {name for name, person in people.items() if getattr(company.permissions_for(person), question)} == who


@pytest.mark.parametrize(("question", "about", "who"), [
    ("can_decide_on", "asking", MANAGERS | CONTACTS),
    ("can_decide_on", "member", set()),
    ("can_make_contact", "member", MANAGERS | CONTACTS),
    ("can_make_contact", "asking", set()),
    ("can_unmake_contact", "second contact", MANAGERS | {"second contact"}),
    ("can_remove", "member", MANAGERS | CONTACTS),
    ("can_remove", "second contact", MANAGERS),
    ("can_remove", "asking", set()),
    ("can_remove", "stranger", set()),
    ("can_make_contact", "stranger", set()),
    ("can_unmake_contact", "stranger", set()),
])  # fmt: skip
def test_exactly_these_people_may_do_this_to_that_person(cast, question, about, who):
    company, people = cast
    asked = {name for name, person in people.items() if getattr(company.permissions_for(person), question)(people[about])}
    assert asked == who


def test_nothing_is_done_with_a_merged_record(cast):
    company, people = cast
    organisations.merge(company, make.make_organisation("PT Baru"), by=people["admin"])
    company.refresh_from_db()
    may = company.permissions_for(people["admin"])
    assert may.can_see and not any((may.can_edit, may.can_merge, may.can_decide, may.can_share))
