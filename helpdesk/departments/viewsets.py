"""Departments in the CMS (row B14), beside the desk's own screen."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel

from helpdesk.common.cms import DeskViewSet
from helpdesk.departments.models import Department


class DepartmentViewSet(DeskViewSet):
    model = Department
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
