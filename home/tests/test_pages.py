"""What set-up makes of the pages, and what it leaves alone."""

import pytest
from django.conf import settings
from wagtail.models import GroupPagePermission, Page, Site

from home import setup
from home.models import HomePage, StandardPage
from home.tests.ground import stand

pytestmark = pytest.mark.django_db


def test_each_page_is_made_once_and_never_overwritten():
    stand()
    page = StandardPage.objects.get(slug="tentang-aplikasi")
    page.intro = "Kata kami sendiri."
    page.save_revision().publish()
    before = Page.objects.count()
    assert setup.pages() == 0
    assert Page.objects.count() == before
    assert StandardPage.objects.get(slug="tentang-aplikasi").intro == "Kata kami sendiri."


def test_a_page_that_was_deleted_comes_back_once():
    stand()
    StandardPage.objects.get(slug="tentang-aplikasi").delete()
    assert setup.pages() == 1
    assert setup.pages() == 0


def test_the_site_stands_on_beranda_at_the_configured_address(settings):
    settings.BASE_URL = "https://helpdesk.contoh.go.id"
    home = stand()
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port, site.root_page_id) == ("helpdesk.contoh.go.id", 443, home.pk)


def test_an_address_that_an_admin_has_set_stays():
    stand()
    Site.objects.update(hostname="bantuan.contoh.go.id")
    setup.pages()
    assert Site.objects.get().hostname == "bantuan.contoh.go.id"


def test_the_welcome_page_of_wagtail_goes():
    assert Page.objects.filter(depth=2).get().specific_class is Page
    stand()
    assert Page.objects.filter(depth=2).get().specific_class is HomePage


def test_editors_get_rights_on_the_pages():
    stand()
    given = set(GroupPagePermission.objects.filter(group__name="Editors").values_list("permission__codename", flat=True))
    assert given == set(setup.PAGE_RIGHTS)


def test_the_privacy_policy_has_the_version_that_people_agree_to():
    stand()
    assert StandardPage.objects.get(slug="kebijakan-privasi").version == settings.PRIVACY_NOTICE_VERSION
