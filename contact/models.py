"""What visitors write to the desk, and the page on which they do (row B16)."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from helpdesk.common.models import Timestamped
from helpdesk.common.reading import WITH_A_FORM
from helpdesk.common.site_page import SitePage

NAME_MAX, SUBJECT_MAX, TEXT_MAX = 120, 200, 5000


class ContactMessageQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(state=ContactMessage.State.NEW)


class ContactMessage(Timestamped):
    """One message, as it was typed. Nothing is mailed to the address in it: anybody may have written it there."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        SPAM = "spam", _("Spam")

    name = models.CharField(_("Name"), max_length=NAME_MAX)
    email = models.EmailField(_("Email"))
    subject = models.CharField(_("Title"), max_length=SUBJECT_MAX)
    text = models.TextField(_("Message"), validators=[MaxLengthValidator(TEXT_MAX)])
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    token = models.CharField(max_length=64, unique=True, editable=False)

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact message")
        verbose_name_plural = _("contact messages")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["change", "delete", "view"]  # visitors alone write them
        indexes = [models.Index(fields=["state", "-created_at"], name="contact_by_state")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=["new", "answered", "spam"]), name="contact_state_is_known")
        ]

    def __str__(self):
        return self.subject


class ContactPage(RoutablePageMixin, SitePage):
    """“Hubungi Kami / Formulir Kontak”: the form is fixed, its surroundings are the editors'."""

    allowed_http_methods = WITH_A_FORM

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    thanks = models.TextField(_("thanks, after sending"), max_length=400, blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("intro"), FieldPanel("thanks")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "contact/contact_page.html"

    class Meta:
        verbose_name = _("contact page")

    @path("")
    def form(self, request):
        from contact.views import contact

        return contact(self, request)

    @path("terima-kasih/", name="thanks")
    def sent(self, request):
        return self.render(request, template="contact/thanks.html")
