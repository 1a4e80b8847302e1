"""What search engines are told: published pages that anybody may read, by the address in the settings."""

import re
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from wagtail.models import PageViewRestriction

from helpdesk.catalogue.models import Service
from home.audit.pages import in_sitemap
from home.models import StandardPage
from home.tests.ground import stand


@pytest.fixture
def home(db):
    return stand()


def listed(client, **headers):
    answer = client.get("/sitemap.xml", headers=headers)
    assert answer.status_code == 200 and "xml" in answer["Content-Type"]
    return re.findall(r"<loc>([^<]+)</loc>", answer.content.decode())


def test_the_sitemap_names_every_public_page_by_its_own_address(home, client):
    addresses = listed(client, host="evil.test")
    paths = ["/", "/tentang-aplikasi/", "/kontak/", "/faq/", "/layanan/", "/layanan/mail-baru/"]
    assert {settings.BASE_URL + path for path in paths} <= set(addresses)
    assert len(addresses) == len(set(addresses))
    assert all(address.startswith(settings.BASE_URL + "/") for address in addresses)


def test_every_address_in_the_sitemap_leads_to_a_page_that_agrees(home, client):
    for path in in_sitemap(client.get("/sitemap.xml").content.decode()):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert f'<link rel="canonical" href="{settings.BASE_URL}{path}">' in answer.content.decode(), path


def test_what_is_private_is_not_in_it(home, client):
    page = home.add_child(instance=StandardPage(title="Terbuka", slug="terbuka"))
    below = page.add_child(instance=StandardPage(title="Di bawah", slug="di-bawah"))
    home.add_child(instance=StandardPage(title="Draf", slug="draf", live=False))
    assert {"terbuka/", "di-bawah/"} <= {address.rpartition("/")[0].rpartition("/")[2] + "/" for address in listed(client)}
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    Service.objects.filter(code="mail-baru").update(is_active=False)
    text = "\n".join(listed(client))
    assert page.url not in text and below.url not in text and "/draf/" not in text and "mail-baru" not in text


@pytest.mark.parametrize(("path", "may"), [
    ("/", True), ("/faq/", True), ("/layanan/mail-baru/", True), ("/akun/login/", True), ("/static/css/main.css", True),
    ("/helpdesk/", False), ("/helpdesk/tiket/1/", False), ("/cms/", False), ("/cari/?q=a", False), ("/akun/2fa/", False),
])  # fmt: skip
def test_robots_are_told_where_they_may_go(client, db, path, may):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in text
    # Python's reader takes the first rule that fits and knows no “$”; crawlers take the longest.
    rules = sorted(text.replace("$", "").splitlines()[1:], key=lambda line: -len(line.partition(":")[2]))
    reader = RobotFileParser()
    reader.parse(["User-agent: *", *[line for line in rules if "allow:" in line.lower()]])
    assert reader.can_fetch("anybot", path) is may
