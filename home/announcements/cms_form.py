"""The form of an announcement in the CMS."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class AnnouncementForm(WagtailAdminModelForm):
    """Refuses a period that ends before it begins, and the first publication of what is past already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if services := self.fields.get("services"):
            # What can be asked for, and what is chosen already.
            chosen = [service.pk for service in self.instance.services.all()] if self.instance.pk else []
            can_be_asked_for = Q(is_active=True, department__is_active=True)
            services.queryset = services.queryset.filter(can_be_asked_for | Q(pk__in=chosen)).order_by("title", "pk")

    def clean(self):
        facts = super().clean()
        begin, end = facts.get("starts_at"), facts.get("ends_at")
        if begin and end and end <= begin:
            self.add_error("ends_at", _("It cannot end before it begins."))
        elif end and end <= timezone.now() and self.publishes_for_the_first_time:
            self.add_error("ends_at", _("This period is over already: nobody would see the announcement."))
        return facts

    @property
    def publishes_for_the_first_time(self):
        """A correction of what was published before may still be published when it is over."""
        return "action-publish" in self.data and self.instance.first_published_at is None
