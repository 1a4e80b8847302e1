from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from contact.models import ContactPage
from faq.models import FAQIndexPage
from helpdesk.tests import factories
from home.models import AnnouncementIndexPage, HomePage, ServiceIndexPage, StandardPage
from home.tests.ground import stand

ONLY_ONE = [ServiceIndexPage, FAQIndexPage, ContactPage, AnnouncementIndexPage]


class PageTypes(WagtailPageTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.home = stand()
        cls.superadmin = factories.make_superadmin()

    def every_page(self):
        return [page.specific for page in Page.objects.filter(depth__gt=1)]

    def test_every_page_is_shown_to_visitors(self):
        for page in self.every_page():
            with self.subTest(page=page):
                self.assertPageIsRenderable(page)

    def form_of(self, page):
        """What the editor's browser would send: its script fills the stream fields, so a test must."""
        self.client.force_login(self.superadmin)
        html = self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        data = querydict_from_html(html, form_id="page-edit-form")
        steps = streamfield([("step", {"title": "Pilih layanan", "text": "Lalu kirim."})])
        body = streamfield([("text", rich_text("<h2>Judul</h2><p>Isi</p>")), ("contact_details", "")])
        data.update(nested_form_data({"steps": steps} if page.specific_class is HomePage else {"body": body}))
        data["action-publish"] = "1"
        return data

    def test_an_editor_opens_and_saves_every_page(self):
        for page in self.every_page():
            with self.subTest(page=page):
                self.assertPageIsEditable(page, post_data=self.form_of(page), user=self.superadmin)

    def test_what_an_editor_publishes_is_what_visitors_read(self):
        data = self.form_of(self.home)
        answer = self.client.post(reverse("wagtailadmin_pages:edit", args=[self.home.pk]), data)
        self.assertEqual(answer.status_code, 302)
        self.client.logout()
        self.assertIn("Lalu kirim.", self.client.get("/").content.decode())

    def test_every_page_has_a_preview(self):
        for page in self.every_page():
            with self.subTest(page=page):
                self.assertPageIsPreviewable(page, post_data=self.form_of(page), user=self.superadmin)

    def test_pages_lie_where_they_belong(self):
        self.assertAllowedSubpageTypes(HomePage, {StandardPage, *ONLY_ONE})
        self.assertAllowedSubpageTypes(StandardPage, {StandardPage})
        self.assertAllowedParentPageTypes(StandardPage, {HomePage, StandardPage})
        self.assertAllowedParentPageTypes(HomePage, {Page})
        for model in ONLY_ONE:
            self.assertAllowedSubpageTypes(model, set())
            self.assertAllowedParentPageTypes(model, {HomePage})

    def test_pages_do_not_lie_elsewhere(self):
        for model in (*ONLY_ONE, HomePage):
            self.assertCanNotCreateAt(StandardPage, model)
            self.assertCanNotCreateAt(ContactPage, model)

    def test_every_page_type_is_on_a_fresh_site(self):
        self.assertEqual({type(page) for page in self.every_page()}, {HomePage, StandardPage, *ONLY_ONE})

    def test_the_addresses_are_those_of_the_design(self):
        addresses = {page.url for page in self.every_page()}
        expected = {
            "/", "/tentang-aplikasi/", "/layanan/", "/faq/", "/kontak/", "/kebijakan-privasi/", "/pengumuman/",
            "/standar-pelayanan/", "/maklumat-pelayanan/", "/aksesibilitas/",
        }  # fmt: skip
        self.assertEqual(addresses, expected)

    def test_the_preview_of_beranda_shows_what_is_not_saved_yet(self):
        data = self.form_of(self.home) | {"hero_title": "Judul yang belum disimpan", "button_words": "Minta bantuan sekarang"}
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[self.home.pk])
        self.assertTrue(self.client.post(url, data).json()["is_valid"])
        shown = self.client.get(url).content.decode()
        for words in ("Judul yang belum disimpan", "Minta bantuan sekarang", "Lalu kirim."):
            self.assertIn(words, shown)
        self.assertNotIn("Judul yang belum disimpan", self.client.get("/").content.decode())
