"""Screens on which the desk's own tables are edited: departments, services, calendar, settings."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helpdesk.common.form_token import new_token, once, result_of
from helpdesk.common.seen import differences


class Managed:
    """Mixin: for who may manage this; for everybody else the address does not exist. `permissions`: a class(user)."""

    permissions = None

    @cached_property
    def may(self):
        return self.permissions(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.may.can_manage:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)


class RecordView(Managed, View):
    """The form of one record. Answers: 422 a field is wrong, 409 changed meanwhile; what was typed stays in both.

    A subclass says `get_record(lock)`, `make_form(record, data, files)`, `state_of(record)` (what the form was made
    from, see common/seen.py), `get_success_url()`, and overrides `save(form)` where more than `form.save()` happens.
    """

    template_name = ""
    success = gettext_lazy("Your changes are saved.")

    def get(self, request, **kwargs):
        record = self.get_record(lock=False)
        return self.show(self.make_form(record), record, seen=self.state_of(record))

    def post(self, request, **kwargs):
        with transaction.atomic():
            record = self.get_record(lock=True)
            state = self.state_of(record)
            form = self.make_form(record, request.POST, request.FILES)
            if request.POST.get("seen") != state:
                return self.refuse(form, state)
            if not form.is_valid():
                return self.show(form, self.get_record(lock=False), seen=state, status=422)
            self.save(form)
        messages.success(request, self.success)
        return HttpResponseRedirect(self.get_success_url())

    def refuse(self, form, state):
        """Somebody was faster: what is stored now stands above what was typed; sending again keeps what was typed."""
        record = self.get_record(lock=False)
        form.is_valid()  # may change the form's own record, never the one that is shown
        stored = list(differences(form, self.make_form(record)))
        return self.show(form, record, seen=state, status=409, is_changed=True, stored=stored)

    def save(self, form):
        form.save()

    def show(self, form, record, *, status=200, **context):
        context = {"form": form, "record": record, "may": self.may, **self.more_context(record), **context}
        return render(self.request, self.template_name, context, status=status)

    def more_context(self, record):
        return {}

    def get_record(self, *, lock):
        raise NotImplementedError

    def make_form(self, record, data=None, files=None):
        raise NotImplementedError

    def state_of(self, record):
        raise NotImplementedError

    def get_success_url(self):
        raise NotImplementedError


class NewRecordView(Managed, View):
    """The form of a record that is not there yet. Sent twice it makes one record (`purpose`: of its token).

    A subclass says `make_form(data, files)`, `make(form)` (returns the record) and `get_success_url(pk)`.
    """

    template_name = ""
    purpose = ""
    success = gettext_lazy("It has been added.")

    def get(self, request, **kwargs):
        return self.show(self.make_form())

    def post(self, request, **kwargs):
        token = request.POST.get("token", "").replace("\0", "")[:64]
        if (made := result_of(request.user, self.purpose, token)) is not None:
            return HttpResponseRedirect(self.get_success_url(made))
        form = self.make_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, token=token, status=422)
        if not token:
            form.add_error(None, _("This form was incomplete. Please look through it and send it again."))
            return self.show(form, status=422)
        made, is_first = once(request.user, self.purpose, token, lambda: self.make(form).pk)
        if is_first:
            messages.success(request, self.success)
        return HttpResponseRedirect(self.get_success_url(made))

    def show(self, form, *, token="", status=200, **context):
        context = {"form": form, "may": self.may, "token": token or new_token(), **self.more_context(), **context}
        return render(self.request, self.template_name, context, status=status)

    def more_context(self):
        return {}

    def make_form(self, data=None, files=None):
        raise NotImplementedError

    def make(self, form):
        raise NotImplementedError

    def get_success_url(self, pk):
        raise NotImplementedError


class ConfirmView(Managed, View):
    """One step that is asked about first: GET says what it means, POST does it; `Refused` is 409 with its sentence.

    A subclass says `get_record()`, its words (`heading`, `button`, `tone`, `get_sentences(record)`), `get_back_url(record)`,
    `act(record)` and the error class `refused` whose text says why not.
    """

    template_name = "helpdesk/common/confirm.html"
    heading = button = success = ""
    tone = "danger"
    refused = ()

    def get(self, request, **kwargs):
        return self.show(self.get_record())

    def post(self, request, **kwargs):
        record = self.get_record()
        back = self.get_success_url(record)
        try:
            self.act(record)
        except self.refused as refusal:
            return self.show(record, refusal=str(refusal), status=409)
        messages.success(request, self.get_success(record))
        return HttpResponseRedirect(back)

    def show(self, record, *, refusal="", status=200):
        context = {
            "record": record, "heading": self.get_heading(record), "button": self.button, "tone": self.tone,
            "sentences": self.get_sentences(record), "refusal": refusal or self.why_not(record),
            "back_url": self.get_back_url(record), **self.more_context(record),
        }  # fmt: skip
        return render(self.request, self.template_name, context, status=status)

    def get_heading(self, record):
        return self.heading

    def get_success(self, record):
        return self.success

    def get_sentences(self, record):
        return []

    def why_not(self, record):
        """A sentence where the step is not possible now; then no button is shown."""
        return ""

    def get_success_url(self, record):
        return self.get_back_url(record)

    def more_context(self, record):
        return {}

    def get_record(self):
        raise NotImplementedError

    def get_back_url(self, record):
        raise NotImplementedError

    def act(self, record):
        raise NotImplementedError
