"""Add New Question (row B13): the desk writes an entry, a client asks one; one address, the same three fields."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from faq.forms import EntryForm, QuestionForm
from faq.models import FAQEntry
from faq.permissions import AddingPermissions
from helpdesk.common import throttle
from helpdesk.common.views.records import NewRecordView

RATES = (throttle.Rate(amount=5, seconds=3600), throttle.Rate(amount=15, seconds=24 * 3600))


class NewQuestion(NewRecordView):
    permissions = AddingPermissions
    template_name = "faq/desk/new.html"
    purpose = "faq"

    def post(self, request, **kwargs):
        if self.may.can_ask and any(throttle.is_full("faq", request.user.pk, rate) for rate in RATES):
            form = self.make_form(request.POST)
            form.add_error(None, _("You have sent several questions just now. Please wait an hour; what you wrote is kept here."))
            return self.show(form, token=request.POST.get("token", "")[:64], status=429)
        return super().post(request, **kwargs)

    def make_form(self, data=None, files=None):
        if self.may.can_write:
            return EntryForm(data, initial={"department": self.request.user.department_id})
        return QuestionForm(data)

    @transaction.atomic
    def make(self, form):
        user = self.request.user
        if self.may.can_write:
            goes_public = self.may.can_publish and self.request.POST.get("do") == "publish"
            self.success = _("Published: everybody can read it now.") if goes_public else _("Saved as a draft.")
            return FAQEntry.write(**form.facts(), by=user, publish=goes_public)
        for rate in RATES:
            throttle.allow("faq", user.pk, rate)
        self.success = _("Your question was sent. You will be told when it is answered.")
        data = form.cleaned_data
        return FAQEntry.ask(department=data["department"], subject=data["subject"], text=data["description"], by=user)

    def get_success_url(self, pk):
        return reverse("faq_desk:entry", args=[pk])
