"""`/helpdesk/pesan/`: the list of contact messages, one message, and what is done with it."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from contact.forms import AnswerForm
from contact.into_ticket import owner_of
from contact.models import ContactMessage
from contact.permissions import ContactPermissions
from helpdesk.common.form_token import new_token, once, result_of
from helpdesk.common.paging import Order
from helpdesk.common.refused import Refused
from helpdesk.common.views.lists import Column, Filter, ListView
from helpdesk.common.views.records import Managed

State = ContactMessage.State


class MessageList(Managed, ListView):
    permissions = ContactPermissions
    template_name = "contact/desk/list.html"
    title = gettext_lazy("Contact messages")
    columns = (
        Column(gettext_lazy("Number"), "number"),
        Column(gettext_lazy("Title"), css="table__main"),
        Column(gettext_lazy("Date"), "date"),
        Column(gettext_lazy("Status")),
    )
    orders = {"number": Order("number", ("id",)), "date": Order("date", ("created_at", "id"))}
    default_order = "-date"
    search_in = ("name", "email", "subject", "text")
    search_label = gettext_lazy("Search name, email, text …")
    empty_title = gettext_lazy("No messages yet")
    empty_text = gettext_lazy("What visitors send by the contact form appears here.")

    def get_rows(self):
        return ContactMessage.objects.select_related("handled_by", "ticket").defer("text", "ticket__description", "ticket__search")

    def get_filters(self):
        state = {key: Count("pk", filter=Q(state=key)) for key in State.values}
        counts = ContactMessage.objects.order_by().aggregate(**state, inbox=Count("pk", filter=~Q(state=State.SPAM)))
        labels = [("", _("Inbox"), counts["inbox"]), *((key, label, counts[key]) for key, label in State.choices)]
        return [Filter("status", _("Status"), [(key, f"{label} ({number})") for key, label, number in labels])]

    def narrow(self, rows, name, value):
        return rows.filter(state=value) if value else rows.without_spam()


class OneMessage(Managed, View):
    """What the views of one message share; for everybody else the address does not exist."""

    permissions = ContactPermissions

    @cached_property
    def message(self):
        rows = ContactMessage.objects.select_related("handled_by", "ticket").defer("ticket__description", "ticket__search")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def token(self):
        return self.request.POST.get("token", "").replace("\0", "")[:64]

    def show(self, *, form=None, refusal="", status=200):
        self.__dict__.pop("message", None)  # a verb may have met it in a newer state
        message = self.message
        context = {
            "message": message, "replies": list(message.replies.select_related("by")), "form": form or AnswerForm(),
            "token": new_token(), "seen": message.version(), "known": owner_of(message), "refusal": refusal, "may": self.may,
        }  # fmt: skip
        return render(self.request, "contact/desk/message.html", context, status=status)

    def back(self):
        return HttpResponseRedirect(self.message.get_absolute_url())


class MessagePage(OneMessage):
    http_method_names = ["get", "head"]

    def get(self, request, pk):
        return self.show()


class Answer(OneMessage):
    """Send an answer. The same form twice answers once."""

    http_method_names = ["post"]
    purpose = "contact-answer"

    def post(self, request, pk):
        if self.message and result_of(request.user, self.purpose, self.token) is not None:
            return self.back()
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.show(form=form, status=422)
        if not self.token:
            form.add_error(None, _("This form was incomplete. Please look through it and send it again."))
            return self.show(form=form, status=422)
        try:
            once(request.user, self.purpose, self.token, lambda: self.send(form).pk)
        except Refused as refusal:
            return self.show(form=form, refusal=str(refusal), status=409)
        messages.success(request, _("The answer is on its way."))
        return self.back()

    def send(self, form):
        return self.message.answer(form.cleaned_data["text"], by=self.request.user, seen=self.request.POST.get("seen", ""))


class Mark(OneMessage):
    """Spam, no spam, answered elsewhere, not answered: one button each."""

    http_method_names = ["post"]
    steps = {
        "spam": (ContactMessage.mark_as_spam, gettext_lazy("Put aside as spam. It is deleted after 30 days.")),
        "answered": (ContactMessage.mark_as_answered, gettext_lazy("Marked as answered.")),
        "new": (ContactMessage.mark_as_new, gettext_lazy("The message waits for an answer again.")),
    }

    def post(self, request, pk):
        step, success = self.steps.get(request.POST.get("do", ""), (None, ""))
        if step is None:
            return self.show(refusal=_("This step does not exist. Nothing was changed."), status=422)
        try:
            step(self.message, by=request.user, seen=request.POST.get("seen", ""))
        except Refused as refusal:
            return self.show(refusal=str(refusal), status=409)
        messages.success(request, success)
        return self.back()


class SendAgain(OneMessage):
    """Try an answer once more that could not be sent."""

    http_method_names = ["post"]

    def post(self, request, pk, reply):
        reply = get_object_or_404(self.message.replies, pk=reply)
        try:
            self.message.send_again(reply, by=request.user)
        except Refused as refusal:
            return self.show(refusal=str(refusal), status=409)
        messages.success(request, _("The answer is on its way."))
        return self.back()
