"""An address that people have kept still leads to the page, and nowhere else."""

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from helpdesk.tests import factories, site
from home import setup
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db
ADD = "/cms/redirects/add/"


@pytest.fixture(autouse=True)
def about():
    site.build()
    setup.pages()
    page = StandardPage.objects.get(slug="tentang-aplikasi")
    page.add_child(instance=StandardPage(title="Rincian", slug="rincian"))
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def editor(client):
    client.force_login(factories.make_editor())
    return client


def publish(browser, page, **changes):
    """Save the page by the form of the CMS, as an editor does."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(browser.get(address).content.decode(), form_id="page-edit-form")
    data.update(nested_form_data({"body": streamfield([])}) | {"action-publish": "1"} | changes)
    with TestCase.captureOnCommitCallbacks(execute=True):  # the redirect follows the commit
        assert browser.post(address, data).status_code == 302


def where(path):
    """Where a visitor who asks for this address is sent: the status, and the place."""
    answer = Client().get(path)
    return answer.status_code, answer.get("Location")


def test_a_page_with_another_slug_is_found_at_its_old_address_and_so_is_what_lies_below(editor, about):
    publish(editor, about, slug="tentang-kami")
    assert where("/tentang-kami/") == (200, None)
    assert where("/tentang-aplikasi/") == (301, "/tentang-kami/")
    assert where("/tentang-aplikasi/rincian/") == (301, "/tentang-kami/rincian/")
    assert where("/tentang-aplikasi/?dari=surat") == (301, "/tentang-kami/")
    assert where("/tentang-aplikasi/tidak-ada/")[0] == 404


def test_a_page_that_was_moved_is_found_at_its_old_address(editor, about):
    child, home = StandardPage.objects.get(slug="rincian"), HomePage.objects.get()
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = editor.post(reverse("wagtailadmin_pages:move_confirm", args=[child.pk, home.pk]))
    assert answer.status_code == 302
    assert where("/tentang-aplikasi/rincian/") == (301, "/rincian/")


def test_a_page_that_takes_the_old_address_comes_first(editor, about):
    publish(editor, about, slug="tentang-kami")
    HomePage.objects.get().add_child(instance=StandardPage(title="Baru", slug="tentang-aplikasi"))
    assert where("/tentang-aplikasi/") == (200, None)


def test_going_there_and_back_makes_no_circle(editor, about):
    publish(editor, about, slug="tentang-kami")
    publish(editor, StandardPage.objects.get(pk=about.pk), slug="tentang-aplikasi")
    assert where("/tentang-aplikasi/") == (200, None)
    assert where("/tentang-kami/") == (301, "/tentang-aplikasi/")


def test_editors_keep_redirects_in_the_cms(editor):
    page = Page.objects.get(slug="kontak")
    assert editor.get("/cms/redirects/").status_code == 200
    answer = editor.post(ADD, {"old_path": "/hubungi?bahasa=id", "is_permanent": "on", "redirect_page": page.pk, "redirect_link": ""})
    assert answer.status_code == 302
    assert where("/hubungi/?bahasa=id") == (301, "/kontak/")
    assert where("/hubungi/") == where("/hubungi/?bahasa=en") == (404, None)
    one = Redirect.objects.get()
    editor.post(f"/cms/redirects/{one.pk}/delete/")
    assert where("/hubungi/?bahasa=id") == (404, None)


def test_only_who_keeps_redirects_can_lead_to_another_site(client):
    data = {"old_path": "/sippn", "redirect_link": "https://sippn.example/", "redirect_page": ""}
    for person, may in ((factories.make_client(), False), (factories.make_staff(), False), (factories.make_editor(), True)):
        client.force_login(person)
        client.post(ADD, data)
        assert where("/sippn/") == ((302, "https://sippn.example/") if may else (404, None)), person.role


@pytest.mark.parametrize("path", [
    "/%2F%2Fjahat.example", "/\\jahat.example", "/tentang-aplikasi?next=https://jahat.example",
    "/https://jahat.example/", "/tentang-aplikasi/%00",
])
def test_no_address_leads_a_visitor_to_a_place_of_the_askers_choice(editor, about, path):
    publish(editor, about, slug="tentang-kami")
    status, place = where(path)
    assert status in {301, 302, 404}
    assert place is None or (place.startswith("/") and not place.startswith(("//", "/\\")))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x"])
def test_a_link_that_would_run_something_is_never_sent(editor, link):
    Redirect.objects.create(old_path="/aneh", redirect_link=link)
    assert where("/aneh")[0] in {400, 404}


@pytest.mark.parametrize("path", ["/helpdesk/tiket/999999", "/cms/tidak-ada", "/akun/tidak-ada", "/helpdesk/faq/999999"])
def test_what_does_not_exist_at_the_desk_stays_so_whatever_an_editor_redirects(editor, client, path):
    Redirect.objects.create(old_path=path, redirect_link="/kontak/")
    client.force_login(factories.make_staff())
    answer = client.get(path + "/")
    assert answer.status_code in {302, 404} and answer.get("Location", "/cms/login/").startswith("/cms/login/")


def test_a_form_that_was_sent_to_an_old_address_is_not_led_on():
    Redirect.objects.create(old_path="/lama", redirect_link="/kontak/")
    assert Client().post("/lama/").status_code == 404
    assert where("/lama/") == (301, "/kontak/")
