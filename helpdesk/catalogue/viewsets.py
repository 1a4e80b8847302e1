"""What can be asked for, edited in the CMS by Super Admins and Admins (MANUALS, table C).

All that a ticket copies or names is switched off rather than deleted; what is in use cannot be deleted.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup

from helpdesk.accounts.cms.organisations import OrganisationViewSet
from helpdesk.catalogue.models import ChecklistItem, RefusalReason, Service, TicketSource, TicketType
from helpdesk.common.cms import DeskViewSet
from helpdesk.common.cms_preview import PreviewedViewSet
from helpdesk.departments.viewsets import DepartmentViewSet

FIELDS_OF_DESCRIPTION = InlinePanel(
    "inputs",
    heading=_("Fields of the description"),
    label=_("Field"),
    help_text=_("One for each word in {curly brackets} that the client fills in. A field wins over the profile."),
    panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("label"), FieldPanel("label_en")])],
)
REQUIRED_DOCUMENTS = InlinePanel(
    "required_documents",
    heading=_("Required documents"),
    label=_("Document"),
    panels=[
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("requirement")]),
        FieldPanel("note"),
        MultiFieldPanel(
            [FieldPanel("for_applicants"), FieldPanel("only_by_proxy"), FieldPanel("staff_decides")],
            heading=_("Condition"),
        ),
        FieldPanel("as_text"),
        FieldRowPanel([FieldPanel("explanation"), FieldPanel("explanation_en")]),
        FieldPanel("sample"),
        FieldRowPanel([FieldPanel("expires"), FieldPanel("is_reusable"), FieldPanel("keep_days")]),
    ],
)


class ServiceViewSet(PreviewedViewSet):
    model = Service
    icon = "list-ul"
    list_display = ["title", "department", "audience", "resolution_hours", "is_active"]
    list_filter = ["department", "audience", "type", "is_active"]
    search_fields = ["title", "title_en", "code"]
    list_export = [
        "code", "title", "title_en", "department", "type", "audience", "first_response_hours", "resolution_hours",
        "fee", "has_video_call", "is_active",
    ]  # fmt: skip
    panels = [
        FieldPanel("title"),
        FieldPanel("title_en"),
        FieldPanel("summary"),
        FieldPanel("summary_en"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("audience")]),
        FieldRowPanel([FieldPanel("department"), FieldPanel("type")]),
        FieldPanel("description_template"),
        FIELDS_OF_DESCRIPTION,
        REQUIRED_DOCUMENTS,
        FieldRowPanel(
            [FieldPanel("first_response_hours"), FieldPanel("resolution_hours")], heading=_("Promised times")
        ),
        FieldRowPanel([FieldPanel("fee"), FieldPanel("fee_en")]),
        FieldPanel("product"),
        FieldPanel("product_en"),
        FieldRowPanel([FieldPanel("has_video_call"), FieldPanel("free_title")]),
        FieldPanel("checklist"),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_active")]),
    ]


class LookupViewSet(DeskViewSet):
    """The short lists look alike."""

    list_display = ["label", "label_en", "code", "is_active"]
    search_fields = ["label", "label_en", "code"]
    sort_order_field = "sort_order"
    panels = [
        FieldPanel("label"),
        FieldPanel("label_en"),
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_active")]),
    ]


class TicketSourceViewSet(LookupViewSet):
    model = TicketSource
    icon = "mail"


class TicketTypeViewSet(LookupViewSet):
    model = TicketType
    icon = "tag"


class ChecklistItemViewSet(LookupViewSet):
    model = ChecklistItem
    icon = "tasks"


class RefusalReasonViewSet(LookupViewSet):
    model = RefusalReason
    icon = "undo"
    panels = [
        *LookupViewSet.panels,
        FieldPanel("documents", help_text=_("Codes of documents with commas between them; empty: for every document.")),
    ]


class CatalogueViewSetGroup(ModelViewSetGroup):
    menu_label = _("Catalogue")
    menu_icon = "list-ul"
    menu_order = 310
    items = (
        ServiceViewSet,
        DepartmentViewSet,
        OrganisationViewSet,
        TicketSourceViewSet,
        TicketTypeViewSet,
        ChecklistItemViewSet,
        RefusalReasonViewSet,
    )


viewset_group = CatalogueViewSetGroup()
