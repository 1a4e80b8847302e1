"""Ticket → Create (rows A4, A5, B5): first the service, then the form. Complete without JavaScript."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from helpdesk.accounts.models import Organisation
from helpdesk.attachments.other_files import attach
from helpdesk.catalogue.models import Service
from helpdesk.catalogue.picker import groups_for
from helpdesk.common.form_token import new_token, once
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.views.new_ticket import NewTicketForm
from helpdesk.worktime.current import working_time

PURPOSE = "ticket"


class CreateTicket(View):
    """`?q=` searches the services, `?layanan=<code>` opens the form, `?mengikuti=<number>` names an old own ticket.

    For a person who asks; for anybody else the address does not exist.
    """

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_client:
            raise Http404("only who asks makes a ticket here")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def follows(self):
        """The old ticket that this one continues, or None. Somebody else's is 404, like one that never was."""
        number = (self.request.POST if self.request.method == "POST" else self.request.GET).get("mengikuti", "")
        if not number:
            return None
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Http404("no such ticket")
        return get_object_or_404(Ticket.objects.filter(requester=self.request.user), number=int(number))

    def get(self, request):
        code = request.GET.get("layanan", "")
        if not code:
            return self.show_services()
        service = Service.objects.available().filter(code=code.replace("\0", "")).first()
        if service is None:
            return self.show_services(_("This service cannot be asked for. Please choose another one."), status=404)
        return self.show_form(NewTicketForm(service=service, user=request.user))

    def post(self, request):
        code = request.POST.get("layanan", "").replace("\0", "")
        service = Service.objects.select_related("department", "type").filter(code=code).first()
        if service is None:
            return self.show_services(_("This service cannot be asked for. Please choose another one."), status=404)
        if "show_documents" in request.POST:
            typed = {name: value for name, value in request.POST.items() if name != "files"}
            return self.show_form(NewTicketForm(initial=typed, service=service, user=request.user))
        form = NewTicketForm(request.POST, request.FILES, service=service, user=request.user)
        if not form.is_valid():
            return self.show_again(form)
        if not (service.is_active and service.department.is_active):
            form.add_error(None, _("This service has been closed meanwhile. Copy your text and choose another one."))
            return self.show_form(form, status=409)
        return self.create(form)

    def create(self, form):
        made, _is_first = once(self.request.user, PURPOSE, form.cleaned_data["token"], lambda: self.make(form).pk)
        ticket = Ticket.objects.only("number", "wanted_documents").get(pk=made)
        messages.success(self.request, self.thanks(ticket))
        return HttpResponseRedirect(ticket.get_absolute_url())

    def make(self, form):
        """Everything that one form makes; runs in the transaction of its token."""
        user = self.request.user
        ticket = Ticket.submit(service=form.service, requester=user, by=user, follows=self.follows, **form.facts)
        for accepted in form.cleaned_data["files"].accepted:
            attach(ticket, accepted, by=user)
        if number := form.cleaned_data.get("input_npwp"):
            self.keep_npwp(number)
        return ticket

    def keep_npwp(self, number):
        """Keep the tax number for the next time, on an organisation that is the person's own and has none."""
        if self.request.user.is_member:
            own = Organisation.objects.filter(pk=self.request.user.organisation_id, npwp="")
            own.exclude(kind=Organisation.Kind.AGENCY).update(npwp=number)

    def thanks(self, ticket):
        if ticket.wanted_documents:
            return _("The ticket description has been created; next, please complete the related documents.")
        return _("The ticket description has been created; the helpdesk will answer you on this page.")

    # Pages

    def show_services(self, refusal="", status=200):
        asked = self.request.GET.get("q", "")[:200]
        is_all = bool(asked.strip()) or "semua" in self.request.GET
        services = Service.objects.available()
        shown = services if is_all else services.meant_for(self.request.user.organisation)
        context = {
            "groups": groups_for(asked, shown), "is_all": is_all, "asked": asked, "follows": self.follows, "refusal": refusal,
        }  # fmt: skip
        return render(self.request, "helpdesk/tickets/choose_service.html", context, status=status)

    def show_form(self, form, status=200):
        hours = timedelta(hours=float(form.service.resolution_hours))
        context = {
            "form": form, "service": form.service, "follows": self.follows,
            "done_by": working_time().add(timezone.now(), hours),
        }  # fmt: skip
        return render(self.request, "helpdesk/tickets/create.html", context, status=status)

    def show_again(self, form):
        if "token" in form.errors:
            # A form that lost its token gets a new one: the next Submit works.
            form.data = form.data.copy()
            form.data["token"] = new_token()
            form.errors["token"][:] = []
            form.add_error(None, _("This form was incomplete. Please look through it and send it again."))
        return self.show_form(form, status=422)
