"""What runs, as the desk sees it, and the step that ends it."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from helpdesk.common.paging import Order
from helpdesk.common.refused import Refused
from helpdesk.common.views.lists import COUNTED, Column, Filter, ListView
from helpdesk.templatetags.desk_ui import capped
from home.announcements.forms import EndForm
from home.announcements.period import State
from home.announcements.permissions import AnnouncementPermissions
from home.announcements.telling import audience
from home.models import Announcement

TONES = {State.RUNNING: "bad", State.PLANNED: "wait", State.OVER: ""}


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
        states = [("", _("View All")), *((state.value, state.label) for state in TONES)]
        return [Filter("keadaan", _("State"), states)]

    def narrow(self, rows, name, value):
        find = {State.RUNNING: "current", State.PLANNED: "planned", State.OVER: "over"}.get(value)
        return getattr(rows, find)() if find else rows

    def get_add_url(self):
        return reverse(Announcement.snippet_viewset.get_url_name("add")) if self.may.can_write else ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(may=self.may, **kwargs)
        now = timezone.now()
        for row in context["rows"]:
            row.now = row.state(now)
            row.tone = TONES[row.now]
        return context


class EndView(View):
    """GET says what ending means and how many people would be told, POST does it: 422 wrong, 409 not possible now.

    A subclass says `template_name`, `get_success_url()` and may narrow `get_announcement()`.
    """

    template_name = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated or not self.may.can_end:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def announcement(self):
        return get_object_or_404(Announcement.objects.filter(live=True), pk=self.kwargs["pk"])

    @cached_property
    def may(self):
        return AnnouncementPermissions(self.request.user)

    def get(self, request, pk):
        return self.show(EndForm(may=self.may))

    def post(self, request, pk):
        form = EndForm(request.POST, may=self.may)
        one = self.announcement
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            one.end(**form.facts, by=request.user)
        except Refused as refusal:
            return self.show(form, refusal=str(refusal), status=409)
        messages.success(request, _("“%(title)s” is over now. Who has it too is being told.") % {"title": one})
        return HttpResponseRedirect(self.get_success_url())

    def show(self, form, *, refusal="", status=200):
        one = self.announcement
        context = {
            "form": form, "announcement": one, "refusal": refusal, "is_possible": one.is_running, "may": self.may,
            "back_url": self.get_success_url(), "sentences": self.sentences(one) if one.is_running else [],
        }  # fmt: skip
        return render(self.request, self.template_name, context, status=status)

    def sentences(self, one):
        """What will happen, with how many people it reaches; counts stop at COUNTED."""
        affected = self.number(one, owners=False)
        said = [
            _("The banner goes from all pages, and its page says that it is over."),
            ngettext(
                "%(count)s person said “I have this too” and is told.", "%(count)s people said “I have this too” and are told.", affected,
            ) % {"count": capped(affected)} if affected else _("Nobody has said “I have this too”."),
        ]  # fmt: skip
        if self.may.can_tell_owners:
            number = self.number(one, owners=True)
            said.append(
                ngettext(
                    "With the box below %(count)s person is told: also clients and watchers of open tickets about its services.",
                    "With the box below %(count)s people are told: also clients and watchers of open tickets about its services.", number,
                ) % {"count": capped(number)}
            )  # fmt: skip
        return said

    def number(self, one, *, owners):
        return audience(one, owners=owners, by=self.request.user).order_by()[: COUNTED + 1].count()

    def get_success_url(self):
        raise NotImplementedError


class EndAtDesk(EndView):
    template_name = "home/announcements/end.html"

    def get_success_url(self):
        return reverse("announcements:list")
