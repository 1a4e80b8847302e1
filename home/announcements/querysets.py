"""The words in which announcements are looked up. Whatever visitors read starts from `published` or `for_banner`."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from helpdesk.common.counting import CountOf

# Maintenance that lies ahead stands in the banner for a day before it begins.
ANNOUNCED_BEFORE = timedelta(days=1)
DISRUPTION, MAINTENANCE = "disruption", "maintenance"


class AnnouncementQuerySet(models.QuerySet):
    def published(self, at=None):
        """What visitors may read: begun or over, and maintenance that lies ahead. SECURITY: no draft, nothing else of the future."""
        return self.filter(Q(starts_at__lte=at or timezone.now()) | Q(kind=MAINTENANCE), live=True)

    def current(self, at=None):
        """What is going on at `at` (now): begun, and neither over nor ended."""
        at = at or timezone.now()
        return self._not_over(at).filter(live=True, starts_at__lte=at)

    def planned(self, at=None):
        """Maintenance that is announced and has not begun."""
        return self.filter(live=True, kind=MAINTENANCE, starts_at__gt=at or timezone.now(), ended_at=None)

    def over(self, at=None):
        """Declared over, or its period has passed."""
        at = at or timezone.now()
        return self.published(at).filter(Q(ended_at__isnull=False) | Q(ends_at__lte=at))

    def for_banner(self, at=None, until=None):
        """What is going on and what begins within a day (until `until`), the most serious first."""
        at = at or timezone.now()
        soon = Q(kind=MAINTENANCE, starts_at__lte=until or at + ANNOUNCED_BEFORE)
        return self._not_over(at).filter(Q(starts_at__lte=at) | soon, live=True).by_seriousness()

    def _not_over(self, at):
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), ended_at=None)

    def by_seriousness(self):
        rank = Case(When(kind=DISRUPTION, then=0), When(kind=MAINTENANCE, then=1), default=2, output_field=IntegerField())
        return self.order_by(rank, "-starts_at", "-pk")

    def concerning(self, service):
        """Those of this service, and those that concern everybody."""
        services = self.model.services.through.objects.filter(announcement=OuterRef("pk"))
        return self.filter(Exists(services.filter(service=service)) | ~Exists(services))

    def with_facts(self, viewer=None):
        """What a banner tells, in the same query: the services, how many people have it too, whether `viewer` has."""
        affected = self.model.affected.rel.related_model.objects.filter(announcement=OuterRef("pk"))
        service = self.model.services.rel.model
        names = service.objects.filter(announcements=OuterRef("pk"), is_active=True, department__is_active=True)
        shown = names.order_by("title", "pk").values(
            shown=JSONObject(code="code", title="title", title_en="title_en", free_title="free_title")
        )
        mine = Exists(affected.filter(person=viewer)) if viewer else Value(False)
        return self.annotate(
            known_services=ArraySubquery(shown), known_affected=CountOf(affected.order_by().values("pk")), viewer_is_affected=mine
        )
