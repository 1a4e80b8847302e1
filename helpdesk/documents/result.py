"""Sending the result of a check: one message that lists everything, one change of status (row A7)."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from helpdesk.documents.models import SlotState
from helpdesk.documents.slot import Verdict
from helpdesk.documents.verbs import count_documents
from helpdesk.tickets.models import Category, ChangedMeanwhile, IllegalMove


def send_result(ticket, *, by, at=None, seen=None):
    """Make the noted verdicts hold and tell the client once; return the message.

    Refused while a sent document has no verdict, when there is nothing to tell, and when the ticket is
    waiting or done. A required document that is missing (taken away again, or asked for since) is asked for too.
    """
    at = at or timezone.now()
    with transaction.atomic():
        ticket.refresh_from_db(from_queryset=type(ticket)._base_manager.select_for_update())
        if seen is not None and seen != ticket.version:
            raise ChangedMeanwhile(ticket)
        if ticket.state.category is not Category.OPEN:
            raise IllegalMove(_("The ticket is not being checked now."))
        slots = list(ticket.slots.needed().select_related("current__version"))
        sent = [slot for slot in slots if slot.state == SlotState.SENT]
        _all_must_be_judged(sent)
        accepted = [_accept(slot, by, at) for slot in sent if slot.verdict == Verdict.ACCEPT]
        refused = [_refuse(slot, by, at) for slot in sent if slot.verdict == Verdict.REFUSE]
        missing = [
            {"slot": slot.pk, "name": slot.name, "reason": ""}
            for slot in slots if slot.is_required and slot.state in {SlotState.MISSING, SlotState.EXPIRED}
        ]
        if not accepted and not refused:
            raise IllegalMove(_("There is no new document to report on."))
        count_documents(ticket)
        facts = {"has_call": ticket.service.has_video_call, "is_next": ticket.goes_on_to_the_call}
        text = letter(accepted, refused, missing, **facts)
        return ticket.documents_judged(text, by=by, at=at, accepted=accepted, refused=refused + missing)


def _all_must_be_judged(sent):
    waiting = [str(slot) for slot in sent if not slot.verdict]
    if waiting:
        raise IllegalMove(_("Judge these documents first: %(names)s.") % {"names": ", ".join(waiting)})


def _accept(slot, by, at):
    _decide(slot, SlotState.ACCEPTED, "", by, at)
    return {"slot": slot.pk, "name": slot.name}


def _refuse(slot, by, at):
    _decide(slot, SlotState.REFUSED, slot.verdict_reason, by, at)
    return {"slot": slot.pk, "name": slot.name, "reason": slot.reason}


def _decide(slot, state, reason, by, at):
    slot.state, slot.reason, slot.decided_by, slot.decided_at = state, reason, slot.verdict_by or by, at
    slot.verdict, slot.verdict_reason, slot.verdict_by = "", "", None
    slot.save()
    version = slot.current.version
    version.outcome, version.reason = state, reason
    version.save(update_fields=["outcome", "reason"])


def _what_comes(has_call, is_next):
    """What the client expects after the last accepted document: the video call, or to hear that there is none."""
    if not has_call:
        return _("No video call is needed for this service.")
    return _("The verification by video call (WhatsApp) comes next.") if is_next else ""


def letter(accepted, refused, missing, *, has_call, is_next):
    """The message to the client, in the language of the office: what is stored is read by everybody.

    `has_call`: the service has a video call; `is_next`: it comes now.
    """
    with translation.override(settings.LANGUAGE_CODE):
        lines = []
        if refused or missing:
            lines.append(_("Thank you. We have looked at your documents; these need your attention:"))
            lines += [_("• %(name)s: %(reason)s") % item for item in refused]
            lines += [_("• %(name)s: has not been sent yet") % item for item in missing]
            if accepted:
                lines += ["", _("Accepted: %(names)s.") % {"names": ", ".join(item["name"] for item in accepted)}]
            lines += ["", _("Please send them on this page. The due date waits until they are here.")]
        else:
            lines.append(_("Thank you. These documents have been accepted:"))
            lines += [f"• {item['name']}" for item in accepted]
            lines += ["", what_comes] if (what_comes := _what_comes(has_call, is_next)) else []
        if accepted:
            lines += ["", _("The receipt (PDF) at the documents lists what was accepted.")]
        return "\n".join(lines)
