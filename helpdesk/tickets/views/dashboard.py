"""The helpdesk home (row A3): what this person has to do now."""

from django.db.models import F
from django.views.generic import TemplateView

from helpdesk.tickets.counts import desk_figures
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.wording import next_step_for_client, status_label

ROWS = 8


class Dashboard(TemplateView):
    """For a client: their open tickets with the next step. For the desk: figures, and what is most urgent."""

    def get_template_names(self):
        return [f"helpdesk/dashboard/{'desk' if self.request.user.is_desk else 'client'}.html"]

    def get_context_data(self, **kwargs):
        user = self.request.user
        tickets = Ticket.objects.visible_to(user)
        extra = self.for_desk(tickets, user) if user.is_desk else self.for_client(tickets.filter(requester=user))
        return super().get_context_data(**extra, **kwargs)

    def for_client(self, tickets):
        open_first = F("closed_at").desc(nulls_first=True)
        rows = list(tickets.for_list().defer("search", "description").order_by(open_first, "-id")[: ROWS + 1])
        shown = [
            {"ticket": t, "step": next_step_for_client(t), "label": status_label(t, for_client=True)} for t in rows[:ROWS]
        ]
        # What waits for the client stands first; among equals the newest.
        shown.sort(key=lambda row: (row["step"].tone != "", row["ticket"].is_done))
        return {"rows": shown, "has_more": len(rows) > ROWS}

    def for_desk(self, tickets, user):
        urgent = tickets.open().filter(clock_started_at__isnull=False).order_by("due_at", "id")
        return {
            "figures": desk_figures(tickets, user),
            "urgent": list(urgent.for_list().defer("search", "description")[:ROWS]),
        }
