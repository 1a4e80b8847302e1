"""Two records of one organisation become one: nothing is lost, nobody reads more than before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts import organisations, signals
from helpdesk.accounts.models import Organisation, User
from helpdesk.audit.models import AuditEntry
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


def pair(**facts):
    """(duplicate, the record that stays), each with a contact person and a ticket."""
    made = []
    for name, username in (("PT. Maju Bersama", "budi"), ("PT Maju Bersama", "ani")):
        company = make.make_organisation(name, shares_tickets=facts.get(username, False))
        person = make.make_client(username, organisation=company, membership="contact")
        make.make_ticket(requester=person)
        made.append(company)
    return made


def members(organisation):
    return sorted(organisation.people.values_list("username", "membership"))


def test_people_and_tickets_move_and_the_duplicate_stays_as_history():
    duplicate, into = pair()
    merged = organisations.merge(duplicate, into, by=make.make_admin())
    assert (merged.people, merged.tickets, merged.made_private) == (1, 1, 0)
    assert members(into) == [("ani", "contact"), ("budi", "member")], "nobody becomes contact person by a merge"
    assert into.tickets.count() == 2 and not duplicate.tickets.exists()
    duplicate.refresh_from_db()
    assert (duplicate.merged_into, duplicate.is_active, duplicate.name) == (into, False, "PT. Maju Bersama")
    assert duplicate not in Organisation.objects.standing() and duplicate not in Organisation.objects.active()


def test_nothing_that_points_to_an_organisation_is_forgotten():
    pointing = {field.name for field in Organisation._meta.related_objects}
    assert pointing == {"people", "tickets", "duplicates", "kept_documents"}, "merge() must move what points to an organisation"


def test_earlier_duplicates_follow():
    first, second = pair()
    third = make.make_organisation("PT Maju")
    admin = make.make_admin()
    organisations.merge(first, second, by=admin)
    organisations.merge(second, third, by=admin)
    first.refresh_from_db()
    assert first.merged_into == third


@pytest.mark.parametrize(("theirs", "ours", "as_members", "is_private"), [
    (True, True, True, False),    # both shared: colleagues read both
    (False, True, True, True),    # nobody read it before, so nobody new reads it now
    (True, False, True, False),   # nobody reads it now; the contact person may share later
    (False, False, True, False),
    (True, True, False, True),    # the people are not accepted yet
])  # fmt: skip
def test_no_ticket_gets_new_readers(theirs, ours, as_members, is_private):
    duplicate, into = pair(budi=theirs, ani=ours)
    ticket = duplicate.tickets.get()
    admin = make.make_admin()
    merged = organisations.merge(duplicate, into, by=admin, as_members=as_members)
    ticket.refresh_from_db()
    assert ticket.is_private is is_private and merged.made_private == int(is_private)
    colleague = User.objects.get(username="ani")
    assert ticket.is_visible_to(colleague) is (theirs and ours and as_members)
    assert ticket.is_visible_to(ticket.requester)
    told = ticket.events.filter(kind="privacy_changed")
    assert told.count() == int(is_private)
    if is_private:
        event = told.get()
        assert event.actor == admin and event.new["private"] is True and ticket.version == 2


def test_people_of_an_unproven_record_can_be_asked_for_one_by_one():
    duplicate, into = pair()
    asked = []
    listen = lambda sender, person, organisation, **kwargs: asked.append((person.username, organisation))  # noqa: E731
    signals.membership_requested.connect(listen)
    organisations.merge(duplicate, into, by=make.make_admin(), as_members=False)
    signals.membership_requested.disconnect(listen)
    assert members(into) == [("ani", "contact"), ("budi", "requested")]
    assert asked == [("budi", into)]


def test_who_asked_before_still_asks_after():
    duplicate, into = make.make_organisation("Dinas A", kind="agency"), make.make_organisation("Dinas B", kind="agency")
    make.make_client("dewi", organisation=duplicate, membership="requested")
    organisations.merge(duplicate, into, by=make.make_admin())
    assert members(into) == [("dewi", "requested")]


def test_what_cannot_be_merged_stays_as_it_was():
    duplicate, into = pair()
    agency = make.make_organisation("Dinas Contoh", kind="agency")
    off = make.make_organisation("PT Mati", is_active=False)
    admin = make.make_admin()
    for one, other in ((duplicate, duplicate), (duplicate, off), (agency, into)):
        with pytest.raises(organisations.Refused):
            organisations.merge(one, other, by=admin)
    organisations.merge(duplicate, into, by=admin)
    for one, other in ((duplicate, agency), (into, duplicate)):
        with pytest.raises(organisations.Refused):
            organisations.merge(one, other, by=admin)
    assert members(into) == [("ani", "contact"), ("budi", "member")]


def test_the_audit_reads_how_many_tickets_moved():
    duplicate, into = pair()
    admin = make.make_admin()
    organisations.merge(duplicate, into, by=admin)
    entries = AuditEntry.objects.filter(kind="helpdesk.organisation", object_id=str(duplicate.pk), new__has_key="tickets")
    [entry] = entries
    assert entry.actor == admin and entry.old["tickets"] == 1 and entry.new["moved_to"]["name"] == "PT Maju Bersama"


def test_moving_many_tickets_costs_the_same_as_moving_few():
    def cost(number):
        duplicate, into = make.make_organisation(), make.make_organisation(shares_tickets=True)
        person, service = make.make_client(organisation=duplicate), make.make_service()
        for _each in range(number):
            make.make_ticket(requester=person, service=service)
        admin = make.make_admin()
        with CaptureQueriesContext(connection) as queries:
            organisations.merge(duplicate, into, by=admin)
        assert Ticket.objects.filter(organisation=into, is_private=True).count() == number
        return len(queries)

    assert cost(2) == cost(12)


def test_the_audit_reads_who_moved_which_people():
    duplicate, into = pair()
    admin = make.make_admin()
    organisations.merge(duplicate, into, by=admin)
    moved = AuditEntry.objects.get(kind="helpdesk.user", object_name__contains="budi", action="changed")
    assert moved.actor == admin and moved.new["organisation"]["name"] == "PT Maju Bersama"
