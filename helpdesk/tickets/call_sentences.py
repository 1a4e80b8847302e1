"""What happened to the video call of a ticket, in sentences (part of `sentences.Storyteller`)."""

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from helpdesk.common.dates import clock, short_date


class CallStories:
    """Mixin of Storyteller: one method per kind of event."""

    def _call_scheduled(self, event, who):
        if "starts_at" not in event.new:
            return _("%(who)s arranged the video call.") % who
        return _("%(who)s booked the video call: %(when)s.") % {**who, "when": moment_in_words(event.new["starts_at"])}

    def _call_proposed(self, event, who):
        return _("%(who)s proposes a time for the video call: %(when)s.") % {**who, "when": moment_in_words(event.new["starts_at"])}

    def _call_moved(self, event, who):
        if "has_link" in event.new:
            data = {**who, "when": moment_in_words(event.new["starts_at"])}
            if event.new["has_link"]:
                return _("%(who)s added the meeting link for the video call of %(when)s.") % data
            return _("%(who)s took the meeting link away: the video call of %(when)s is by WhatsApp.") % data
        data = {**who, "old": moment_in_words(event.old["starts_at"]), "when": moment_in_words(event.new["starts_at"])}
        return _("%(who)s moved the video call from %(old)s to %(when)s.") % data

    def _call_cancelled(self, event, who):
        if event.new.get("why") == "not_ready":
            data = {"when": moment_in_words(event.new["starts_at"])}
            return _("The video call of %(when)s was called off: the ticket was not ready for it an hour before. A new time can be chosen afterwards.") % data
        if event.new.get("why") == "transferred":
            data = {"when": moment_in_words(event.new["starts_at"])}
            return _("The video call of %(when)s was called off: the ticket has gone to another department. Choose a new time.") % data
        text = _("%(who)s called off the video call of %(when)s.") % {**who, "when": moment_in_words(event.new["starts_at"])}
        return f"{text} {event.new.get('note', '')}".strip()

    def _call_recorded(self, event, who):
        note = event.new.get("note", "")
        text = {
            "matches": _("%(who)s made the video call: the documents match. Verification done."),
            "does_not_match": _("%(who)s made the video call: something does not match."),
            "no_answer": _("%(who)s called by video, but nobody answered. The call will be offered again."),
        }[event.new["outcome"]] % who
        return f"{text} {note}".strip()


def moment_in_words(text):
    """A moment as the history keeps it: “3 Jul 2020, 10.00 WIB”."""
    at = parse_datetime(text)
    return f"{short_date(at)}, {clock(at)}"
