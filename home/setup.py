"""The pages of a fresh site, and the rights of its editors. Safe to run as often as one likes."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from contact.models import ContactPage
from faq.models import FAQIndexPage
from helpdesk.accounts.groups import EDITORS
from home import content
from home.content_pages import ACCESSIBILITY, PLEDGE, STANDARDS
from home.content_privacy import PRIVACY
from home.models import AnnouncementIndexPage, HomePage, ServiceIndexPage, StandardPage

CHILDREN = (
    (StandardPage, content.ABOUT),
    (ServiceIndexPage, content.SERVICES),
    (FAQIndexPage, content.FAQ),
    (AnnouncementIndexPage, content.ANNOUNCEMENTS),
    (ContactPage, content.CONTACT),
    (StandardPage, STANDARDS),
    (StandardPage, PLEDGE),
    (StandardPage, PRIVACY),
    (StandardPage, ACCESSIBILITY),
)
# What the bar shows (row B1); the other pages stand in the footer.
IN_MENUS = {content.HOME["slug"], content.ABOUT["slug"], content.CONTACT["slug"]}
PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
FILE_RIGHTS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@transaction.atomic
def pages() -> int:
    """Make the pages that are missing and point the site at Beranda; return how many were made.

    A page that exists is never written to, whatever its address or text has become.
    """
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    home, made = _home()
    _site(home)
    for model, texts in CHILDREN:
        if not _exists(home, model, texts["slug"]):
            home.add_child(instance=_filled(model, texts))
            home.refresh_from_db()
            made += 1
    _rights(home)
    return made


def _home():
    if home := HomePage.objects.first():
        return home, 0
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=_filled(HomePage, content.HOME))
    return home, 1


def _site(home):
    """The one site: its host from BASE_URL where nobody has set another, its root the home page."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or site.root_page_id != home.pk:
        address = urlsplit(settings.BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        welcome = site and site.root_page
        site = site or Site(is_default_site=True)
        site.hostname, site.port, site.root_page = address.hostname, port, home
        site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
        site.save()
        if welcome and welcome.pk != home.pk and _is_welcome(welcome):
            Page.objects.get(pk=welcome.pk).delete()
    Site.clear_site_root_paths_cache()


def _is_welcome(page):
    """Wagtail's own first page: a bare Page, with nothing below it, which no editor has touched."""
    return page.specific_class in (None, Page) and page.is_leaf() and page.latest_revision_id is None


def _exists(home, model, slug):
    if model.max_count == 1:
        return model.objects.exists()
    return home.get_children().filter(slug=slug).exists()


def _filled(model, texts):
    now = timezone.now()
    texts = {"first_published_at": now, "last_published_at": now} | texts
    page = model(**texts, show_in_menus=texts["slug"] in IN_MENUS, locale=Locale.get_default())
    page.full_clean(exclude=["path", "depth", "url_path"])
    return page


def _rights(home):
    """Editors keep the pages below Beranda and Beranda itself, with their pictures and documents (table C)."""
    editors, _made = Group.objects.get_or_create(name=EDITORS)
    if not GroupPagePermission.objects.filter(group=editors).exists():
        for right in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_RIGHTS):
            GroupPagePermission.objects.create(group=editors, page=home, permission=right)
    root = Collection.get_first_root_node()
    if root and not GroupCollectionPermission.objects.filter(group=editors).exists():
        for right in Permission.objects.filter(codename__in=FILE_RIGHTS, content_type__app_label__in=["wagtailimages", "wagtaildocs"]):
            GroupCollectionPermission.objects.create(group=editors, collection=root, permission=right)
