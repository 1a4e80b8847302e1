"""Icons and the manifest from the logo in the settings, and the picture beside a shared link."""

import io
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from helpdesk.setting import logo
from helpdesk.setting.look import colours, icons, sharing
from helpdesk.setting.look.views import icon_url
from helpdesk.settings import DeskSettings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty():
    cache.clear()


def set_logo(colour, size=(300, 100)):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    desk = DeskSettings.objects.first() or DeskSettings()
    desk.logo = logo.keep(ContentFile(file.getvalue(), name="logo.png"), title="Logo", by=None)
    desk.save()
    return DeskSettings.current()


def opened(answer):
    assert answer.status_code == 200
    return Image.open(io.BytesIO(answer.content))


def middle(picture):
    return picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))


@pytest.mark.parametrize("name", icons.NAMES)
@pytest.mark.parametrize("with_logo", [False, True])
def test_every_icon_is_a_square_of_its_size(client, name, with_logo):
    desk = set_logo("red") if with_logo else DeskSettings.current()
    answer = client.get(icon_url(desk, name))
    picture = opened(answer)
    assert picture.width == picture.height == (48 if name == icons.ICO else icons.SIZES[name][0])
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.cookies
    if with_logo:
        assert middle(picture)[0] > 240 and middle(picture)[1] < 20
        assert picture.convert("RGB").getpixel((picture.width // 2, 0)) == (255, 255, 255)


def test_the_favicon_holds_the_sizes_that_browsers_ask_for(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert opened(client.get(answer["Location"])).info["sizes"] == set(icons.ICO_SIDES)


def test_a_new_logo_shows_at_once_and_the_old_address_leads_to_it(client):
    before = icon_url(set_logo("red"), "ikon-192.png")
    after = icon_url(set_logo("blue"), "ikon-192.png")
    assert before != after
    assert client.get(before)["Location"] == after
    assert middle(opened(client.get(after)))[2] > 240


def test_a_lost_logo_leaves_the_mark(client):
    desk = set_logo("red")
    desk.logo.file.storage.delete(desk.logo.file.name)
    picture = opened(client.get(icon_url(desk, "ikon-180.png")))
    assert picture.convert("RGB").getpixel((5, 5)) == (0, 115, 176)


def test_nobody_can_ask_for_other_sizes(client):
    assert client.get(icon_url(DeskSettings.current(), "ikon-192.png").replace("192", "9999")).status_code == 404


def test_the_manifest_names_the_office_and_icons_that_exist(client):
    answer = client.get("/site.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    told = json.loads(answer.content)
    assert told["name"] == "Helpdesk · Pemerintah Provinsi Contoh"
    assert told["start_url"] == "/" and told["theme_color"] == colours.BRAND
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        assert f"{opened(client.get(icon['src'])).width}x{opened(client.get(icon['src'])).height}" == icon["sizes"]


def test_the_colours_are_those_of_the_style_sheet():
    text = (Path(settings.BASE_DIR) / "site" / "static" / "css" / "tokens.css").read_text()
    light, _media, dark = text.partition("@media (prefers-color-scheme: dark)")
    assert f"--blue-600: {colours.BRAND};" in light and "--brand: var(--blue-600);" in light
    assert f"--blue-950: {colours.DARK_BRAND};" in light and f"--amber-400: {colours.SIGNAL};" in light
    assert f"--surface: {colours.WHITE};" in light and f"--surface: {colours.DARK};" in dark


# The picture for sharing


def test_a_picture_is_drawn_for_what_we_have_signed(client):
    desk = DeskSettings.current()
    answer = client.get(f"/sampul/{sharing.ticket_for('Pembuatan Akun', desk)}.png")
    assert opened(answer).size == sharing.SIZE
    assert len(answer.content) < 100_000
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize("title", ["", "x" * 500, "Satu kata sangat panjang " * 20, "日本語 العربية 🙂", "<script>"])
def test_any_title_can_be_drawn(title):
    assert sharing.picture(title, DeskSettings.current()).startswith(b"\x89PNG")


@pytest.mark.parametrize("ticket", ["x", "WyJhIiwiYiJd.forged", ".", "a.b.c", "%00"])
def test_nobody_else_makes_us_draw(client, ticket):
    assert client.get(f"/sampul/{ticket}.png").status_code == 404


def test_what_was_signed_is_drawn_with_the_settings_of_now():
    before = sharing.ticket_for("Judul", DeskSettings.current())
    desk = set_logo("red")
    assert sharing.ticket_for("Judul", desk) != before
    assert sharing.title_of(before) == "Judul"


# The head of a document


@pytest.fixture
def site(db):
    from home.tests.ground import stand

    return stand()


def head(address, client=None, **headers):
    return (client or Client()).get(address, headers=headers).content.decode().partition("</head>")[0]


def facts(html):
    return dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html))


@pytest.mark.parametrize("address", ["/", "/tentang-aplikasi/", "/faq/", "/layanan/mail-baru/", "/kontak/", "/akun/login/"])
def test_a_page_says_what_its_own_address_is(site, client, address):
    html = head(f"{address}?utm_source=x&departemen=email", host="evil.test")
    assert f'<link rel="canonical" href="{settings.BASE_URL}{address}">' in html
    assert "evil.test" not in html and "noindex" not in html
    told = facts(head(address))
    assert told["og:url"] == settings.BASE_URL + address
    assert told["og:title"] and told["og:locale"] == "id_ID" and told["og:site_name"] == "Helpdesk"
    picture = client.get(told["og:image"].removeprefix(settings.BASE_URL))
    assert opened(picture).size == (int(told["og:image:width"]), int(told["og:image:height"]))


def test_what_is_no_page_of_the_site_is_not_to_be_found(site):
    for address in ("/cari/", "/akun/password/reset/", "/tidak-ada/"):
        html = head(address)
        assert '<meta name="robots" content="noindex">' in html, address
        assert "canonical" not in html and "og:" not in html, address


def test_what_somebody_typed_is_in_no_signed_picture(site):
    for address in ("/faq/", "/layanan/", "/"):
        html = head(f"{address}?q=judul-dari-orang-lain")
        assert facts(html) == {} and "noindex" in html


def test_the_editors_own_picture_comes_first(site):
    file = io.BytesIO()
    Image.new("RGB", (2000, 1500), "green").save(file, "PNG")
    site.share_image = logo.keep(ContentFile(file.getvalue(), name="foto.png"), title="Kantor", by=None)
    site.save()
    told = facts(head("/"))
    assert told["og:image"].startswith(f"{settings.BASE_URL}/media/") and told["og:image"].endswith(".jpg")
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"] == "Kantor"


def test_words_of_editors_stay_words(site):
    site.title = site.seo_title = '"><script>x</script>'
    site.search_description = '"><b>&amp;'
    site.save()
    html = head("/")
    assert "<script>x" not in html and '"><b>' not in html
