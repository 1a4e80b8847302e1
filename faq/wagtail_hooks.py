"""The FAQ in the CMS (row B13): id, title, department, date."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from faq.models import FAQEntry


class FAQEntryViewSet(SnippetViewSet):
    model = FAQEntry
    icon = "help"
    menu_label = _("FAQ")
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        Column("pk", label=_("Id"), sort_key="pk", width="5%"),
        "question",
        Column("department", label=_("Department"), sort_key="department"),
        DateColumn("updated_at", label=_("Date"), sort_key="updated_at"),
        DateColumn("asked_at", label=_("asked at"), sort_key="asked_at"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["department", "live"]
    search_fields = ["question", "question_en", "answer"]
    search_backend_name = None  # some hundred rows: the database finds by itself
    list_per_page = 50


register_snippet(FAQEntryViewSet)
