"""Who sees a ticket (MANUALS, table C): the queryset and the permissions object say the same."""

import pytest

from helpdesk.accounts.models import Membership
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """One ticket of PT Maju in the network department, and everybody who might want to see it."""
    network, mail = make.make_department("Jaringan"), make.make_department("Email")
    company = make.make_organisation("PT Maju", shares_tickets=True)
    requester = make.make_client("budi", organisation=company)
    ticket = make.make_ticket(requester=requester, service=make.make_service(department=network))
    watcher = make.make_staff("sari", department=mail)
    ticket.watchers.add(watcher)
    assigned = make.make_staff("tono", department=mail)
    Ticket.objects.filter(pk=ticket.pk).update(assignee=assigned)
    ticket.refresh_from_db()
    people = {
        "requester": requester,
        "colleague": make.make_client("ani", organisation=company),
        "colleague whose membership is only requested": make.make_client(
            "eko", organisation=company, membership=Membership.REQUESTED),
        "other client": make.make_client("citra"),
        "staff of the department": make.make_staff("rudi", department=network),
        "staff of another department": make.make_staff("wati", department=mail),
        "staff without department": make.make_staff("joko"),
        "watcher": watcher,
        "assignee of another department": assigned,
        "admin": make.make_admin(), "super admin": make.make_superadmin(), "editor": make.make_editor(),
        "deactivated staff": make.make_staff("lama", department=network, is_active=False),
        "deactivated admin": make.make_admin("lama2", is_active=False),
    }
    return ticket, people


SEE = {
    "requester", "colleague", "staff of the department", "watcher", "assignee of another department", "admin", "super admin",
}


def test_exactly_these_people_see_the_ticket(cast):
    ticket, people = cast
    seen = {name for name, person in people.items() if ticket.is_visible_to(person)}
    assert seen == SEE


def test_the_permissions_object_agrees_with_the_queryset(cast):
    ticket, people = cast
    for name, person in people.items():
        assert ticket.permissions_for(person).sees is ticket.is_visible_to(person), name


def test_a_private_ticket_is_hidden_from_colleagues(cast):
    ticket, people = cast
    Ticket.objects.filter(pk=ticket.pk).update(is_private=True)
    ticket.refresh_from_db()
    assert not ticket.is_visible_to(people["colleague"])
    assert not ticket.permissions_for(people["colleague"]).sees
    assert ticket.is_visible_to(people["requester"])


def test_colleagues_see_nothing_while_the_organisation_does_not_share(cast):
    ticket, people = cast
    company = ticket.organisation
    company.shares_tickets = False
    company.save()
    people["colleague"].refresh_from_db()
    assert not ticket.is_visible_to(people["colleague"])


def test_a_colleague_reads_and_does_nothing_else(cast):
    ticket, people = cast
    may = ticket.permissions_for(people["colleague"])
    allowed = {name for name in dir(type(may)) if name.startswith("can_") and getattr(may, name)}
    assert allowed == set()


def test_the_requester_may_talk_upload_and_cancel_and_no_more(cast):
    ticket, people = cast
    may = ticket.permissions_for(people["requester"])
    allowed = {name for name in dir(type(may)) if name.startswith("can_") and getattr(may, name)}
    assert allowed == {
        "can_reply", "can_upload", "can_cancel", "can_call_off", "can_download", "can_set_private", "can_correct_answers", "can_keep_documents",
    }  # fmt: skip


def test_nobody_without_sight_may_do_anything(cast):
    ticket, people = cast
    for name, person in people.items():
        if name in SEE:
            continue
        may = ticket.permissions_for(person)
        allowed = {n for n in dir(type(may)) if n.startswith("can_") and getattr(may, n)}
        assert allowed == set(), name


def test_moving_staff_to_another_department_takes_effect_at_once(cast):
    ticket, people = cast
    rudi = people["staff of the department"]
    assert ticket.is_visible_to(rudi)
    rudi.department = people["staff of another department"].department
    rudi.save()
    assert not ticket.is_visible_to(rudi)
