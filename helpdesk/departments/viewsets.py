"""Departments in the CMS (row B14), beside the desk's own screen."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.generic import CreateView

from helpdesk.catalogue import other_requests
from helpdesk.common.cms import DeskViewSet
from helpdesk.departments.models import Department


class DepartmentCreateView(CreateView):
    """A department that is added here can be asked for anything too (row B5)."""

    def save_instance(self):
        department = super().save_instance()
        other_requests.offer(department, by=self.request.user)
        return department


class DepartmentViewSet(DeskViewSet):
    model = Department
    add_view_class = DepartmentCreateView
    icon = "group"
    list_display = ["name", "name_en", "code", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["name", "name_en", "code"]
    sort_order_field = "sort_order"
    list_export = ["code", "name", "name_en", "sort_order", "is_active"]
    panels = [
        FieldPanel("name"),
        FieldPanel("name_en"),
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_active")]),
    ]
