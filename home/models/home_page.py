from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from faq.models import FAQEntry
from faq.page import by_department
from helpdesk.common.site_page import SitePage
from home import figures
from home.blocks import StepBlock
from home.services import CARDS, for_beranda
from home.tabs import faq_tabs

HEADING = {"max_length": 120, "blank": True}
WORDS = {"max_length": 60, "blank": True, "db_default": "", "default": ""}
USUAL = _("Empty: the usual words, in the reader's language.")


class HomePage(SitePage):
    """Beranda (row B1): welcome, purpose, the big button, services, steps, figures, the FAQ in tabs by department.

    Whatever editors leave empty is said in the usual words.
    """

    hero_title = models.CharField(_("welcome"), max_length=120)
    purpose = models.TextField(_("purpose, in two lines"), max_length=240)
    button_words = models.CharField(_("words on the big button"), help_text=USUAL, **WORDS)
    chips_words = models.CharField(_("words before the short links"), help_text=USUAL, **WORDS)
    services_title = models.CharField(_("heading of the services"), **HEADING)
    services_link = models.CharField(_("words of the link to all services"), help_text=USUAL, **WORDS)
    steps_title = models.CharField(_("heading of the steps"), **HEADING)
    steps = StreamField([("step", StepBlock(icon="tick", label=_("Step")))], verbose_name=_("steps"), blank=True, max_num=6)
    show_figures = models.BooleanField(_("show the figures"), default=True, db_default=True)
    figures_title = models.CharField(_("heading of the figures"), db_default="", default="", **HEADING)
    faq_title = models.CharField(_("heading of the FAQ"), **HEADING)
    faq_link = models.CharField(_("words of the link to all questions"), help_text=USUAL, **WORDS)
    closing_words = models.CharField(_("question below the FAQ"), help_text=USUAL, max_length=120, blank=True, db_default="", default="")

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("purpose"), FieldRowPanel([FieldPanel("button_words"), FieldPanel("chips_words")])],
            heading=_("Hero"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("services_title"), FieldPanel("services_link")]),
                InlinePanel(
                    "chosen_services", label=_("Service"), max_num=CARDS,
                    help_text=_("Shown first. What is left free is filled with the services most asked for lately."),
                ),
            ],
            heading=_("Services"),
        ),
        MultiFieldPanel([FieldPanel("steps_title"), FieldPanel("steps")], heading=_("Steps")),
        MultiFieldPanel(
            [
                HelpPanel(content=_(
                    "Counted by the helpdesk itself, every hour, over the last twelve months. A figure that rests on too few "
                    "tickets or evaluations is not shown."
                )),
                FieldPanel("show_figures"),
                FieldPanel("figures_title"),
            ],
            heading=_("Figures from the helpdesk"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("faq_title"), FieldPanel("faq_link")]), FieldPanel("closing_words")], heading=_("FAQ")
        ),
    ]  # fmt: skip
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.StandardPage", "home.ServiceIndexPage", "home.AnnouncementIndexPage", "faq.FAQIndexPage", "contact.ContactPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        chosen = [row.service_id for row in self.chosen_services.all()]
        departments = by_department(FAQEntry.objects.live().in_order())
        return super().get_context(request, *args, **kwargs) | {
            "services": for_beranda(chosen),
            "figures": figures.shown() if self.show_figures else [],
            "tabs": faq_tabs(departments, request.GET.get("departemen", "")),
        }


class HomePageService(Orderable):
    """A service that editors put first on Beranda."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="chosen_services")
    service = models.ForeignKey("helpdesk.Service", models.CASCADE, related_name="+", verbose_name=_("service"))

    panels = [FieldPanel("service")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "service"], name="home_page_service_once")]
