"""The entries (row B13): id, title, department, date, what readers made of them; dragged into their order."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from faq.cms.filters import EntryFilters
from faq.cms.order import EntryIndexView, EntryReorderView
from faq.models import FAQEntry

LONGEST = 200


class EntryCreateView(CreateView):
    """`?question=` begins with these words: what somebody looked for in vain."""

    def get_initial_form_instance(self):
        asked = " ".join(self.request.GET.get("question", "").replace("\0", " ").split())[:LONGEST]
        return FAQEntry(question=asked[:1].upper() + asked[1:]) if asked else super().get_initial_form_instance()


class FAQEntryViewSet(SnippetViewSet):
    model = FAQEntry
    icon = "help"
    menu_label = _("Questions and answers")
    menu_order = 100
    copy_view_enabled = False
    add_view_class = EntryCreateView
    index_view_class = EntryIndexView
    reorder_view_class = EntryReorderView
    sort_order_field = "sort_order"
    filterset_class = EntryFilters
    list_display = [
        "question",
        Column("department", label=_("Department"), sort_key="department__name"),
        DateColumn("updated_at", label=_("Date"), sort_key="updated_at"),
        LiveStatusTagColumn(),
        Column("useful", label=_("Useful"), sort_key="useful", width="6%"),
        Column("not_useful", label=_("Not useful"), sort_key="not_useful", width="6%"),
        Column("helped", label=_("Helped"), sort_key="helped", width="6%"),
        Column("pk", label=_("Id"), sort_key="pk", width="5%"),
    ]
    search_fields = ["question", "question_en", "answer"]
    search_backend_name = None  # some hundred rows: the database finds by itself
    list_per_page = 50

    def get_queryset(self, request):
        return FAQEntry.objects.with_feedback().with_state().select_related("department").order_by("-updated_at", "-pk")
