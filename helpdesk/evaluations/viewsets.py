"""The questionnaire in the CMS: its words may change, its meaning should not (answers refer to it)."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup

from helpdesk.common.cms import DeskViewSet
from helpdesk.evaluations.models import EvaluationQuestion, EvaluationSection


class EvaluationQuestionViewSet(DeskViewSet):
    model = EvaluationQuestion
    icon = "help"
    list_display = ["code", "text", "section", "skm_element", "is_active"]
    list_filter = ["section", "is_active"]
    search_fields = ["text", "text_en", "code"]
    panels = [
        FieldPanel("section"),
        FieldPanel("text"),
        FieldPanel("text_en"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("skm_element")]),
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_active")]),
    ]


class EvaluationSectionViewSet(DeskViewSet):
    model = EvaluationSection
    icon = "list-ol"
    list_display = ["title", "title_en", "code"]
    search_fields = ["title", "title_en", "code"]
    sort_order_field = "sort_order"
    panels = [
        FieldPanel("title"),
        FieldPanel("title_en"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("sort_order")]),
    ]


class EvaluationViewSetGroup(ModelViewSetGroup):
    menu_label = _("Evaluation")
    menu_icon = "list-ol"
    menu_order = 330
    items = (EvaluationQuestionViewSet, EvaluationSectionViewSet)


viewset_group = EvaluationViewSetGroup()
