"""The bell's page (row B6). Reading it changes nothing; opening one, and “mark all as read”, are posts."""

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from helpdesk.common.paging import Order, keyset_page
from helpdesk.notifications.models import Notification
from helpdesk.notifications.permissions import NotificationPermissions
from helpdesk.notifications.sentences import Teller
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import Ticket

UNREAD_FIRST = Order("unread", ("rank", "-id"))
RANK = Case(When(read_at=None, then=Value(0)), default=Value(1), output_field=IntegerField())
UNREAD = "belum"


class Inbox(TemplateView):
    """What the person was told: unread first, newest first."""

    template_name = "helpdesk/notifications/inbox.html"

    def get_context_data(self, **kwargs):
        user, only_unread = self.request.user, self.request.GET.get("hanya") == UNREAD
        told = Notification.objects.of(user).for_telling().annotate(rank=RANK)
        page = keyset_page(told.unread() if only_unread else told, UNREAD_FIRST, self.request.GET.get("kursor", ""))
        desk = DeskSettings.current()
        teller = Teller(user, page.rows, desk=desk)
        return super().get_context_data(
            desk=desk, only_unread=only_unread, unread_count=user.unread_count, newest=max((n.pk for n in page), default=0),
            rows=[{"told": n, "text": teller.text(n), "icon": teller.icon(n), "url": n.get_absolute_url()} for n in page],
            may=NotificationPermissions(user), everything=self.request.path, unread_url=f"{self.request.path}?hanya={UNREAD}",
            newer_url=self.url(page.previous_cursor), older_url=self.url(page.next_cursor), **kwargs,
        )  # fmt: skip

    def url(self, cursor):
        kept = f"hanya={UNREAD}&" if self.request.GET.get("hanya") == UNREAD else ""
        return f"{self.request.path}?{kept}kursor={cursor}" if cursor else ""


class Open(View):
    """Go where a notification leads; with it all that the ticket's page shows is read."""

    http_method_names = ["post", "options"]

    def post(self, request, pk):
        mine = Notification.objects.of(request.user)
        notification = get_object_or_404(mine.select_related("ticket"), pk=pk)
        same = mine.about(notification.ticket) if notification.ticket_id else mine.filter(pk=pk)
        read(same)
        return HttpResponseRedirect(notification.get_absolute_url() or reverse("helpdesk:notifications"))


class ReadAll(View):
    """Mark as read what the page showed and everything before it; what came since stays unread."""

    http_method_names = ["post", "options"]

    def post(self, request):
        newest = request.POST.get("newest", "")
        until = int(newest) if newest.isascii() and newest.isdigit() and len(newest) < 19 else 0
        read(Notification.objects.of(request.user).filter(pk__lte=until))
        messages.success(request, _("Everything is marked as read."))
        return HttpResponseRedirect(reverse("helpdesk:notifications"))


class ReadTicket(View):
    """The ticket's page was opened another way: its notifications are read. A script of the page asks for it, or its button."""

    http_method_names = ["post", "options"]

    def post(self, request, number):
        ticket = get_object_or_404(Ticket.objects.visible_to(request.user).only("pk", "number"), number=number)
        number_read = read(Notification.objects.of(request.user).about(ticket))
        if "fetch" in request.POST:
            return HttpResponse(str(number_read), content_type="text/plain")
        return HttpResponseRedirect(ticket.get_absolute_url())


def read(notifications):
    """Mark as read; returns how many were not."""
    keys = notifications.unread().order_by().values("pk")
    return Notification.objects.filter(pk__in=keys).update(read_at=timezone.now())
