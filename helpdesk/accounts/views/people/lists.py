"""The lists of people: searchable, sortable, paged (rows B8, B11, B12)."""

from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.models import User
from helpdesk.accounts.views.people.kinds import KindMixin
from helpdesk.accounts.views.people.rows import person_row
from helpdesk.common.paging import Order
from helpdesk.common.views.lists import Column, Filter, ListView
from helpdesk.departments.models import Department

NONE = "none"


class PeopleList(KindMixin, ListView):
    """Everybody of one kind. The rows carry `drawn`."""

    template_name = "helpdesk/accounts/people/list.html"
    default_order = "name"
    search_label = gettext_lazy("Search name, username, email …")
    orders = {
        "name": Order("name", ("lower_name", "id")),
        "username": Order("username", ("username", "id")),
        "email": Order("email", ("email", "id")),
        "place": Order("place", ("place", "lower_name", "id")),
    }

    @property
    def title(self):
        return self.kind.title

    @property
    def search_in(self):
        return ("name", "username", "email", *([f"{self.kind.place}__name"] if self.kind.place else []))

    @property
    def columns(self):
        place = {"department": _("Department"), "organisation": _("Organisation"), "": _("Role")}[self.kind.place]
        return [
            Column(_("Name"), "name"), Column(_("Username"), "username"), Column(_("Email"), "email"),
            Column(place, "place" if self.kind.place else ""), Column(_("State")),
        ]  # fmt: skip

    def get_rows(self):
        people = User.objects.filter(role__in=self.kind.roles).annotate(lower_name=Lower("name"))
        if self.kind.place:
            place = Coalesce(Lower(f"{self.kind.place}__name"), Value(""))
            people = people.select_related(self.kind.place).annotate(place=place)
        return people

    def get_filters(self):
        waiting = [("waiting", _("Waiting for approval"))] if self.kind.slug == "client" else []
        states = [("", _("Active")), *waiting, ("off", _("Deactivated")), ("all", _("All"))]
        filters = [Filter("keadaan", _("State"), states)]
        if self.kind.slug == "staff":
            departments = [(str(one.pk), str(one)) for one in Department.objects.active()]
            choices = [("", _("All departments")), (NONE, _("No Department")), *departments]
            filters.append(Filter("departemen", _("Department"), choices, is_short=False))
        return filters

    def narrow(self, rows, name, value):
        if name == "departemen":
            return rows if not value else rows.filter(department=None if value == NONE else int(value))
        states = {"": Q(is_active=True), "waiting": Q(awaits_approval=True), "off": Q(is_active=False, awaits_approval=False)}
        return rows.filter(states.get(value, Q()))

    def get_add_url(self):
        return self.kind.url("new")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(kind=self.kind, **kwargs)
        for person in context["rows"]:
            person.drawn = person_row(person, kind=self.kind, reader=self.request.user)
        waiting = User.objects.filter(awaits_approval=True)[:100].count() if self.kind.slug == "client" else 0
        return context | {"waiting_count": waiting, "waiting_url": self.url(keadaan="waiting"), "is_waiting_shown": self.chosen["keadaan"] == "waiting"}
