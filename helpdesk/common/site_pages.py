"""The pages right below Beranda, as the menus of the public site show them: live, open to everybody, in the tree's order."""

from dataclasses import dataclass

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, Site

# A page has one title. Under those that set-up gives, English readers find the words of rows B1 and B3; whatever an
# editor writes instead is shown as it is.
ENGLISH = {
    "Beranda": _("Home"),
    "Tentang Aplikasi": _("About the application"),
    "Kontak": _("Contact"),
    "Standar Layanan": _("Service standards"),
    "Pertanyaan yang Sering Diajukan": _("Frequently asked questions"),
    "Pengumuman": _("Announcements"),
    "Kebijakan Privasi": _("Privacy policy"),
    "Aksesibilitas": _("Accessibility"),
    "Standar Pelayanan": _("Standards of our work"),
    "Maklumat Pelayanan": _("Our pledge"),
}


@dataclass(frozen=True)
class SitePlace:
    """One page: `kind` is its model in lower case, `is_front` says that it is Beranda."""

    title: str
    url: str
    kind: str
    slug: str
    is_front: bool
    in_menus: bool

    @property
    def label(self):
        return str(label_of(self.title))

    def holds(self, path):
        """Is the reader on this page or below it?"""
        return path == self.url if self.is_front else path.startswith(self.url)


def label_of(title):
    """The title of a page in the reader's language, as far as it is known in both."""
    return title if get_language() == "id" else ENGLISH.get(title, title)


def load():
    """Beranda and the pages right below it; one query, however many there are."""
    root = Site.objects.filter(is_default_site=True).values("root_page__path", "root_page__url_path", "root_page__depth")
    closed = PageViewRestriction.objects.annotate(shown=ExpressionWrapper(OuterRef("path"), CharField())).filter(shown__startswith=F("page__path"))
    rows = (
        Page.objects.annotate(
            root_path=Subquery(root.values("root_page__path")[:1]),
            root_url=Subquery(root.values("root_page__url_path")[:1]),
            root_depth=Subquery(root.values("root_page__depth")[:1]),
        )
        .filter(~Exists(closed), live=True, path__startswith=F("root_path"), depth__lte=F("root_depth") + 1)
        .order_by("path")
        .values_list("title", "url_path", "root_url", "content_type__model", "slug", "show_in_menus")
    )
    return [
        SitePlace(title, "/" + url.removeprefix(front), kind, slug, url == front, in_menus)
        for title, url, front, kind, slug, in_menus in rows
    ]
