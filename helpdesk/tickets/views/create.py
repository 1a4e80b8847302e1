"""Ticket → Create (rows A4, A5, B5): first the service, then the form; at the desk before both, for whom it is
(table C, “on behalf of a client”). Complete without JavaScript."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from helpdesk.accounts.models import Organisation
from helpdesk.attachments.checks import ahead
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.other_files import come_with
from helpdesk.catalogue.asked import asked_for
from helpdesk.catalogue.models import Service
from helpdesk.catalogue.samples import documents_of
from helpdesk.common.form_token import new_token, once
from helpdesk.common.numbered import numbered_url
from helpdesk.documents.views.kept_offer import mark_kept
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.on_behalf import client_of
from helpdesk.tickets.views.blank_form import BlankForm, when_done
from helpdesk.tickets.views.for_whom import ask_for_whom
from helpdesk.tickets.views.new_ticket import NewTicketForm
from helpdesk.tickets.views.service_list import groups_with_addresses, list_for_all
from helpdesk.worktime.current import working_time

PURPOSE = "ticket"
TO_CHOOSE = "helpdesk/tickets/choose_service.html"


class CreateTicket(View):
    """`?q=` searches the services, `?layanan=<code>` opens the form, `?mengikuti=<number>` names an old own ticket.

    An officer says with `untuk` for whom (on_behalf.py); without it the page that finds the client comes first.
    """

    def dispatch(self, request, *args, **kwargs):
        if self.requester is None:
            asked = self.asked("untuk") or request.method == "POST"
            refusal = _("This person cannot be asked for any more. Please find the client again.") if asked else ""
            return ask_for_whom(request, refusal, status=404 if asked else 200)
        return super().dispatch(request, *args, **kwargs)

    def asked(self, name):
        return (self.request.POST if self.request.method == "POST" else self.request.GET).get(name, "")

    @cached_property
    def requester(self):
        """Whose ticket it will be; None while an officer has not said so."""
        user = self.request.user
        return user if user.is_client else client_of(self.asked("untuk"), user)

    @property
    def is_on_behalf(self):
        return self.requester != self.request.user

    @cached_property
    def follows(self):
        """The old ticket that this one continues, or None. Somebody else's is 404, like one that never was."""
        number = self.asked("mengikuti")
        if not number:
            return None
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Http404("no such ticket")
        own = Ticket.objects.visible_to(self.request.user).filter(requester=self.requester)
        return get_object_or_404(own, number=int(number))

    def form(self, *args, service, **kwargs):
        return NewTicketForm(*args, service=service, user=self.requester, is_on_behalf=self.is_on_behalf, **kwargs)

    def get(self, request):
        code = request.GET.get("layanan", "")
        if not code:
            return self.show_services()
        code = code.replace("\0", "")
        if not self.kept and (blank := BlankForm.find(code, self.requester)):
            return render(request, "helpdesk/tickets/create.html", {"drawn": blank.html_for(request), "service": blank.service})
        service = Service.objects.available().filter(code=code).first()
        if service is None:
            return self.show_services(_("This service cannot be asked for. Please choose another one."), status=404)
        return self.show_form(self.form(service=service))

    def post(self, request):
        with ahead(request.FILES.getlist("files")):  # it is being looked at while the form is put together
            return self.received(request)

    def received(self, request):
        code = request.POST.get("layanan", "").replace("\0", "")
        service = asked_for(code)
        if service is None:
            return self.show_services(_("This service cannot be asked for. Please choose another one."), status=404)
        if "show_documents" in request.POST:
            typed = {name: value for name, value in request.POST.items() if name != "files"}
            return self.show_form(self.form(initial=typed, service=service))
        form = self.form(request.POST, request.FILES, service=service)
        if not form.is_valid():
            return self.show_again(form)
        if not (service.is_active and service.department.is_active):
            form.add_error(None, _("This service has been closed meanwhile. Copy your text and choose another one."))
            return self.show_form(form, status=409)
        return self.create(form)

    def create(self, form):
        files = [Attachment] * len(form.cleaned_data["files"].accepted)
        made, is_first = once(self.request.user, PURPOSE, form.cleaned_data["token"], partial(self.make, form), of=Ticket, also=files)
        ticket = self.made if is_first else Ticket.objects.get(pk=made)
        messages.success(self.request, self.thanks(ticket))
        return HttpResponseRedirect(numbered_url("helpdesk:ticket", ticket.number))

    def make(self, form, key, *keys):
        """Everything that one form makes, the ticket with `key`, its files with `keys`; runs in the transaction of its token."""
        user = self.request.user
        files = form.cleaned_data["files"].accepted
        self.made = Ticket.submit(
            service=form.service, requester=self.requester, by=user, follows=self.follows, key=key,
            documents=form.required_documents, with_it=lambda ticket, at: come_with(files, ticket, by=user, at=at, keys=keys), **form.facts,
        )  # fmt: skip
        if number := form.cleaned_data.get("input_npwp"):
            self.keep_npwp(number)

    def keep_npwp(self, number):
        """Keep the tax number for the next time, on an organisation that is the person's own and has none."""
        if self.requester.is_member and not self.is_on_behalf:
            own = Organisation.objects.select_for_update().filter(pk=self.requester.organisation_id, npwp="")
            for organisation in own.exclude(kind=Organisation.Kind.AGENCY):
                organisation.npwp = number
                organisation.save(update_fields=["npwp", "updated_at"])

    def thanks(self, ticket):
        if self.is_on_behalf:
            return self.thanks_to_officer(ticket)
        if ticket.wanted_documents:
            return _("The ticket description has been created; next, please complete the related documents.")
        return _("The ticket description has been created; the helpdesk will answer you on this page.")

    def thanks_to_officer(self, ticket):
        said = _("Ticket #%(number)d of %(name)s has been created.") % {"number": ticket.number, "name": self.requester}
        if ticket.permissions_for(self.request.user).is_watching:
            department = {"department": ticket.department}
            said += " " + _("It belongs to %(department)s; you watch it, so that you keep seeing it.") % department
        return said

    # Pages

    @cached_property
    def kept(self):
        """What the address says beside the service, as pairs."""
        kept = {"untuk": self.asked("untuk") if self.is_on_behalf else "", "mengikuti": self.follows.number if self.follows else ""}
        return [(name, value) for name, value in kept.items() if value]

    def address(self, **parts):
        """This page with what was chosen so far: whom it is for, which old ticket it follows."""
        chosen = {**dict(self.kept), **parts}
        return f"?{urlencode(chosen)}" if chosen else self.request.path

    @property
    def frame(self):
        """What both pages show beside their own."""
        return {
            "client": self.requester if self.is_on_behalf else None, "follows": self.follows, "kept": self.kept,
            "here": self.address(), "all_services": self.address(semua=1),
        }  # fmt: skip

    def show_services(self, refusal="", status=200):
        asked = self.request.GET.get("q", "")[:200]
        is_all = bool(asked.strip()) or "semua" in self.request.GET
        organisation = self.requester.organisation
        if not (asked or refusal or self.kept):
            return render(self.request, TO_CHOOSE, {"drawn": list_for_all(organisation, is_all)})
        groups = groups_with_addresses(asked, organisation, is_all, self.address)
        is_new = "baru" in self.request.GET and self.is_on_behalf
        context = {
            "groups": groups, "is_all": is_all, "asked": asked, "refusal": refusal, "is_new": is_new, **self.frame,
        }  # fmt: skip
        return render(self.request, TO_CHOOSE, context, status=status)

    def show_form(self, form, status=200):
        if hasattr(form.service, "lists"):
            form.required_documents = documents_of(form.service)  # with their samples
        if not self.is_on_behalf:
            mark_kept(form.required_documents, self.requester)
        context = {
            "form": form, "service": form.service, "done_by": when_done(float(form.service.resolution_hours), working_time()), **self.frame,
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
