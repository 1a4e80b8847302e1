"""One file that tells an event in a sentence, per audience (row A9). A client never gets a staff-only event."""

from dataclasses import dataclass

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.common.dates import short_date
from helpdesk.tickets.answers import answers_in_words
from helpdesk.tickets.call_sentences import CallStories
from helpdesk.tickets.event_icons import ICONS, TONES
from helpdesk.tickets.models import EventKind


@dataclass(frozen=True)
class Told:
    """One line of Recent Activity."""

    event: object
    icon: str
    text: str
    tone: str = "quiet"

    @property
    def has_old_text(self):
        """What was corrected can be read as it was before."""
        return self.event.kind == EventKind.EDITED


class Storyteller(CallStories):
    """Tells the events of one ticket to one reader.

    A colleague reads no names of files (`tells_file_names`). `names` maps user ids to the names that this reader may see; `items` maps checklist ids to labels, `slots`
    maps slot ids to document names: both are loaded once per page, so that telling costs no query.
    """

    def __init__(self, *, reader_is_client, names, items=None, slots=None, tells_file_names=True):
        self.reader_is_client, self.names, self.tells_file_names = reader_is_client, names, tells_file_names
        self.items, self.slots = items or {}, slots or {}

    def tell(self, event):
        """Return the line, or None for an event that this reader must not know of."""
        if event.is_internal and self.reader_is_client:
            return None
        who = self.names.get(event.actor_id) or _("The system")
        method = getattr(self, f"_{event.kind}")
        text = method(event, {"who": who})
        return Told(event, ICONS[event.kind], text, TONES.get(event.kind, "quiet"))

    def _document(self, event):
        """The document's name in the reader's language; the name kept in the event for one no longer asked for."""
        return self.slots.get(event.new.get("slot")) or event.new.get("document", "")

    def _submitted(self, event, who):
        if event.subject_id:
            return _("%(who)s submitted the ticket for %(client)s.") % {**who, "client": self.names.get(event.subject_id, "")}
        return _("%(who)s submitted the ticket.") % who

    def _edited(self, event, who):
        if len(event.old) > 1:
            return _("%(who)s corrected the title and the description.") % who
        return (_("%(who)s corrected the title.") if "title" in event.old else _("%(who)s corrected the description.")) % who

    def _watcher_added(self, event, who):
        if event.subject_id == event.actor_id:
            return _("%(who)s watches the ticket.") % who
        return _("%(who)s added %(watcher)s as a watcher.") % {**who, "watcher": self.names.get(event.subject_id, "")}

    def _watcher_removed(self, event, who):
        if event.subject_id == event.actor_id:
            return _("%(who)s stopped watching.") % who
        return _("%(who)s took %(watcher)s off the watchers.") % {**who, "watcher": self.names.get(event.subject_id, "")}

    def _file_sent(self, event, who):
        slot = self._document(event)
        if not self.tells_file_names:
            return _("%(who)s sent a file for “%(slot)s”.") % {**who, "slot": slot} if slot else ""
        if slot:
            return _("%(who)s sent %(name)s for “%(slot)s”.") % {**who, "name": event.new["name"], "slot": slot}
        return _("%(who)s sent the file %(name)s.") % {**who, "name": event.new["name"]}

    def _file_removed(self, event, who):
        if not self.tells_file_names:
            return ""
        return _("%(who)s removed the file %(name)s.") % {**who, "name": event.old["name"]}

    def _documents_arrived(self, event, who):
        return _("All required documents have arrived; the helpdesk checks them now.")

    def _result_sent(self, event, who):
        refused = event.new.get("refused") or []
        if refused:
            data = {**who, "names": ", ".join(item["name"] for item in refused)}
            if event.new.get("has_call"):
                return _("%(who)s checked the documents. The video call cannot go on yet; still needed: %(names)s.") % data
            return _("%(who)s checked the documents. Still needed: %(names)s.") % data
        if event.new.get("status") == "video_call":
            return _("%(who)s accepted all documents: on to the verification by video call (WhatsApp).") % who
        return _("%(who)s accepted the documents; they are complete.") % who

    def _file_infected(self, event, who):
        data = {"slot": self._document(event), "name": event.new["name"]}
        if not self.tells_file_names:
            return _("The virus scanner refused a file for “%(slot)s”.") % data if data["slot"] else ""
        if data["slot"]:
            return _("The virus scanner refused %(name)s for “%(slot)s”. Please send a clean file.") % data
        return _("The virus scanner refused the file %(name)s.") % data

    def _document_reused(self, event, who):
        data = {**who, "slot": self._document(event), "accepted": _moment_day(event.new.get("accepted_at"))}
        if event.new.get("expires_on"):
            data["until"] = _day(event.new["expires_on"])
            return _("%(who)s sent for “%(slot)s” the document that was accepted on %(accepted)s (valid until %(until)s).") % data
        return _("%(who)s sent for “%(slot)s” the document that was accepted on %(accepted)s.") % data

    def _document_expired(self, event, who):
        data = {"slot": self._document(event), "day": _day(event.new.get("expires_on"))}
        if event.new.get("is_asked"):
            return _("“%(slot)s” was valid until %(day)s. A new one is needed.") % data
        return _("“%(slot)s” was valid until %(day)s.") % data

    def _documents_deleted(self, event, who):
        data = {"count": event.new.get("count", 0)}
        return ngettext(
            "%(count)d file was deleted after the set time; its name, size and verdict stay.",
            "%(count)d files were deleted after the set time; their names, sizes and verdicts stay.", data["count"],
        ) % data

    def _held(self, event, who):
        return _("%(who)s holds the documents: they are not deleted. %(reason)s") % {**who, "reason": event.new.get("reason", "")}

    def _released(self, event, who):
        return _("%(who)s no longer holds the documents.") % who

    def _requirement_changed(self, event, who):
        if "applicant" in event.new:
            return _("%(who)s corrected who applies: %(answers)s. The documents follow.") % {**who, "answers": answers_in_words(**event.new)}
        data = {**who, "slot": self._document(event)}
        return {
            "required": _("%(who)s asks for “%(slot)s”."),
            "optional": _("%(who)s made “%(slot)s” optional."),
            "not_needed": _("%(who)s says that “%(slot)s” is not needed."),
        }.get(event.new.get("necessity"), _("%(who)s changed whether “%(slot)s” is needed.")) % data

    def _check_ticked(self, event, who):
        data = {**who, "item": self.items.get(event.new.get("item"), "")}
        found = event.new.get("found")
        if found is None:
            return _("%(who)s cleared the check “%(item)s”.") % data
        return (_("%(who)s checked: “%(item)s” — yes.") if found else _("%(who)s checked: “%(item)s” — no.")) % data

    def _assigned(self, event, who):
        if event.subject_id is None:
            return _("%(who)s took the ticket from its officer; nobody has it now.") % who
        # Who of the desk is away is no client's business: they read who has the ticket.
        until = "" if self.reader_is_client else _day(event.new.get("away_until"))
        data = {**who, "assignee": self.names.get(event.subject_id, ""), "until": until}
        if until and "instead_of" in event.new:
            data["meant"] = self.names.get(event.new["instead_of"], "")
            if "handover" in event.new:
                return _("%(who)s handed the ticket over to %(meant)s; %(assignee)s stands in until %(until)s.") % data
            return _("%(who)s assigned the ticket to %(meant)s; %(assignee)s stands in until %(until)s.") % data
        if until:
            return _("%(who)s assigned the ticket to %(assignee)s, who is away until %(until)s.") % data
        if "handover" in event.new:
            return _("%(who)s handed the ticket over to %(assignee)s.") % data
        if event.subject_id == event.actor_id:
            return _("%(who)s took the ticket.") % who
        return _("%(who)s assigned the ticket to %(assignee)s.") % data

    def _transferred(self, event, who):
        return _("%(who)s moved the ticket from %(old)s to %(new)s.") % {
            **who, "old": event.old.get("department", ""), "new": event.new.get("department", "")}

    def _replied(self, event, who):
        return _("%(who)s replied.") % who

    def _noted(self, event, who):
        return _("%(who)s wrote an internal note.") % who

    def _waiting(self, event, who):
        return _("%(who)s asked a question; the ticket waits for the client.") % who

    def _resumed(self, event, who):
        return _("%(who)s resumed the ticket.") % who

    def _escalated(self, event, who):
        data = {**who, "to": event.new.get("to", ""), "reference": event.new.get("reference", "")}
        if data["reference"]:
            return _("%(who)s passed the matter on to %(to)s (their number: %(reference)s).") % data
        return _("%(who)s passed the matter on to %(to)s.") % data

    def _came_back(self, event, who):
        return _("The matter came back from the other office.")

    def _closed(self, event, who):
        return _("%(who)s closed the ticket.") % who

    def _rejected(self, event, who):
        return _("%(who)s rejected the request.") % who

    def _cancelled(self, event, who):
        return _("%(who)s cancelled the ticket.") % who

    def _reopened(self, event, who):
        return _("%(who)s reopened the ticket.") % who

    def _evaluated(self, event, who):
        return _("%(who)s evaluated the service.") % who

    def _privacy_changed(self, event, who):
        if event.new.get("merged"):
            return _("Two records of the organisation were merged; this ticket stays between its requester and the helpdesk.")
        if event.new.get("private"):
            return _("%(who)s made the ticket private: colleagues do not see it.") % who
        return _("%(who)s let colleagues read the ticket, where their organisation shares tickets.") % who


def _moment_day(text):
    """The day of a moment as the history keeps it."""
    return short_date(parse_datetime(text)) if text else ""


def _day(text):
    """A day as the history keeps it, in the reader's words; empty for none."""
    return short_date(parse_date(text)) if text else ""
