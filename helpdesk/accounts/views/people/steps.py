"""The steps with one account, each on a page of its own that says what will happen: nothing by a single press."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from helpdesk.accounts import people, second_factor
from helpdesk.accounts.forms.steps import DeactivateForm, EmptyForm, RefuseForm, RoleForm
from helpdesk.accounts.views.people.kinds import OnePerson, kind_of


class Step(OnePerson, FormView):
    """One step. A subclass says its words, the `permission` that it needs now, and `act(form)`."""

    template_name = "helpdesk/accounts/people/step.html"
    form_class = EmptyForm
    permission = heading = button = explanation = success = ""
    tone = ""

    @property
    def is_possible(self):
        return getattr(self.may, self.permission)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.is_possible else self.refuse(None, self.why_not())

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.is_possible else self.refuse(None, self.why_not())

    def why_not(self):
        if self.may.is_self:
            return _("You cannot change your own account here.")
        return _("This is not possible now: somebody else has changed this account meanwhile.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.person, "may": self.may}

    def get_context_data(self, **kwargs):
        words = {name: getattr(self, name) for name in ("heading", "button", "explanation", "tone", "is_possible")}
        return super().get_context_data(**{**self.places, "person": self.person, "may": self.may, **words} | kwargs)

    def form_valid(self, form):
        try:
            self.act(form)
        except people.Refused as refusal:
            self.__dict__.pop("person", None), self.__dict__.pop("may", None)
            return self.refuse(self.get_form(), str(refusal))
        messages.success(self.request, self.success % {"name": self.person})
        return HttpResponseRedirect(kind_of(self.person.role).url("person", self.person.pk))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refuse(self, form, sentence):
        return self.render_to_response(self.get_context_data(form=form, refusal=sentence), status=409)

    def act(self, form):
        raise NotImplementedError


class Deactivate(Step):
    permission, form_class, tone = "can_deactivate", DeactivateForm, "danger"
    heading = button = gettext_lazy("Deactivate")
    explanation = gettext_lazy("The person can no longer log in, and every open session ends with its next request. Nothing is deleted: tickets, replies and the history stay, and the account can be switched on again.")
    success = gettext_lazy("%(name)s is deactivated.")

    def act(self, form):
        people.deactivate(self.person, by=self.request.user, successors=form.successors())


class Reactivate(Step):
    permission = "can_reactivate"
    heading = button = gettext_lazy("Reactivate")
    explanation = gettext_lazy("The person can log in again, with the role and the password from before.")
    success = gettext_lazy("%(name)s is active again.")

    def act(self, form):
        people.reactivate(self.person, by=self.request.user)


class ChangeRole(Step):
    permission, form_class = "can_change_role", RoleForm
    heading = button = gettext_lazy("Change the role")
    explanation = gettext_lazy("A person has one role. What does not fit the new one is dropped: department and designation, organisation, deputy, the rights in the CMS.")
    success = gettext_lazy("%(name)s has the new role, from the next request on.")

    def act(self, form):
        people.change_role(self.person, form.cleaned_data["role"], by=self.request.user, successors=form.successors())


class Invite(Step):
    permission = "can_invite"
    heading = button = gettext_lazy("Send the invitation again")
    explanation = gettext_lazy("An email with a link goes out; the link sets the password, works once and for 24 hours. Links and first passwords from before work no longer.")
    success = gettext_lazy("The invitation for %(name)s is on its way.")

    def act(self, form):
        people.invite(self.person, by=self.request.user)


class ForgetSecondFactor(Step):
    permission = "can_edit"
    heading = button = gettext_lazy("Remove two-step login")
    explanation = gettext_lazy("For somebody who has lost the phone and the recovery codes. Make sure that it is really them who asks: from then on the password alone opens the account. They are told by email.")
    success = gettext_lazy("%(name)s can log in with the password alone.")
    tone = "danger"

    @property
    def is_possible(self):
        return super().is_possible and second_factor.factors_of(self.person).exists()

    def act(self, form):
        second_factor.forget(self.person, by=self.request.user)


class Approve(Step):
    permission = "can_decide"
    heading = button = gettext_lazy("Approve")
    explanation = gettext_lazy("The person can log in at once, and is told by email.")
    success = gettext_lazy("%(name)s may log in now.")

    def act(self, form):
        people.approve(self.person, by=self.request.user)


class Refuse(Step):
    permission, form_class, tone = "can_decide", RefuseForm, "danger"
    heading = button = gettext_lazy("Refuse")
    explanation = gettext_lazy("The account stays switched off, and the person is told by email.")
    success = gettext_lazy("The registration of %(name)s was refused.")

    def act(self, form):
        people.refuse(self.person, by=self.request.user, reason=form.cleaned_data["reason"])
