"""The steps that an officer may take with a ticket now, each in a sentence (Update Status, row B6)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """One verb: the permission that allows it, its address name, its words and its icon (lucide)."""

    permission: str
    url_name: str
    label: str
    meaning: str
    icon: str
    tone: str = ""


# In the order in which an officer thinks: go on, wait, hand on, finish.
STEPS = (
    Step("can_send_result", "helpdesk:ticket_check", _("Check documents"),
         _("Look at the files that were sent, and tell the client the result once."), "file-search"),
    Step("can_record_call", "helpdesk:ticket_call", _("Record video call"),
         _("The call was made, or nobody answered: note the outcome."), "video"),
    Step("can_wait", "helpdesk:ticket_wait", _("Wait for the client"),
         _("Ask the client for something. The due date waits until they answer."), "hourglass"),
    Step("can_resume", "helpdesk:ticket_resume", _("Resume"),
         _("The answer came another way, for example by telephone. The clock runs again."), "play"),
    Step("can_escalate", "helpdesk:ticket_escalate", _("Escalate"),
         _("Another office must act. The client sees to whom; the clock runs on."), "arrow-up-right"),
    Step("can_come_back", "helpdesk:ticket_come_back", _("Back from escalation"),
         _("The other office has answered. The ticket returns to the status it had."), "arrow-down-left"),
    Step("can_close", "helpdesk:ticket_close", _("Close ticket"),
         _("The work is done. Your written answer goes to the client, who may then evaluate."), "circle-check", "ok"),
    Step("can_reject", "helpdesk:ticket_reject", _("Reject"),
         _("The request cannot be granted. The client reads the reason."), "circle-x", "bad"),
    Step("can_cancel", "helpdesk:ticket_cancel", _("Cancel ticket"),
         _("The request is no longer needed, or was made twice. The client reads the reason."), "ban", "bad"),
    Step("can_reopen", "helpdesk:ticket_reopen", _("Reopen"),
         _("The work is not done after all. The clock runs on from where it stopped."), "rotate-ccw"),
)


def possible_steps(may):
    """Return the steps that this person may take in the ticket's present state; `may` is its permissions object."""
    return [step for step in STEPS if getattr(may, step.permission)]
