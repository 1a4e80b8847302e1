"""What happens to one document: sent, removed, judged, asked for or let go."""

from functools import wraps

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from helpdesk.attachments import scanning
from helpdesk.catalogue.models import Necessity
from helpdesk.tickets.models import EventKind, IllegalMove


def slot_verb(method):
    """Run a verb of a slot under its ticket's lock; both are read anew first."""

    @wraps(method)
    def run(self, *args, by, at=None, **kwargs):
        with transaction.atomic():
            ticket = self.ticket
            ticket.refresh_from_db(from_queryset=type(ticket)._base_manager.select_for_update())
            self.refresh_from_db()
            self.ticket = ticket
            if ticket.is_done:
                raise IllegalMove(_("The ticket is done; its documents stay as they are."))
            return method(self, *args, by=by, at=at or timezone.now(), **kwargs)

    return run


class SlotVerbs:
    """Mixin of DocumentSlot."""

    @slot_verb
    def send(self, upload, *, by, at):
        """Put a checked file here; an unaccepted earlier one is replaced and its bytes go (row A6).

        `upload` is what `helpdesk.attachments.checks` accepted. When it was the last wanted file, the ticket
        goes on to the check by itself.
        """
        self._must_take_a_file()
        attachment = apps.get_model("helpdesk", "Attachment").objects.keep(upload, ticket=self.ticket, by=by, at=at)
        return self._put(attachment, EventKind.FILE_SENT, {}, by=by, at=at)

    def _put(self, attachment, kind, facts, *, by, at):
        """Let `attachment` be this document and record it; the last wanted file brings the ticket to the check."""
        self._drop_current("replaced", by=by, at=at)
        self.versions.create(attachment=attachment, number=self.versions.count() + 1)
        self.current, self.state, self.reason, self.expires_on = attachment, "sent", "", facts.get("expires_on")
        self._forget_verdict()
        self.save()
        wanted_before = self.ticket.wanted_documents
        count_documents(self.ticket)
        new = {"slot": self.pk, "document": self.name, "name": attachment.name, "size": attachment.size}
        self.ticket.record(kind, by=by, at=at, new=new | {name: value.isoformat() for name, value in facts.items() if value})
        if wanted_before and not self.ticket.wanted_documents:
            self.ticket.documents_arrived(by=by, at=at)
        scanning.queue(attachment)
        return attachment

    @slot_verb
    def remove_file(self, *, by, at):
        """Take the file away again: its bytes go; name, size and times stay in the history."""
        self._must_take_a_file()
        if self.current is None:
            raise IllegalMove(_("There is no file here."))
        if not self.can_be_emptied:
            raise IllegalMove(_("This document was accepted once and has expired; send a new one in its place."))
        gone = self.current
        self._drop_current("removed", by=by, at=at)
        self.current, self.state, self.reason = None, "missing", ""
        self._forget_verdict()
        self.save()
        wanted_before = self.ticket.wanted_documents
        count_documents(self.ticket)
        old = {"slot": self.pk, "name": gone.name, "size": gone.size}
        self.ticket.record(EventKind.FILE_REMOVED, by=by, at=at, old=old)
        self._go_on_when_nothing_is_wanted(wanted_before, by=by, at=at)

    @slot_verb
    def refuse_infected(self, found, *, by, at):
        """The virus scanner refused the file that lies here: a new one is asked for, in plain words (office language)."""
        if self.current is None or self.state not in {"sent", "refused"}:
            return
        with translation.override(settings.LANGUAGE_CODE):
            reason = gettext("The virus scanner found something harmful in this file (%(found)s). Please send a clean one.")
        self._refuse_unseen(reason % {"found": found[:100]}, at)

    @slot_verb
    def refuse_lost(self, *, by, at):
        """Our storage has lost the file that lies here: a new one is asked for, in plain words (office language).

        An accepted document stays accepted: somebody has seen it.
        """
        if self.current is None or self.state not in {"sent", "refused"}:
            return
        with translation.override(settings.LANGUAGE_CODE):
            reason = gettext("We have lost this file by a fault of our storage. We are sorry; please send it once more.")
        self._refuse_unseen(reason, at)
        old = {"slot": self.pk, "name": self.current.name, "size": self.current.size}
        self.ticket.record(EventKind.FILE_REMOVED, by=by, at=at, old=old)

    def _refuse_unseen(self, reason, at):
        """Refused by no officer: a new file is asked for, whatever was noted about this one."""
        self.state, self.reason, self.decided_by, self.decided_at = "refused", reason, None, at
        self._forget_verdict()
        self.save()
        version = self.current.version
        version.outcome, version.reason = "refused", reason
        version.save(update_fields=["outcome", "reason"])
        count_documents(self.ticket)
        self.ticket.document_taken_back(at=at)

    @slot_verb
    def judge(self, verdict, reason="", *, key, by, at, expires_on=None):
        """Note a verdict on the file with this `key`; nobody but the desk sees it before the result is sent.

        A file that was replaced meanwhile is refused with a sentence: the verdict was about another one. `expires_on`: the
        last day of an accepted document, as it stands on it.
        """
        if self.state != "sent" or self.current is None:
            raise IllegalMove(_("This document is not waiting for a check."))
        if self.current.key != key:
            raise IllegalMove(_("The client has sent a newer file meanwhile. Look at it first."))
        if not self.current.may_be_opened:
            raise IllegalMove(_("The virus scanner has not looked at this file yet. Please wait a moment."))
        if verdict == "refuse" and not reason.strip():
            raise IllegalMove(_("Write the reason, so that the client knows what to correct."))
        self.verdict, self.verdict_reason = verdict, reason.strip() if verdict == "refuse" else ""
        self.verdict_by = by if verdict else None
        self.expires_on = expires_on if verdict == "accept" and expires_on else self.expires_on
        self.save(update_fields=["verdict", "verdict_reason", "verdict_by", "expires_on"])

    @slot_verb
    def set_necessity(self, necessity, *, by, at):
        """Ask for a document after all, or let it fall away: what is not automatic, staff decide."""
        if necessity == self.necessity:
            return
        if self.current is not None and necessity == Necessity.NOT_NEEDED:
            raise IllegalMove(_("A file has been sent here; judge it instead."))
        old, self.necessity = self.necessity, necessity
        self.save(update_fields=["necessity"])
        wanted_before = self.ticket.wanted_documents
        count_documents(self.ticket)
        self.ticket.record(
            EventKind.REQUIREMENT_CHANGED, by=by, at=at, old={"necessity": old},
            new={"slot": self.pk, "document": self.name, "necessity": str(necessity)},
        )
        self._go_on_when_nothing_is_wanted(wanted_before, by=by, at=at)

    def _go_on_when_nothing_is_wanted(self, wanted_before, *, by, at):
        """The last wanted document fell away, or a refused one that nobody needs was taken back."""
        if wanted_before and not self.ticket.wanted_documents:
            is_any_accepted = self.ticket.slots.filter(state="accepted").exists()
            self.ticket.documents_settled(by=by, at=at, is_any_accepted=is_any_accepted)

    def _must_take_a_file(self):
        if not self.takes_a_file:
            raise IllegalMove(_("This document has been accepted; it can no longer be changed."))

    def _drop_current(self, outcome, *, by, at):
        if self.current is not None:
            self.current.version.outcome = outcome
            self.current.version.save(update_fields=["outcome"])
            self.current.discard(by=by, at=at, why="replaced" if outcome == "replaced" else "person")

    def _forget_verdict(self):
        self.verdict, self.verdict_reason, self.verdict_by = "", "", None


def count_documents(ticket):
    """Bring the ticket's two counters up to date; the caller records the event that saves them."""
    slots = list(ticket.slots.all())
    ticket.wanted_documents = sum(slot.is_wanted for slot in slots)
    ticket.unchecked_documents = sum(slot.state == "sent" for slot in slots)
