"""A ticket as a row of the queue (row B7) and as a card of its client's list (row A8), drawn by flat templates.

Twenty-five of them are most of a list's work: what differs is put into words here, the rest stands in the template.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.common import flat
from helpdesk.common.dates import short_date
from helpdesk.common.drawn import drawn
from helpdesk.common.numbered import numbered_url
from helpdesk.templatetags.desk_ui import ago, due_line, due_short, is_past
from helpdesk.templatetags.people_ui import avatar_of
from helpdesk.tickets.wording import next_step_for_client, status_label


def queue_row(ticket, *, reader, token, now):
    """The row as safe HTML. `token` is the page's CSRF token, for the button Take."""
    can_take = ticket.permissions_for(reader).can_take
    runs = not ticket.is_done and ticket.is_clock_running
    to_check = 0 if ticket.is_done else ticket.unchecked_documents
    return flat.draw("helpdesk/tickets/_queue_row.html", {
        **named(ticket),
        "created_iso": ticket.created_at.isoformat(),
        "created": short_date(ticket.created_at),
        "badge": drawn("components/status_badge.html", status=ticket.status),
        "time": short_date(ticket.closed_at) if ticket.is_done else due_short(ticket.due_at, now) if runs else _("Paused"),
        "is_late": runs and is_past(ticket.due_at, now),
        "to_check": ngettext("%(count)s document to check", "%(count)s documents to check", to_check) % {"count": to_check} if to_check else "",
        "officer": officer_of(ticket, reader),
        "can_take": can_take,
        "take_url": numbered_url("helpdesk:ticket_take", ticket.number) if can_take else "",
        "token": token,
        "has_officer": ticket.assignee_id is not None,
    })  # fmt: skip


def short_row(ticket, *, reader, now, age=False):
    """A ticket in short, for the dashboard of the desk; `age`: since when, instead of the due date."""
    time = ago(ticket.created_at, now) if age else due_short(ticket.due_at, now) if ticket.is_clock_running else _("Paused")
    badge = drawn("components/status_badge.html", status=ticket.status)
    facts = {"badge": badge, "time": time, "officer": officer_of(ticket, reader)}
    return flat.draw("helpdesk/tickets/_short_row.html", named(ticket) | facts)


def named(ticket):
    """What every row says of a ticket: number and address, title, whose it is and where."""
    return {
        "number": ticket.number, "url": numbered_url("helpdesk:ticket", ticket.number), "title": ticket.title,
        "who": (ticket.organisation.name if ticket.organisation_id else "") or ticket.requester.name,
        "department": str(ticket.department),
    }  # fmt: skip


def officer_of(ticket, reader):
    return avatar_of(ticket.assignee, reader, size="small", title=True) if ticket.assignee_id else ""


def client_card(ticket, *, reader, now):
    """The card as safe HTML, for the requester or a colleague who may read it."""
    step = next_step_for_client(ticket, ticket.permissions_for(reader))
    label = status_label(ticket, for_client=True)
    if ticket.is_done:
        time = f"{label} · {short_date(ticket.closed_at)}"
    elif ticket.is_clock_running:
        time = due_line(ticket.due_at, now)
    else:
        time = _("The due date waits until you have acted.")
    return flat.draw("helpdesk/tickets/_client_card.html", {
        "number": ticket.number,
        "url": numbered_url("helpdesk:ticket", ticket.number),
        "title": ticket.title,
        "is_yours": not step.tone,
        "badge": drawn("components/status_badge.html", status=ticket.status, label=str(label)),
        "step": step.text,
        "progress": drawn("components/progress.html", value=ticket.progress, label=_("Ticket Status")),
        "time": time,
        "href": step.href,
        "action": step.action,
    })  # fmt: skip
