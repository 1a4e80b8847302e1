"""The dashboard (rows A3, B4): the tiles, and what this person has to do now."""

from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from helpdesk.tickets import work
from helpdesk.tickets.call_ahead import know_calls
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.tally import own_open
from helpdesk.tickets.views.chart import chart_of
from helpdesk.tickets.views.tiles import figures_for, tiles_for
from helpdesk.tickets.weeks import per_week
from helpdesk.tickets.wording import next_step_for_client, status_label
from helpdesk.worktime.missing import year_to_fill

CARDS = 8  # tickets on a client's page
ROWS = 5  # of each kind of work


@dataclass(frozen=True)
class Section:
    """One kind of work: how much of it there is, its first tickets, and where all of it stands."""

    key: str
    title: str
    icon: str
    url: str
    count: int
    tickets: list
    tone: str = ""


class Dashboard(TemplateView):
    """For a client: their open tickets with the next step. For the desk: what is most urgent; for managers: all at a glance."""

    def get_template_names(self):
        return [f"helpdesk/dashboard/{'desk' if self.request.user.is_desk else 'client'}.html"]

    def get_context_data(self, **kwargs):
        user = self.request.user
        extra = self.for_desk(user) if user.is_desk else self.for_client(user)
        return super().get_context_data(**extra, **kwargs)

    def for_client(self, user):
        tickets = Ticket.objects.visible_to(user).filter(requester=user)
        open_first = F("closed_at").desc(nulls_first=True)
        rows = list(tickets.for_cards().order_by(open_first, "-id")[: CARDS + 1])
        know_calls(rows)
        shown = [
            {"ticket": t, "step": next_step_for_client(t), "label": status_label(t, for_client=True)} for t in rows[:CARDS]
        ]
        # What waits for the client stands first; among equals the newest.
        shown.sort(key=lambda row: (row["step"].tone != "", row["ticket"].is_done))
        number, theirs = own_open(user)
        note = ngettext("%(count)d waits for you", "%(count)d wait for you", theirs) % {"count": theirs} if theirs else ""
        figure = (number, note, "wait" if theirs else "")
        return {"rows": shown, "has_more": len(rows) > CARDS, "tiles": tiles_for(user, figure)}

    def for_desk(self, user):
        now = work.work_of(user, rows=ROWS, oldest=user.is_manager)
        overdue = now.count(work.OVERDUE)
        note = ngettext("%(count)d overdue", "%(count)d overdue", overdue) % {"count": overdue} if overdue else ""
        counts = figures_for(user)
        extra = {
            "tiles": tiles_for(user, (now.count("open"), note, "bad" if overdue else ""), counts=counts),
            "sections": sections_of(now),
        }
        if user.is_manager:
            extra |= {
                "chart": chart_of(per_week()), "departments": now.departments, "oldest": now.first.get(work.OLDEST, []),
                # The tile of Setting has asked for the same year.
                "missing_leave": year_to_fill(is_missing=lambda _year: counts["no_joint_leave"]),
            }  # fmt: skip
        return extra


def sections_of(now):
    """The kinds of work that there is any of, the most urgent first."""
    queue = reverse("helpdesk:ticket_list")
    kinds = (
        (work.OVERDUE, _("Overdue"), "alarm-clock", f"{queue}?hanya=overdue", "bad"),
        (work.TODAY, _("Due today"), "calendar-clock", f"{queue}?hanya=today", "wait"),
        (work.CHECK, _("Documents to check"), "file-check", reverse("helpdesk:check_queue"), ""),
        (work.YOURS, _("Waiting for you"), "user-round-check", f"{queue}?hanya=mine&urut=due", ""),
        (work.NEW, _("New, nobody has them yet"), "user-round-plus", f"{queue}?hanya=unassigned&urut=due", ""),
    )
    return [
        Section(key, title, icon, url, now.count(key), now.first.get(key, []), tone)
        for key, title, icon, url, tone in kinds if now.count(key)
    ]  # fmt: skip
