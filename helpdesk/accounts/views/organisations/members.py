"""Who belongs to an organisation, and what may be done about each: for managers and for its contact persons alike."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Lower
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helpdesk.accounts import organisations
from helpdesk.accounts.models import Membership, Organisation, Role, User
from helpdesk.common.paging import Order, keyset_page

PLACES = Case(
    When(membership=Membership.REQUESTED, then=Value(0)), When(membership=Membership.CONTACT, then=Value(1)),
    default=Value(2), output_field=IntegerField(),
)  # fmt: skip
ORDER = Order("member", ("place", "lower_name", "id"))


@dataclass(frozen=True)
class Row:
    """One person as the table draws them: what the reader may do, and whether it is the reader."""

    person: User
    can_decide: bool
    can_make_contact: bool
    can_unmake_contact: bool
    can_remove: bool
    is_self: bool

    @property
    def has_actions(self):
        return self.can_decide or self.can_make_contact or self.can_unmake_contact or self.can_remove


def members_context(request, organisation, may):
    """`members` (rows of a page: who asks first, then contact persons), the links of the neighbouring pages, and `without_contact`.

    Who only asked, and who is deactivated, is shown to those who decide; nobody else learns of them.
    """
    people = organisation.people.filter(role=Role.CLIENT).annotate(place=PLACES, lower_name=Lower("name"))
    if not may.manages:
        people = people.active()
    if not may.can_decide:
        people = people.exclude(membership=Membership.REQUESTED)
    page = keyset_page(people, ORDER, request.GET.get("kursor", ""))
    return {
        "members": [row_of(person, may, request.user) for person in page],
        "newer_url": f"{request.path}?kursor={page.previous_cursor}" if page.previous_cursor else "",
        "older_url": f"{request.path}?kursor={page.next_cursor}" if page.next_cursor else "",
        "without_contact": organisations.without_contact(organisation) if may.can_decide else "",
        "may_see_addresses": may.can_decide,
    }


def row_of(person, may, reader):
    return Row(
        person, can_decide=may.can_decide_on(person), can_make_contact=may.can_make_contact(person),
        can_unmake_contact=may.can_unmake_contact(person), can_remove=may.can_remove(person), is_self=person.pk == reader.pk,
    )  # fmt: skip


class OneMember(View):
    """A step with one person of an organisation. 404 for whoever may never take it, 409 where it is too late.

    A subclass says `may_try()`, whether this reader may take the step with this person at all, and `act()`.
    """

    http_method_names = ["post"]
    heading = ""

    @cached_property
    def organisation(self):
        return get_object_or_404(Organisation, pk=self.kwargs["pk"])

    @cached_property
    def may(self):
        return self.organisation.permissions_for(self.request.user)

    @cached_property
    def person(self):
        return get_object_or_404(self.organisation.people.filter(role=Role.CLIENT), pk=self.kwargs["person"])

    @property
    def may_try(self):
        return True

    def dispatch(self, request, *args, **kwargs):
        if not self.may.can_decide or not self.may_try:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **kwargs):
        try:
            said = self.act(request.user)
        except organisations.Refused as refusal:
            return self.show(refusal=str(refusal), status=409)
        messages.success(request, said)
        if sentence := organisations.without_contact(self.organisation):
            messages.warning(request, sentence)
        return HttpResponseRedirect(self.back_url)

    @property
    def back_url(self):
        """The screen of the organisation that this reader has."""
        if self.may.manages:
            return reverse("helpdesk:organisation", args=[self.organisation.pk]) + "#members"
        return reverse("helpdesk:own_organisation")

    def show(self, *, refusal="", status=200, **context):
        context |= {"record": self.person, "heading": self.heading, "refusal": refusal, "back_url": self.back_url,
                    "place_url": self.back_url, "place": self.organisation}
        return render(self.request, "helpdesk/common/confirm.html", context, status=status)


class Accept(OneMember):
    heading = gettext_lazy("Accept as a member")

    def act(self, by):
        organisations.accept_member(self.person, by=by)
        return _("%(name)s is a member now.") % {"name": self.person}


class Refuse(OneMember):
    heading = gettext_lazy("Refuse the request")

    def act(self, by):
        organisations.refuse_member(self.person, by=by)
        return _("The request of %(name)s was refused.") % {"name": self.person}


class MakeContact(OneMember):
    heading = gettext_lazy("Make contact person")

    def act(self, by):
        organisations.set_contact(self.person, True, by=by)
        return _("%(name)s is a contact person now.") % {"name": self.person}


class AskedFirst(OneMember):
    """A step that is shown before it is taken."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, **kwargs):
        return self.show(button=self.heading, tone="danger", sentences=self.sentences)


class UnmakeContact(AskedFirst):
    """From oneself, or by a manager: no contact person reaches another."""

    heading = gettext_lazy("No longer contact person")

    @property
    def sentences(self):
        last = last_contact(self.person, self.organisation)
        return [*last, _("The membership stays; somebody else must decide who belongs to %(name)s.") % {"name": self.organisation}]

    @property
    def may_try(self):
        return self.may.manages or self.person.pk == self.request.user.pk

    def act(self, by):
        organisations.set_contact(self.person, False, by=by)
        return _("%(name)s is a member and no longer a contact person.") % {"name": self.person}


class Remove(AskedFirst):
    """End a membership."""

    heading = gettext_lazy("Take out of the organisation")

    @property
    def may_try(self):
        return self.may.manages or self.person.membership != Membership.CONTACT

    @property
    def sentences(self):
        return leaving(self.person, self.organisation)

    def act(self, by):
        organisations.remove_member(self.person, by=by)
        return _("%(name)s does not belong to %(organisation)s any more.") % {"name": self.person, "organisation": self.organisation}


def leaving(person, organisation):
    """What the end of a membership means, in sentences."""
    name = {"name": organisation}
    return [
        *last_contact(person, organisation),
        _("Tickets of colleagues are not visible any more, with the next click."),
        _("Tickets already submitted stay with %(name)s; whoever submitted one goes on reading it.") % name,
        _("New tickets are submitted in one's own name."),
    ]


def last_contact(person, organisation):
    """A sentence where nobody else answers for the organisation; else none."""
    if not organisations.is_last_contact(person):
        return []
    text = _("This is the only contact person: afterwards the helpdesk alone decides who belongs to %(name)s.")
    return [text % {"name": organisation}]
