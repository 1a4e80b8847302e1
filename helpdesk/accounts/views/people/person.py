"""Adding and editing one person."""

from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts import guard, people, second_factor
from helpdesk.accounts.models import User
from helpdesk.accounts.permissions import PersonPermissions, may_manage
from helpdesk.accounts.views.people.kinds import KindMixin, OnePerson
from helpdesk.accounts.views.people.rows import standing_of
from helpdesk.common import seen
from helpdesk.common.form_token import result_of
from helpdesk.common.views.records import NewRecordView, RecordView

REMEMBERED = (
    "name", "username", "email", "phone", "department", "designation", "organisation", "membership", "role", "is_active",
)  # fmt: skip


class NewPerson(KindMixin, NewRecordView):
    """Add New: the manual's fields, one button."""

    template_name = "helpdesk/accounts/people/new.html"
    purpose = "person"

    def post(self, request, **kwargs):
        # Sent twice, the name and the address would be taken: by the very person that the first post made.
        if (made := result_of(request.user, self.purpose, request.POST.get("token", "")[:64])) is not None:
            return HttpResponseRedirect(self.get_success_url(made))
        try:
            return super().post(request, **kwargs)
        except people.Refused as refusal:  # a name or an address that somebody else took a moment ago
            form = self.make_form(request.POST, request.FILES)
            form.add_error(None, str(refusal))
            return self.show(form, token=request.POST.get("token", "")[:64], status=422)

    @property
    def may(self):
        return Managing(self.request.user, self.kind)

    def make_form(self, data=None, files=None):
        return self.kind.form(data, files, instance=User(role=self.kind.new_role))

    def make(self, form):
        person = people.add_person(by=self.request.user, role=self.kind.new_role, **form.values())
        if form.cleaned_data["password"]:
            text = _("The account was made. Tell %(name)s the first password; it must be replaced at the first login.")
        else:
            text = _("The account was made. An invitation is on its way to %(email)s.")
        self.success = text % {"name": person, "email": person.email}
        return person

    def get_success_url(self, pk):
        return self.kind.url("person", pk)

    def more_context(self):
        return self.places


class Managing:
    """What the screens of records ask: may this user manage people of this kind?"""

    def __init__(self, user, kind):
        self.can_manage = may_manage(user, kind.new_role)


class Person(OnePerson, RecordView):
    """One person: the facts, the form, and what can be done with the account."""

    template_name = "helpdesk/accounts/people/person.html"
    success = gettext_lazy("Your changes are saved.")

    @property
    def may(self):
        return WithManage(self.person, self.request.user)

    def post(self, request, **kwargs):
        if not self.may.can_edit:
            return self.show(None, self.person, status=409, refusal=_("You cannot change your own account here."))
        try:
            return super().post(request, **kwargs)
        except people.Refused as refusal:
            record = self.get_record(lock=False)
            form = self.make_form(record, request.POST, request.FILES)
            return self.show(form, record, status=409, refusal=str(refusal), seen=self.state_of(record))

    def get_record(self, *, lock):
        if lock:
            guard.lock(self.person, self.request.user)
            return self.person
        self.__dict__.pop("person", None)
        return self.person

    def make_form(self, record, data=None, files=None):
        return self.kind.form(data, files, instance=record) if self.may.can_edit else None

    def save(self, form):
        successors = {"successors": form.successors()} if hasattr(form, "successors") else {}
        people.edit_person(self.person, by=self.request.user, **form.values(), **successors)

    def state_of(self, record):
        return seen.of_record(record, REMEMBERED)

    def get_success_url(self):
        return self.kind.url("person", self.kwargs["pk"])

    def more_context(self, record):
        return {
            **self.places, "person": record, "standing": standing_of(record), "steps": list(self.steps()),
            "open_tickets": record.assigned_tickets.open().count() if record.is_desk else None,
        }  # fmt: skip

    def steps(self):
        """The steps that are possible now."""
        may, pk = self.may, self.kwargs["pk"]
        for is_possible, name, label, icon, look in (
            (may.can_decide, "approve", _("Approve"), "check", ""),
            (may.can_decide, "refuse", _("Refuse"), "x", "danger"),
            (may.can_invite, "invite", _("Send the invitation again"), "mail", "quiet"),
            (may.can_change_role, "role", _("Change the role"), "shield", "quiet"),
            (may.can_edit and second_factor.factors_of(self.person).exists(),
             "second_factor", _("Remove two-step login"), "key-round", "quiet"),
            (may.can_reactivate, "reactivate", _("Reactivate"), "user-check", "quiet"),
            (may.can_deactivate, "deactivate", _("Deactivate"), "user-x", "danger"),
        ):
            if is_possible:
                yield {"label": label, "icon": icon, "kind": look, "url": self.kind.url(name, pk)}


class WithManage(PersonPermissions):
    """The permissions as the screens of records ask them."""

    @property
    def can_manage(self):
        return self.can_see

