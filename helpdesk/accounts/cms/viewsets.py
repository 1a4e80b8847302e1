"""People in the CMS, for Super Admins alone (table C): nobody else holds a permission on them.

The rules are those of the verbs (helpdesk/accounts/people.py); whatever needs a question more, such as who takes the
open tickets, is refused with a way to the desk's own screen. Nobody is ever deleted.
"""

from django.contrib.auth import get_user_model
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.users.views import users

from helpdesk.accounts import people
from helpdesk.accounts.cms.forms import NewPersonForm, PersonForm


class PeopleList(users.IndexView):
    search_fields = ["username", "name", "email"]

    @property
    def columns(self):
        """Wagtail's columns, with the role in place of “access level”, and nothing to tick: no action for many at once."""
        role = Column("role", accessor="get_role_display", label=gettext_lazy("role"), sort_key="role", width="15%")
        kept = [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]
        return [role if column.name == "is_superuser" else column for column in kept]

    def order_queryset(self, queryset):
        """By the one name; Wagtail would sort by first and last names, which people here do not have."""
        return queryset.order_by(self.ordering, "pk") if self.ordering in {"name", "-name"} else super().order_queryset(queryset)

    def get_delete_url(self, instance):
        return None


class ByVerbs:
    """Mixin of the views that save a person: who acts, and what a refusal looks like."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except people.StillHasTickets as refusal:
            self.lead_to_the_desk(str(refusal))
            form.add_error(None, str(refusal))
        except people.Refused as refusal:
            form.add_error(None, str(refusal))
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    def lead_to_the_desk(self, sentence):
        from helpdesk.accounts.views.people.kinds import kind_of

        person = get_user_model().objects.get(pk=self.object.pk)
        button = messages.button(kind_of(person.role).url("person", person.pk), _("Do it at the desk"))
        messages.warning(self.request, _("There you choose who takes the open tickets over."), buttons=[button])


class AddPerson(ByVerbs, users.CreateView):
    pass


class EditPerson(ByVerbs, users.EditView):
    def get(self, request, *args, **kwargs):
        return self.to_the_profile() if self.editing_self else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.to_the_profile() if self.editing_self else super().post(request, *args, **kwargs)

    def to_the_profile(self):
        """Nobody locks themselves out or raises themselves; name, address and picture belong into the profile."""
        messages.warning(self.request, _("You cannot change your own account here."))
        return HttpResponseRedirect(reverse("helpdesk:profile"))

    @property
    def can_delete(self):
        return False

    @can_delete.setter
    def can_delete(self, value):
        """Wagtail asks its own rule; ours is that nobody is."""


class DeletePerson(users.DeleteView):
    """Who ever wrote a ticket or a reply stays; people are switched off instead."""

    def dispatch(self, request, *args, **kwargs):
        raise Http404("people are never deleted")


def nothing_for_many_people_at_once(request, action_type, objects, action):
    """Wagtail's actions for ticked users would go around the verbs: delete, switch off, put into groups."""
    if action.model is get_user_model():
        raise Http404("people are changed one by one")


class PeopleViewSet(users.UserViewSet):
    ordering = "name"
    index_view_class = PeopleList
    add_view_class = AddPerson
    edit_view_class = EditPerson
    delete_view_class = DeletePerson
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"
    search_backend_name = None

    def get_form_class(self, for_update=False):
        return PersonForm if for_update else NewPersonForm
