"""“Hubungi Kami / Formulir Kontak” (row B16), a form page of Wagtail's with a form of ours."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.forms.models import FormMixin
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from contact.message import ContactMessage
from helpdesk.common.reading import WITH_A_FORM
from helpdesk.common.site_page import SitePage


class ContactPage(RoutablePageMixin, FormMixin, SitePage):
    """The form is fixed, its surroundings are the editors'; what is sent is the Admins' (wagtail_hooks.py)."""

    allowed_http_methods = WITH_A_FORM
    base_form_class = WagtailAdminPageForm  # the mixin's own form looks after fields that editors build; here are none

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    thanks = models.TextField(_("thanks, after sending"), max_length=400, blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("intro"), FieldPanel("thanks")]
    search_fields = [*SitePage.search_fields, index.SearchField("intro")]
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "contact/contact_page.html"
    landing_page_template = "contact/thanks.html"

    class Meta:
        verbose_name = _("contact page")

    # What visitors see

    @path("")
    def form(self, request):
        from contact.views.visitor import contact

        return contact(self, request)

    @path("terima-kasih/", name="thanks")
    def sent(self, request):
        return self.render_landing_page(request)

    def serve_preview(self, request, mode_name):
        return self.render_landing_page(request) if mode_name == "landing" else super().serve_preview(request, mode_name)

    # What Wagtail's machinery asks

    def get_form_fields(self):
        return []

    def get_form_class(self):
        from contact.forms import ContactForm

        return ContactForm

    def get_form(self, *args, page=None, user=None, **kwargs):
        """The form knows neither its page nor who is logged in: everybody gets the same."""
        return self.get_form_class()(*args, **kwargs)

    def process_form_submission(self, form):
        return ContactMessage.receive(**form.given(), is_from_a_robot=form.is_from_a_robot)

    def get_submission_class(self):
        return ContactMessage

    def get_submissions(self):
        """There is one contact page; its messages outlive it."""
        return ContactMessage.objects.as_submissions()

    def get_data_fields(self):
        return [
            ("submit_time", _("Date")), ("state", _("Status")), ("name", _("Name")), ("email", _("Email")),
            ("subject", _("Title")), ("text", pgettext_lazy("contact form", "Message")),
        ]  # fmt: skip

    def get_submissions_list_view_class(self):
        from contact.submissions import Submissions

        return Submissions
