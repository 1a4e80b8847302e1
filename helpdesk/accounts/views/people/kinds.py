"""The four screens about people: Admin, Staff, Client, Editor (rows B8, B11, B12)."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.forms.people import ClientForm, PersonForm, StaffForm
from helpdesk.accounts.models import Role, User
from helpdesk.accounts.permissions import PersonPermissions, may_manage


@dataclass(frozen=True)
class Kind:
    """One screen: its address, whom it lists, whom Add New makes, by which form."""

    slug: str
    roles: tuple
    new_role: Role
    title: str
    add_title: str
    form: type
    place: str = ""  # the field that says where people of this kind belong

    def url(self, page, *args):
        return reverse(f"helpdesk:{self.slug}_{page}", args=args)


KINDS = (
    Kind("admin", (Role.ADMIN, Role.SUPERADMIN), Role.ADMIN, _("Admin"), _("Add Admin"), PersonForm),
    Kind("staff", (Role.STAFF,), Role.STAFF, _("Staff"), _("Add Staff"), StaffForm, "department"),
    Kind("client", (Role.CLIENT,), Role.CLIENT, _("Clients"), _("Add Client"), ClientForm, "organisation"),
    Kind("editor", (Role.EDITOR,), Role.EDITOR, _("Editors"), _("Add Editor"), PersonForm),
)


def kind_of(role):
    """The screen on which people of this role stand."""
    return next(kind for kind in KINDS if role in kind.roles)


class KindMixin:
    """A view of one kind of people; for who may not manage them it does not exist."""

    kind = None

    def dispatch(self, request, *args, **kwargs):
        if not may_manage(request.user, self.kind.new_role):
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    @property
    def places(self):
        """What every template of these screens asks for."""
        pk = self.kwargs.get("pk")
        return {"kind": self.kind, "list_url": self.kind.url("list"), "person_url": self.kind.url("person", pk) if pk else ""}


class OnePerson(KindMixin):
    """A view of one person: `self.person` and `self.may`."""

    @cached_property
    def person(self):
        people = User.objects.select_related("organisation", "department", "deputy")
        return get_object_or_404(people, pk=self.kwargs["pk"], role__in=self.kind.roles)

    @cached_property
    def may(self):
        return PersonPermissions(self.person, self.request.user)
