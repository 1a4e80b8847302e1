"""Using an accepted document again: kept with the client's consent, offered on the next ticket of the organisation."""

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.storage import store
from helpdesk.documents.verbs import slot_verb
from helpdesk.tickets.models import EventKind, IllegalMove


class ReuseVerbs:
    """Mixin of DocumentSlot: `keep_for_next_request`, `use_kept`."""

    @property
    def can_be_kept(self):
        """Accepted, of a kind that may be kept, not expired, of an organisation. Who may agree: `may.can_keep_documents`."""
        return (
            self.state == "accepted" and self.ticket.organisation_id is not None and self.current.may_be_opened
            and self.requirement is not None and self.requirement.is_reusable
            and (self.expires_on is None or self.expires_on >= timezone.localdate())
        )

    @transaction.atomic
    def keep_for_next_request(self, *, by, at=None):
        """Keep a copy for the organisation, with the consent of `by`; an older copy of the same kind goes.

        Possible on a finished ticket too, while its documents are there. Twice: the same row. Its row is the record.
        """
        kept_documents = apps.get_model("helpdesk", "KeptDocument").objects
        ticket = self.ticket
        # The organisation first, as merging does; then the ticket, so that nobody replaces the file meanwhile.
        if ticket.organisation_id is not None:
            type(ticket.organisation).objects.select_for_update().get(pk=ticket.organisation_id)
        organisation, ticket = ticket.organisation_id, type(ticket)._base_manager.select_for_update().get(pk=ticket.pk)
        self.refresh_from_db()
        self.ticket = ticket
        may = ticket.permissions_for(by)
        if organisation != ticket.organisation_id or not may.can_keep_documents or not self.can_be_kept:
            raise IllegalMove(_("This document cannot be kept for the next request."))
        present = kept_documents.current().filter(organisation=organisation, code=self.code).first()
        if present is not None and present.slot_id == self.pk and present.sha256 == self.current.sha256:
            return present
        content = _read(self.current)
        if present is not None:
            present.withdraw(by=by, at=at)
        field = kept_documents.model._meta.get_field("file")
        return kept_documents.create(
            organisation_id=organisation, code=self.code, title=self.name, slot=self, accepted_at=self.decided_at,
            name=self.current.name, size=self.current.size, sha256=self.current.sha256, pages=self.current.pages,
            file=store(content, field=field, using=kept_documents.db), expires_on=self.expires_on, agreed_by=by,
            agreed_at=at or timezone.now(),
        )  # fmt: skip

    @slot_verb
    def use_kept(self, kept, *, by, at):
        """Put a copy of a kept document here; the officer checks it like any other and reads when it was accepted before."""
        self._must_take_a_file()
        if not self.ticket.permissions_for(by).can_keep_documents:
            raise IllegalMove(_("Only a member of the organisation may use its kept documents."))
        offered = type(kept).objects.offered(timezone.localdate(at)).filter(organisation=self.ticket.organisation_id, code=self.code)
        kept = offered.select_for_update().filter(pk=kept.pk).first()
        if kept is None or self.requirement is None or not self.requirement.is_reusable:
            raise IllegalMove(_("This document is no longer kept. Please send the file."))
        accepted = Accepted(name=kept.name, content=_read(kept), pages=kept.pages)
        attachment = apps.get_model("helpdesk", "Attachment").objects.keep(accepted, ticket=self.ticket, by=by, at=at)
        facts = {"accepted_at": kept.accepted_at, "expires_on": kept.expires_on}
        return self._put(attachment, EventKind.DOCUMENT_REUSED, facts, by=by, at=at)


def _read(row):
    """The bytes of a stored file; what our storage has lost is told in plain words."""
    try:
        with row.file.open("rb") as file:
            return file.read()
    except FileNotFoundError:
        raise IllegalMove(_("This file is not there any more. Please send it once more.")) from None


def accepted_before(ticket):
    """{slot id: when} of documents that lie there now and had been accepted on an earlier ticket; one query."""
    found = {}
    puts = ticket.events.filter(kind__in=[EventKind.FILE_SENT, EventKind.DOCUMENT_REUSED]).order_by("at", "pk")
    for kind, new in puts.values_list("kind", "new"):
        found[new.get("slot")] = new if kind == EventKind.DOCUMENT_REUSED else None
    return {slot: parse_datetime(new["accepted_at"]) for slot, new in found.items() if new}
