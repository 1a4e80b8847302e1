"""Organisations in the CMS: the same records and the same rules as on the desk's screen."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import EditView

from helpdesk.accounts.forms.fields import OneLine
from helpdesk.accounts.forms.organisation import OrganisationRules
from helpdesk.accounts.models import Organisation
from helpdesk.common.cms import CarefulDeleteView, DeskViewSet, TableIndexView


class OrganisationForm(OrganisationRules, WagtailAdminModelForm):
    name = OneLine(label=_("Name"), max_length=200)


class Standing:
    """A merged record is history: no screen of the CMS finds it."""

    def get_queryset(self):
        return Organisation.objects.standing()


class OrganisationIndex(TableIndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().standing()


class OrganisationEdit(Standing, EditView):
    pass


class OrganisationDelete(Standing, CarefulDeleteView):
    pass


class OrganisationViewSet(DeskViewSet):
    model = Organisation
    icon = "site"
    index_view_class = OrganisationIndex
    edit_view_class = OrganisationEdit
    delete_view_class = OrganisationDelete
    list_display = ["name", "short_name", "kind", "is_verified", "is_active"]
    list_filter = ["kind", "is_verified", "is_active"]
    search_fields = ["name", "short_name", "code", "npwp"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("short_name"), FieldPanel("code")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("npwp")]),
            FieldRowPanel([FieldPanel("website"), FieldPanel("region")]),
            FieldPanel("shares_tickets"),
            FieldRowPanel([FieldPanel("is_verified"), FieldPanel("is_active")]),
        ],
        base_form_class=OrganisationForm,
    )
