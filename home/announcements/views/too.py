"""“I have this too”: the people who ask for services count themselves, instead of writing a ticket each."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from helpdesk.common.refused import Refused
from home.models import Announcement


class AffectedToo(View):
    """POST counts, POST with `do=take_back` takes it back; `next` is the page of ours that it was pressed on."""

    http_method_names = ["post"]

    def post(self, request, pk):
        one = get_object_or_404(Announcement.objects.published(), pk=pk)
        if not one.permissions_for(request.user).asks:
            raise Http404("not for this person")
        try:
            self.act(one)
        except Refused as refusal:
            context = {"announcement": one, "refusal": str(refusal)}
            return render(request, "home/announcements/refused.html", context, status=409)
        return HttpResponseRedirect(self.target(one))

    def act(self, one):
        if self.request.POST.get("do") == "take_back":
            one.take_back(by=self.request.user)
            messages.success(self.request, _("Taken back: you are not counted any more."))
        else:
            one.have_too(by=self.request.user)
            messages.success(self.request, _("Noted. You need not write a ticket; we tell you when it is over."))

    def target(self, one):
        asked = self.request.POST.get("next", "")
        is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
        return asked if is_ours else one.get_absolute_url()
