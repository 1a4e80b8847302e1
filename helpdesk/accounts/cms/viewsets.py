"""People in the CMS, for Super Admins alone (table C): nobody else holds a permission on them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views import users

from helpdesk.accounts.cms.forms import NewPersonForm, PersonForm
from helpdesk.common.cms import CarefulDeleteView


class PeopleList(users.IndexView):
    @property
    def columns(self):
        """Wagtail's columns, with the role in place of “access level”."""
        role = Column("role", accessor="get_role_display", label=_("role"), sort_key="role", width="15%")
        return [role if column.name == "is_superuser" else column for column in super().columns]

    search_fields = ["username", "name", "email"]

    def order_queryset(self, queryset):
        """By the one name; Wagtail would sort by first and last names, which people here do not have."""
        return queryset.order_by(self.ordering, "pk") if self.ordering in {"name", "-name"} else super().order_queryset(queryset)


class DeletePerson(CarefulDeleteView, users.DeleteView):
    """Who ever wrote a ticket or a reply stays; such a person is switched off instead."""


class PeopleViewSet(users.UserViewSet):
    ordering = "name"
    index_view_class = PeopleList
    delete_view_class = DeletePerson
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    search_backend_name = None

    def get_form_class(self, for_update=False):
        return PersonForm if for_update else NewPersonForm
