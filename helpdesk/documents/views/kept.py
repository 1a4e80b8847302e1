"""Keeping an accepted document for the organisation's next request, using it there, and taking the consent back."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.organisation_permissions import HasOwnOrganisation, KeepsOrganisations
from helpdesk.common.dates import short_date
from helpdesk.common.views.records import ConfirmView
from helpdesk.documents.models import KeptDocument
from helpdesk.tickets.views.base import VerbView


class OfSlot(VerbView):
    """One document of the requester's ticket."""

    audience = "is_requester"
    permission = "can_keep_documents"

    @cached_property
    def slot(self):
        found = get_object_or_404(self.ticket.slots.select_related("requirement", "current"), pk=self.kwargs["slot"])
        found.ticket = self.ticket
        return found

    def dispatch(self, request, *args, **kwargs):
        if self.may.is_requester and self.slot is None:
            raise Http404("no such document")
        return super().dispatch(request, *args, **kwargs)

    def why_not(self):
        return _("Only a member of the ticket's organisation may do this.")


class KeepDocument(OfSlot):
    """GET asks for the consent and says what it means; POST gives it."""

    button = gettext_lazy("I agree: keep it")
    success = gettext_lazy("Kept. It is offered on your organisation's next request.")

    @property
    def heading(self):
        return _("Keep “%(name)s” for our next request") % {"name": self.slot}

    @property
    def is_possible(self):
        return super().is_possible and self.slot.can_be_kept

    def why_not(self):
        return _("This document cannot be kept for the next request.") if self.may.can_keep_documents else super().why_not()

    @property
    def explanation(self):
        facts = {"organisation": self.ticket.organisation, "day": short_date(self.slot.expires_on) if self.slot.expires_on else ""}
        text = _(
            "We keep a copy of the accepted document for %(organisation)s. Its members can send it again with their next "
            "request, without uploading it. You or a contact person may take this back at any time under “My organisation”; the copy is deleted then."
        )
        if self.slot.expires_on:
            text += " " + _("It is offered until %(day)s, and deleted 30 days later.")
        return text % facts

    def act(self, form):
        self.slot.keep_for_next_request(by=self.request.user)


class UseKept(OfSlot):
    """Send the kept document instead of a file."""

    http_method_names = ["post", "options"]
    heading = button = gettext_lazy("Use the kept document")
    success = gettext_lazy("The kept document has been sent. The helpdesk checks it.")

    def act(self, form):
        own = KeptDocument.objects.filter(organisation=self.ticket.organisation_id, code=self.slot.code)
        self.slot.use_kept(get_object_or_404(own, pk=self.kwargs["kept"]), by=self.request.user)


class Withdraw(ConfirmView):
    """Take the consent back; asked about first."""

    permissions = HasOwnOrganisation
    button = heading = gettext_lazy("Delete the kept copy")
    success = gettext_lazy("The kept copy has been deleted.")

    def get_record(self):
        kept = get_object_or_404(KeptDocument.objects.of(self.organisation_key), pk=self.kwargs["kept"])
        if not kept.may_withdraw(self.request.user):
            raise Http404("not for this person")
        return kept

    @property
    def organisation_key(self):
        return self.request.user.organisation_id if self.request.user.is_member else None

    def get_sentences(self, record):
        return [
            _("%(name)s is no longer offered on new requests, and its bytes are deleted now.") % {"name": record.name},
            _("Tickets on which it was used keep their own file."),
        ]

    def act(self, record):
        record.withdraw(by=self.request.user)

    def get_back_url(self, record):
        return reverse("helpdesk:own_organisation")

    def more_context(self, record):
        return {"place_url": self.get_back_url(record), "place": _("My organisation")}


class WithdrawForThem(Withdraw):
    """The same by a manager, at the organisation's page."""

    permissions = KeepsOrganisations

    @property
    def organisation_key(self):
        return self.kwargs["pk"]

    def get_back_url(self, record):
        return reverse("helpdesk:organisation", args=[self.kwargs["pk"]])

    def more_context(self, record):
        return {"place_url": self.get_back_url(record), "place": str(record.organisation)}


def kept_context(organisation, user):
    """`kept`: pairs of a document and the address where this reader may delete it (or ""), for `_kept.html`; one query."""
    rows = list(KeptDocument.objects.of(organisation))
    return {"kept": [(row, _withdraw_url(row, organisation, user)) for row in rows]}


def _withdraw_url(row, organisation, user):
    row.organisation = organisation
    if not row.may_withdraw(user):
        return ""
    if user.is_manager:
        return reverse("helpdesk:organisation_kept_withdraw", args=[organisation.pk, row.pk])
    return reverse("helpdesk:own_kept_withdraw", args=[row.pk])
