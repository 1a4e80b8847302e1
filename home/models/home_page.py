from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from faq.models import FAQEntry
from faq.page import by_department
from helpdesk.common.site_page import SitePage
from home.blocks import StepBlock
from home.services import CARDS, for_beranda
from home.tabs import faq_tabs


class HomePage(SitePage):
    """Beranda (row B1): welcome, purpose, the big button, services, the FAQ in tabs by department, four steps."""

    hero_title = models.CharField(_("welcome"), max_length=120)
    purpose = models.TextField(_("purpose, in two lines"), max_length=240)
    services_title = models.CharField(_("heading of the services"), max_length=120, blank=True)
    steps_title = models.CharField(_("heading of the steps"), max_length=120, blank=True)
    steps = StreamField([("step", StepBlock(icon="tick", label=_("Step")))], verbose_name=_("steps"), blank=True, max_num=6)
    faq_title = models.CharField(_("heading of the FAQ"), max_length=120, blank=True)

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("purpose")], heading=_("Hero")),
        MultiFieldPanel(
            [
                FieldPanel("services_title"),
                InlinePanel(
                    "chosen_services", label=_("Service"), max_num=CARDS,
                    help_text=_("Shown first. What is left free is filled with the services most asked for lately."),
                ),
            ],
            heading=_("Services"),
        ),
        MultiFieldPanel([FieldPanel("steps_title"), FieldPanel("steps")], heading=_("Steps")),
        FieldPanel("faq_title"),
    ]
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
            "tabs": faq_tabs(departments, request.GET.get("departemen", "")),
        }


class HomePageService(Orderable):
    """A service that editors put first on Beranda."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="chosen_services")
    service = models.ForeignKey("helpdesk.Service", models.CASCADE, related_name="+", verbose_name=_("service"))

    panels = [FieldPanel("service")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "service"], name="home_page_service_once")]
