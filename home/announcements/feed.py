"""`/pengumuman/rss/`: the announcements for feed readers, in Indonesian, with the office's own addresses."""

import re
from html import escape

from django.contrib.syndication.views import Feed
from django.utils import translation

from helpdesk.common.mail import absolute
from helpdesk.common.text import words_of
from helpdesk.settings import DeskSettings

NEWEST = 30
# XML 1.0 has no place for these, however they are written.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text):
    return NOT_XML.sub("", str(text))


class AnnouncementFeed(Feed):
    """SECURITY: starts from `published()`; every address is built from BASE_URL, the Host header has no say in it."""

    language = "id"

    def __call__(self, request, *args, **kwargs):
        with translation.override("id"):
            return super().__call__(request, *args, **kwargs)

    def get_object(self, request):
        return DeskSettings.current()

    def title(self, desk):
        return clean(f"{translation.gettext('Announcements')} – {desk.name}")

    def description(self, desk):
        return clean(translation.gettext("Disruptions, maintenance and news of the services."))

    def link(self, desk):
        return absolute("/pengumuman/")

    def feed_url(self, desk):
        return absolute("/pengumuman/rss/")

    def items(self, desk):
        from home.models import Announcement

        return Announcement.objects.published().order_by("-starts_at", "-pk").with_facts()[:NEWEST]

    def item_title(self, one):
        return clean(f"{one.get_kind_display()}: {one.title}")

    def item_description(self, one):
        """HTML to the reader: our plain text, escaped once for it (the feed's own escaping comes on top)."""
        services = ", ".join(service["title"] for service in one.affected_services)
        lines = [one.period, services, words_of(one.text), one.closing_words]
        return "".join(f"<p>{escape(clean(line))}</p>" for line in lines if line)

    def item_link(self, one):
        return absolute(one.get_absolute_url())

    item_guid = item_link

    def item_pubdate(self, one):
        return one.first_published_at or one.created_at
