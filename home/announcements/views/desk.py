"""What runs, as the desk sees it."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.common.paging import Order
from helpdesk.common.views.lists import Column, Filter, ListView
from home.announcements.period import State
from home.announcements.permissions import AnnouncementPermissions
from home.models import Announcement

STATES = {State.RUNNING: "current", State.PLANNED: "planned", State.OVER: "over"}  # and how each is looked up
TONES = {Announcement.Kind.DISRUPTION: "bad", Announcement.Kind.MAINTENANCE: "wait", Announcement.Kind.INFO: "open"}


class AnnouncementList(ListView):
    """For whoever answers tickets: what is going on, what is planned, what is over. Drafts are the CMS's."""

    template_name = "home/announcements/desk_list.html"
    title = gettext_lazy("Announcements")
    columns = (
        Column(gettext_lazy("Title"), css="table__main"), Column(gettext_lazy("State")), Column(gettext_lazy("Period")),
        Column(gettext_lazy("Have it too")), Column(gettext_lazy("Action")),
    )  # fmt: skip
    orders = {"newest": Order("newest", ("-starts_at", "-id"))}
    default_order = "newest"
    add_label = gettext_lazy("New announcement")
    empty_title = gettext_lazy("No announcements yet")
    empty_text = gettext_lazy("Disruptions and planned maintenance that editors announce stand here.")

    @cached_property
    def may(self):
        return AnnouncementPermissions(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.may.can_read_at_desk:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    def get_rows(self):
        return Announcement.objects.published().with_facts().defer("text", "text_en")

    def get_filters(self):
        states = [("", _("View All")), *((state.value, state.label) for state in STATES)]
        return [Filter("keadaan", _("State"), states)]

    def narrow(self, rows, name, value):
        find = STATES.get(value)
        return getattr(rows, find)() if find else rows

    def get_add_url(self):
        return reverse(Announcement.snippet_viewset.get_url_name("add")) if self.may.can_write else ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(may=self.may, **kwargs)
        now = timezone.now()
        for row in context["rows"]:
            row.now = row.state(now)
            row.tone = TONES[row.kind] if row.now == State.RUNNING else ""
        return context
