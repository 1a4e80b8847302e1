"""What readers see of an announcement, whether it was loaded `with_facts()` or is being written in the CMS."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.common.language import in_language
from helpdesk.common.text import words_of

SUMMARY = 220  # characters in a banner
ICONS = {"info": "info", "maintenance": "wrench", "disruption": "triangle-alert"}


class Reading:
    """Mixin of Announcement."""

    @property
    def icon(self):
        return ICONS[self.kind]

    @property
    def text_html(self):
        return in_language(self.text, self.text_en)

    @property
    def summary(self):
        return Truncator(words_of(self.text_html)).chars(SUMMARY)

    @property
    def affected_services(self):
        """[{"title": …, "code": …}] of the services it names; without a code where the service has no page."""
        known = getattr(self, "known_services", None)
        if known is None:
            names = ("code", "title", "title_en", "free_title")
            known = [{name: getattr(s, name) for name in names} for s in self.services.all() if s.is_active]
        return [
            {"title": in_language(one["title"], one["title_en"]), "code": "" if one["free_title"] else one["code"]} for one in known
        ]

    @property
    def affected_count(self):
        known = getattr(self, "known_affected", None)
        return (self.affected.count() if self.pk else 0) if known is None else known

    def affected_in_words(self, *, is_mine=False):
        """“12 people have this too.”, to one of them “You and 11 others have this.”; nothing while it is nobody."""
        count = self.affected_count
        if not is_mine:
            return ngettext("%(count)d person has this too.", "%(count)d people have this too.", count) % {"count": count} if count else ""
        if count <= 1:
            return _("You have this too.")
        return ngettext("You and %(count)d other have this.", "You and %(count)d others have this.", count - 1) % {"count": count - 1}

    def get_absolute_url(self):
        return f"/pengumuman/{self.pk}/"

    @property
    def affect_url(self):
        return reverse("announcements:affected", args=[self.pk])
