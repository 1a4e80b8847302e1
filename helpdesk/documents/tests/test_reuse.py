"""Documents accepted once are offered again, if the client agrees: to members of the organisation and nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.merging import merge
from helpdesk.documents.models import KeptDocument
from helpdesk.documents.result import send_result
from helpdesk.documents.vault import forget_expired
from helpdesk.tests import factories as make
from helpdesk.tickets.models import EventKind, IllegalMove, Ticket

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


class Office:
    """An organisation with two members, a service that asks for a reusable NPWP and a KTP that is not."""

    def __init__(self):
        self.company = make.make_organisation("PT Maju")
        self.budi, self.ani = (make.make_client(organisation=self.company) for _one in range(2))
        department = make.make_department()
        self.service = make.make_service(department=department, documents=["ktp", {"code": "npwp", "is_reusable": True}])
        self.officer = make.make_staff(department=department)

    def accepted(self, *, expires_on=None):
        """Budi's ticket with accepted documents; return the slot of the NPWP."""
        ticket = make.make_ticket(service=self.service, requester=self.budi)
        for code in ("ktp", "npwp"):
            make.judge_document(make.send_document(ticket, code), by=self.officer)
        send_result(ticket, by=self.officer)
        ticket.slots.filter(code="npwp").update(expires_on=expires_on)
        return slot_of(ticket)

    def next_ticket(self, requester=None):
        return make.make_ticket(service=self.service, requester=requester or self.ani)


def slot_of(ticket, code="npwp"):
    slot = Ticket.objects.get(pk=ticket.pk).slots.select_related("ticket", "requirement", "current").get(code=code)
    return slot


@pytest.fixture
def office():
    return Office()


def page(client, ticket, person):
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client.get(ticket.get_absolute_url()).content.decode()


def test_with_consent_a_copy_is_kept_and_offered_on_the_next_ticket(office, client):
    slot = office.accepted(expires_on=TODAY + timedelta(days=30))
    shown = page(client, slot.ticket, office.budi)
    keep = reverse("helpdesk:document_keep", args=[slot.ticket.number, slot.pk])
    assert shown.count("Keep for next time") == 1 and keep in shown, "the NPWP, never the identity card"
    following = office.next_ticket()
    assert "pakai/" not in page(client, following, office.ani), "nothing before somebody agreed"
    client.force_login(office.budi)
    assert "We keep a copy" in client.get(keep).content.decode()
    assert client.post(keep, {}).status_code == 302
    kept = KeptDocument.objects.get()
    assert (kept.agreed_by, kept.sha256, kept.expires_on) == (office.budi, slot.current.sha256, slot.expires_on)
    assert kept.file.name != slot.current.file.name and kept.file.read() == slot.current.file.read()
    offered = page(client, following, office.ani)
    use = reverse("helpdesk:document_use_kept", args=[following.number, slot_of(following).pk, kept.pk])
    assert use in offered and "valid until" in offered
    assert client.post(use, {}).status_code == 302
    new = slot_of(following)
    assert (new.state, new.current.sha256, new.expires_on) == ("sent", kept.sha256, kept.expires_on)
    event = following.events.get(kind=EventKind.DOCUMENT_REUSED)
    assert event.new["accepted_at"] == kept.accepted_at.isoformat()
    assert "the document that was accepted on" in page(client, following, office.officer)
    check = reverse("helpdesk:ticket_check", args=[following.number])
    assert "The client used the document again" in client.get(check).content.decode()
    make.send_document(following, "npwp", by=office.ani)
    assert "The client used the document again" not in client.get(check).content.decode(), "another file lies there now"


def test_agreeing_twice_keeps_one_copy_and_a_newer_document_replaces_it(office):
    slot = office.accepted()
    first = slot.keep_for_next_request(by=office.budi)
    assert slot.keep_for_next_request(by=office.budi) == first
    office.accepted().keep_for_next_request(by=office.budi)
    first.refresh_from_db()
    assert (first.file.name, first.withdrawn_by) == ("", office.budi)
    assert KeptDocument.objects.current().count() == 1


def test_nobody_else_may_agree_and_nothing_else_is_kept(office):
    slot = office.accepted()
    for person in (office.ani, office.officer, make.make_client(), make.make_admin()):
        with pytest.raises(IllegalMove):
            slot.keep_for_next_request(by=person)
    with pytest.raises(IllegalMove):
        slot_of(slot.ticket, "ktp").keep_for_next_request(by=office.budi)
    with pytest.raises(IllegalMove):
        slot_of(office.next_ticket(office.budi)).keep_for_next_request(by=office.budi)
    assert not KeptDocument.objects.exists()


def test_who_left_or_belongs_elsewhere_neither_sees_nor_uses_it(office, client):
    kept = office.accepted().keep_for_next_request(by=office.budi)
    following = office.next_ticket()
    stranger = make.make_client(organisation=make.make_organisation("CV Lain"))
    foreign = office.next_ticket(stranger)
    assert "pakai/" not in page(client, foreign, stranger)
    use = reverse("helpdesk:document_use_kept", args=[foreign.number, slot_of(foreign).pk, kept.pk])
    assert client.post(use, {}).status_code == 404
    with pytest.raises(IllegalMove):
        slot_of(foreign).use_kept(kept, by=stranger)
    office.ani.organisation, office.ani.membership = None, ""
    office.ani.save()
    assert "pakai/" not in page(client, following, office.ani)
    with pytest.raises(IllegalMove):
        slot_of(following).use_kept(kept, by=office.ani)
    other = office.next_ticket(office.budi)
    slot_of(other).use_kept(kept, by=office.budi)  # who is still a member may


def test_an_expired_copy_is_not_offered_and_goes_after_30_days(office, client):
    kept = office.accepted(expires_on=TODAY + timedelta(days=1)).keep_for_next_request(by=office.budi)
    following = office.next_ticket()
    KeptDocument.objects.update(expires_on=TODAY - timedelta(days=1))
    assert "pakai/" not in page(client, following, office.ani)
    with pytest.raises(IllegalMove):
        slot_of(following).use_kept(kept, by=office.ani)
    assert forget_expired() == 0
    KeptDocument.objects.update(expires_on=TODAY - timedelta(days=30))
    assert forget_expired() == 1
    kept.refresh_from_db()
    assert (kept.file.name, kept.withdrawn_by) == ("", None)


def test_it_is_listed_and_taken_back_at_my_organisation(office, client, django_capture_on_commit_callbacks):
    kept = office.accepted().keep_for_next_request(by=office.budi)
    own, withdraw = reverse("helpdesk:own_organisation"), reverse("helpdesk:own_kept_withdraw", args=[kept.pk])
    client.force_login(office.ani)
    shown = client.get(own).content.decode()
    assert kept.title in shown and withdraw not in shown
    assert client.post(withdraw).status_code == 404, "neither a contact person nor who agreed"
    stranger = make.make_client(organisation=make.make_organisation(), membership="contact")
    client.force_login(stranger)
    assert client.post(withdraw).status_code == 404 and kept.title not in client.get(own).content.decode()
    client.force_login(office.budi)
    assert withdraw in client.get(own).content.decode()
    storage, name = kept.file.storage, kept.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(withdraw).status_code == 302
    assert not storage.exists(name)
    assert kept.title not in client.get(own).content.decode()


def test_a_manager_sees_and_deletes_it_at_the_organisation(office, client):
    kept = office.accepted().keep_for_next_request(by=office.budi)
    client.force_login(make.make_admin())
    withdraw = reverse("helpdesk:organisation_kept_withdraw", args=[office.company.pk, kept.pk])
    assert withdraw in client.get(reverse("helpdesk:organisation", args=[office.company.pk])).content.decode()
    assert client.post(withdraw).status_code == 302
    assert not KeptDocument.objects.current().exists()


@pytest.mark.parametrize(("as_members", "left"), [(True, 1), (False, 0)])
def test_merging_moves_the_copies_of_members_only(office, as_members, left):
    office.accepted().keep_for_next_request(by=office.budi)
    into = make.make_organisation("PT Maju Asli")
    merge(office.company, into, by=make.make_admin(), as_members=as_members)
    assert KeptDocument.objects.current().filter(organisation=into).count() == left
    assert not KeptDocument.objects.current().filter(organisation=office.company).exists()


def test_of_two_of_a_kind_merging_keeps_the_one_accepted_later(office):
    old = office.accepted().keep_for_next_request(by=office.budi)
    into = make.make_organisation("PT Maju Asli")
    newer = KeptDocument.objects.create(
        organisation=into, code="npwp", title="NPWP", name="n.pdf", size=1, sha256="0" * 64, file="x", slot=old.slot,
        accepted_at=timezone.now() + timedelta(days=1), agreed_by=office.budi,
    )  # fmt: skip
    merge(office.company, into, by=make.make_admin())
    assert KeptDocument.objects.current().get() == newer


def test_it_may_still_be_kept_when_the_ticket_is_closed(office):
    slot = office.accepted()
    slot.ticket.close("Selesai.", by=office.officer)
    assert slot_of(slot.ticket).keep_for_next_request(by=office.budi).organisation == office.company


def test_the_form_of_the_next_ticket_says_what_is_kept_to_members_alone(office, client):
    asked = {"layanan": office.service.code}
    make.make_source()

    def form(person):
        client.force_login(person)
        client.cookies["django_language"] = "en"
        return client.get(reverse("helpdesk:ticket_create"), asked).content.decode()

    words = "Your organisation keeps the one that was accepted on"
    assert words not in form(office.ani)
    kept = office.accepted().keep_for_next_request(by=office.budi)
    assert form(office.ani).count(words) == 1
    assert words not in form(make.make_client(organisation=make.make_organisation("CV Lain")))
    assert words not in form(make.make_client(organisation=office.company, membership="requested"))
    KeptDocument.objects.filter(pk=kept.pk).update(expires_on=TODAY - timedelta(days=1))
    assert words not in form(office.ani)
