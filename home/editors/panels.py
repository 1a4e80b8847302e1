"""What the first screen of the CMS shows beside Wagtail's own panels: what waits for this person, and nothing else."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from contact.models import ContactMessage
from contact.permissions import ContactPermissions
from faq.cms.unfound import write_url
from faq.models import Unfound
from home.editors import reviewing

SHOWN = 5


class Panel(Component):
    """A panel of at most five rows by one query; without any it is not drawn."""

    def __init__(self, request):
        self.person = request.user

    def rows(self):
        """The rows that this person may see, best first; none where they may not see any."""
        raise NotImplementedError

    def get_context_data(self, parent_context):
        rows = list(self.rows()[:SHOWN])
        return {"rows": rows[:SHOWN], "panel": self, "csrf_token": parent_context.get("csrf_token")}


class UnansweredMessages(Panel):
    """Contact messages are Admins' business (table C); editors never learn how many there are."""

    name = "unanswered_messages"
    template_name = "home/cms/unanswered_messages.html"
    order = 120

    def rows(self):
        if not ContactPermissions(self.person).can_manage:
            return ContactMessage.objects.none()
        return ContactMessage.objects.unanswered().order_by("created_at", "pk").only("subject", "name", "created_at")


class NotFound(Panel):
    """What people looked for without finding it: what the FAQ might answer next."""

    name = "searches_without_a_result"
    template_name = "home/cms/searches_without_a_result.html"
    order = 130

    def rows(self):
        if not self.person.has_perm("faq.view_unfound"):
            return Unfound.objects.none()
        return Unfound.objects.open_ones()

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        for search in context["rows"]:
            search.write_url = write_url(search.words) if self.person.has_perm("faq.add_faqentry") else ""
        return context

    @property
    def all_url(self):
        return reverse(Unfound.snippet_viewset.get_url_name("list"))


class PagesToReview(Panel):
    """Pages that this person may edit and that nobody has read over for a year."""

    name = "pages_to_review"
    template_name = "home/cms/pages_to_review.html"
    order = 140

    def rows(self):
        return reviewing.due(self.person)

    @property
    def back_url(self):
        return reverse("wagtailadmin_home")
