"""Which pages nobody has read over for a year, and the word of an editor who has."""

from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, get_page_models
from wagtail.permissions import policy_registry

from helpdesk.common.site_page import SitePage

KEEPS_TRUE_FOR = timedelta(days=365)
ACTION = "home.review"


def pages_of(person):
    """The live pages that this person may edit, each with `read_at`: when somebody last had it before their eyes.

    That is the last review, the last publishing, or the day on which the page was made, whichever came last.
    """
    made = PageLogEntry.objects.filter(page=OuterRef("pk")).order_by("timestamp").values("timestamp")[:1]
    reviews = [f"{model._meta.model_name}__reviewed_at" for model in get_page_models() if issubclass(model, SitePage)]
    mine = policy_registry.get_by_type(Page).instances_user_has_permission_for(person, "change")
    return mine.filter(live=True, depth__gt=1).annotate(read_at=Greatest(*reviews, "last_published_at", Subquery(made)))


def due(person, at=None):
    """The pages that want reading, those that wait longest first."""
    before = (at or timezone.now()) - KEEPS_TRUE_FOR
    return pages_of(person).filter(Q(read_at=None) | Q(read_at__lte=before)).order_by("read_at", "path")


def may_review(page, person):
    return isinstance(page, SitePage) and page.live and page.permissions_for_user(person).can_edit()


def mark(page, *, by, at=None):
    """Note that `by` has read the live page and found it true; it stands in the page's history."""
    page.reviewed_at = at or timezone.now()
    page.save(update_fields=["reviewed_at"], clean=False)
    log(instance=page, action=ACTION, user=by, revision=page.live_revision)
