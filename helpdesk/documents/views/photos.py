"""Photos of the pages of one document become one PDF (issue 5): chosen, looked at, put in order, sent. Without JavaScript too.

What was chosen waits in the private storage; order and turns stand in the address, so that reload and back show the same.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from helpdesk.attachments import limits, pictures
from helpdesk.attachments.names import display_name
from helpdesk.attachments.refusals import Refused
from helpdesk.attachments.waiting_pages import WaitingPages
from helpdesk.documents.views.photo_order import Order
from helpdesk.documents.views.photo_taking import take_all
from helpdesk.documents.views.receiving import OTHER, Receiver
from helpdesk.tickets.views.base import TicketMixin

NOT_ACCEPTABLE, TOO_LATE = 422, 409


class PhotoPlace(TicketMixin):
    """One place of one ticket, for those who may send its files."""

    def place_of(self, code):
        if not (self.may.is_requester or self.may.works_on):
            raise Http404("not for this person")
        self.code = code or OTHER
        self.slot = None if self.code == OTHER else self.ticket.slots.needed().filter(code=self.code).first()
        if self.slot is None and self.code != OTHER:
            raise Http404("no such document")

    @cached_property
    def waiting(self):
        return WaitingPages(self.ticket, self.code, by=self.request.user)

    def why_not(self):
        """The sentence for a place that takes no file now, or an empty one."""
        if not self.may.can_upload:
            return _("The ticket is done; its documents stay as they are.")
        if self.slot and not self.slot.takes_a_file:
            return _("This document has been accepted; it can no longer be changed.")
        return ""


class Photos(PhotoPlace, View):
    """GET shows the pages that wait. POST `do`: `add` (with `file`), `send`, `drop`, or `up:`, `down:`, `turn:`, `remove:` and a
    page; `page` (name~turn, once for each) is the order so far. Who asks for JSON gets `{"url", "results", "sentence"}`.
    """

    http_method_names = ["get", "post"]

    def get(self, request, number):
        self.place_of(request.GET.get("slot"))
        self.order = Order(request.GET.getlist("page"), self.waiting.names())
        refusal = self.why_not()
        return self.show(TOO_LATE if refusal else 200, refusal)

    def post(self, request, number):
        self.place_of(request.POST.get("slot"))
        self.order = Order(request.POST.getlist("page"), self.waiting.names())
        if refusal := self.why_not():
            return self.show(TOO_LATE, refusal)
        act, _colon, page = request.POST.get("do", "add").partition(":")
        if act == "add":
            return self.add()
        if act == "send":
            return self.send()
        if act == "drop":
            self.waiting.clear()
            return self.back_to_ticket()
        if act == "remove":
            self.waiting.remove(page)
        self.order.change(act, page)
        return HttpResponseRedirect(self.address())

    def add(self):
        uploads = self.request.FILES.getlist("file")
        if not uploads:
            return self.show(NOT_ACCEPTABLE, _("No file has arrived. Choose one or more files first."))
        taken = take_all(uploads, self.waiting, room=limits.MAX_PHOTOS - len(self.order.pages), by=self.request.user)
        self.order.append(taken.names)
        if taken.refused:
            return self.show(NOT_ACCEPTABLE, results=taken.refused)
        address = self.address(before=taken.before or "")
        if self.wants_json:
            return JsonResponse({"url": address, "results": [], "sentence": ""})
        return HttpResponseRedirect(address)

    def send(self):
        if not self.order.pages:
            sentence = _("There are no pages here. They have been sent already, or their three days are over.")
            return self.show(TOO_LATE, sentence)
        try:
            jpegs = [self.waiting.read(page.name) for page in self.order.pages]
            made = pictures.pack(jpegs, [page.turn for page in self.order.pages])
        except Refused as refusal:
            return self.show(NOT_ACCEPTABLE, str(refusal))
        except FileNotFoundError:  # sent or removed in another tab just now
            return self.show(TOO_LATE, _("A page is no longer here. Look at the pages again before you send them."))
        file = ContentFile(made, display_name(str(self.slot) if self.slot else _("Photos")))
        result = Receiver(self.ticket, self.code, by=self.request.user).take(file)
        if not result.is_kept:
            return self.show(result.status, result.sentence)
        self.waiting.clear()
        messages.success(self.request, result.sentence)
        return self.back_to_ticket()

    @property
    def wants_json(self):
        return self.request.get_preferred_type(["text/html", "application/json"]) == "application/json"

    def address(self, **more):
        facts = [("slot", self.code), *(("page", str(page)) for page in self.order.pages), *more.items()]
        return f"{reverse('helpdesk:ticket_photos', args=[self.ticket.number])}?{urlencode([f for f in facts if f[1]])}"

    def show(self, status=200, refusal="", results=()):
        if self.wants_json:
            told = [{"name": name, "sentence": sentence} for name, sentence in results]
            return JsonResponse({"url": "", "results": told, "sentence": refusal}, status=status)
        before = self.request.GET.get("before", "")
        size = sum(self.waiting.size(page.name) for page in self.order.pages)
        context = {
            "ticket": self.ticket, "may": self.may, "slot": self.slot, "code": self.code, "pages": self.order.pages, "size": size,
            "limit": limits.MAX_BYTES, "most": limits.MAX_PHOTOS, "results": results, "refusal": refusal,
            "before": int(before) if before.isdecimal() and len(before) < 10 else 0, "is_possible": not self.why_not(),
        }  # fmt: skip
        return render(self.request, "helpdesk/documents/photos.html", context, status=status)


class PhotoPicture(PhotoPlace, View):
    """One waiting page as its sender sees it."""

    http_method_names = ["get"]

    def get(self, request, number, place, page):
        self.place_of(place)
        try:
            content = self.waiting.read(page)
        except FileNotFoundError:
            raise Http404("no such page") from None
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
        return HttpResponse(content, content_type="image/jpeg", headers=headers)
