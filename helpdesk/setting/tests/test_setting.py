"""The Setting screen (row B15): who may, what each field does, and two people at once."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image as Pillow
from wagtail.images import get_image_model

from helpdesk.settings import DeskSettings
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
URLS = ["helpdesk:setting", "helpdesk:setting_footer", "helpdesk:setting_ticket", "helpdesk:setting_documents"]


@pytest.fixture
def admin(client, site_tree):
    client.force_login(make.make_admin("adi"))
    return client


def values(browser, url):
    """What a browser would send back from this page when nothing is changed."""
    answer = browser.get(url)
    form = answer.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}
    return {"seen": answer.context["seen"], **{k: ("on" if v is True else v) for k, v in sent.items()}}


def save(browser, tab="", **changes):
    url = reverse(f"helpdesk:setting{tab and '_' + tab}")
    sent = {key: value for key, value in (values(browser, url) | changes).items() if value is not None}
    return browser.post(url, sent)


def picture(kind="PNG", size=(300, 120), name="logo.png", colour="#0073b0"):
    made = io.BytesIO()
    exif = Pillow.Exif()
    exif[0x010E] = "rahasia-di-dalam"
    Pillow.new("RGB", size, colour).save(made, kind, **({"exif": exif} if kind != "GIF" else {}))
    return SimpleUploadedFile(name, made.getvalue())


def words(answer):
    return answer.content.decode()


# Who may


@pytest.mark.parametrize("name", URLS)
def test_the_screen_is_for_admins_and_super_admins_and_does_not_exist_for_others(client, site_tree, name):
    for person, code in [
        (make.make_superadmin(), 200), (make.make_admin(), 200), (make.make_staff(), 404), (make.make_client(), 404), (make.make_editor(), 404),
    ]:  # fmt: skip
        client.force_login(person)
        assert (client.get(reverse(name)).status_code, client.put(reverse(name)).status_code) == (code, 405 if code == 200 else 404)


def test_a_tab_writes_its_own_fields_and_nothing_else(admin):
    everything = {field.name: "9" for field in DeskSettings._meta.concrete_fields if field.name not in {"name", "id"}}
    more = {key: value for key, value in everything.items() if key not in {"owner", "email", "phone", "address", "keywords", "description"}}
    assert save(admin, name="Layanan Kita", **more, id="77", pk="77", is_superuser="on").status_code == 302
    stored = DeskSettings.objects.get()
    assert stored.name == "Layanan Kita"
    untouched = DeskSettings()
    for name in more:
        assert getattr(stored, name) == getattr(untouched, name), name


# What each field does, at once and everywhere


def test_the_general_fields_stand_on_the_public_and_the_desk_pages(admin):
    answer = save(
        admin, name="Pusat Bantuan Uji", owner="Kota Contoh", email="tanya@example.go.id", phone="(021) 555 0100",
        address="Jalan Mawar 1", keywords="bantuan, tiket", description="Satu pintu untuk semua.",
    )  # fmt: skip
    assert answer.status_code == 302
    desk, public = words(admin.get(reverse("helpdesk:setting"))), words(admin.get("/akun/password/reset/"))
    for page in (desk, public):
        assert "Pusat Bantuan Uji" in page and "Kota Contoh" in page
        assert '<meta name="keywords" content="bantuan, tiket">' in page
        assert '<meta name="description" content="Satu pintu untuk semua.">' in page
    assert 'href="mailto:tanya@example.go.id"' in public and "(021) 555 0100" in public and "Jalan Mawar 1" in public


def test_the_footer_fields_stand_in_the_footer(admin):
    answer = save(
        admin, "footer", footer_description="Melayani sejak lama.", copyright_holder="Dinas Contoh", copyright_since="2020",
        facebook="facebook.com/contoh", twitter="https://twitter.com/contoh", linkedin="http://linkedin.com/contoh",
    )  # fmt: skip
    assert answer.status_code == 302
    page = words(admin.get("/akun/password/reset/"))
    assert "Melayani sejak lama." in page and "© 2020–" in page and "Dinas Contoh" in page
    for address in ("https://facebook.com/contoh", "https://twitter.com/contoh", "http://linkedin.com/contoh"):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.example/", "data:text/html,x", "tidak alamat"])
def test_a_social_address_is_a_web_address(admin, address):
    answer = save(admin, "footer", facebook=address)
    assert answer.status_code == 422
    assert answer.context["form"].errors["facebook"] and address in words(answer)
    assert not DeskSettings.objects.exists()


def test_the_ticket_fields_are_stored_in_the_row_that_the_rules_read(admin):
    assert save(
        admin, "ticket", mail_on_new_ticket=None, clients_edit_tickets="on", staff_edit_tickets="on",
        staff_shown_as="full_name", reopen_days="3", registration="off",
    ).status_code == 302  # fmt: skip
    rules = DeskSettings.current()
    assert (rules.mail_on_new_ticket, rules.clients_edit_tickets, rules.staff_edit_tickets) == (False, True, True)
    assert (rules.reopen_days, rules.registration, rules.second_factor_for_desk) == (3, "off", False)
    assert rules.name_for_client(make.make_staff("rudi", name="Rudi Hartono")) == "Rudi Hartono"


@pytest.mark.parametrize("wrong", [{"reopen_days": "366"}, {"reopen_days": "-1"}, {"registration": "semua"}, {"staff_shown_as": "x\0"}])
def test_a_wrong_rule_is_refused_beside_its_field(admin, wrong):
    answer = save(admin, "ticket", clients_edit_tickets="on", **wrong)
    assert answer.status_code == 422
    assert set(wrong) == set(answer.context["form"].errors)
    assert answer.context["form"]["clients_edit_tickets"].value()
    assert not DeskSettings.objects.exists()


# Logos


def test_a_logo_stands_on_every_page_and_can_be_taken_away(admin):
    assert save(admin, new_picture=picture("JPEG", name="logo.jpg")).status_code == 302
    image = get_image_model().objects.get()
    assert DeskSettings.objects.get().logo == image
    page = words(admin.get(reverse("helpdesk:setting")))
    assert 'class="brand__logo"' in page and "brand__mark" not in page
    shown = DeskSettings.current().logo_picture
    assert f'src="{shown.url}"' in page and shown.file.storage.exists(shown.file.name)
    assert save(admin, no_picture="on").status_code == 302
    assert DeskSettings.objects.get().logo is None
    assert "brand__mark" in words(admin.get(reverse("helpdesk:setting")))


def test_the_footer_logo_stands_in_the_footer_with_the_names_as_its_text(admin):
    assert save(admin, "footer", new_picture=picture()).status_code == 302
    page = words(admin.get("/akun/password/reset/"))
    assert 'class="brand__wide"' in page and 'alt="Helpdesk, Pemerintah Provinsi Contoh"' in page
    assert "brand__mark" in page  # the logo at the top is another one


def test_a_logo_costs_one_query_on_a_page_however_often_it_stands_there(admin):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("helpdesk:ticket_list")
    save(admin, name="Sama")
    admin.get(url)
    with CaptureQueriesContext(connection) as without:
        admin.get(url)
    save(admin, new_picture=picture())
    admin.get(url)
    with CaptureQueriesContext(connection) as with_logo:
        page = words(admin.get(url))
    assert page.count("brand__logo") == 2
    assert len(with_logo) <= len(without) + 1, "\n".join(q["sql"] for q in with_logo.captured_queries)


def test_what_is_kept_is_drawn_anew(admin):
    save(admin, new_picture=picture("WEBP", size=(2400, 600), name="x.webp"))
    image = get_image_model().objects.get()
    kept = image.file.read()
    assert b"rahasia" not in kept
    assert (image.width, image.height, image.uploaded_by_user.username) == (1200, 300, "adi")
    assert Pillow.open(io.BytesIO(kept)).format == "PNG"


def bomb():
    made = io.BytesIO()
    Pillow.new("1", (5000, 4000)).save(made, "PNG", optimize=True)
    return SimpleUploadedFile("bom.png", made.getvalue())


BAD = {
    "svg": lambda: SimpleUploadedFile("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "a page that calls itself a picture": lambda: SimpleUploadedFile("logo.png", b"<html><script>alert(1)</script></html>", "image/png"),
    "a gif": lambda: picture("GIF", name="logo.png"),
    "half a picture": lambda: SimpleUploadedFile("logo.png", picture(size=(900, 900)).read()[:300]),
    "an empty file": lambda: SimpleUploadedFile("logo.png", b""),
    "too many pixels": bomb,
    "too many bytes": lambda: SimpleUploadedFile("logo.png", picture().read() + b"0" * (2 * 1024 * 1024)),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_sound_picture_is_refused_with_a_sentence_and_nothing_else_is_saved(admin, what):
    answer = save(admin, name="Nama yang diketik", new_picture=BAD[what]())
    assert answer.status_code == 422
    assert answer.context["form"].errors["new_picture"]
    assert "Nama yang diketik" in words(answer)
    assert not get_image_model().objects.exists() and not DeskSettings.objects.exists()


def test_a_lost_logo_file_costs_the_logo_and_not_the_page(admin):
    save(admin, new_picture=picture())
    image = get_image_model().objects.get()
    image.file.storage.delete(image.file.name)
    page = admin.get(reverse("helpdesk:setting_ticket"))
    assert page.status_code == 200 and "brand__mark" in words(page)


# Two at once


def test_of_two_admins_on_one_tab_the_second_is_told_and_keeps_what_was_typed(admin):
    url = reverse("helpdesk:setting")
    typed = values(admin, url) | {"name": "Nama kedua"}
    save(admin, name="Nama pertama", phone="112")
    with translation.override("en"):
        answer = admin.post(url, typed, headers={"accept-language": "en"})
    assert answer.status_code == 409
    assert ("Nama pertama" in words(answer)) and "Nama kedua" in words(answer)
    assert DeskSettings.objects.get().name == "Nama pertama"
    again = admin.post(url, typed | {"seen": answer.context["seen"]})
    assert again.status_code == 302
    assert DeskSettings.objects.get().name == "Nama kedua"


def test_two_admins_on_two_tabs_do_not_undo_each_other(admin):
    typed = values(admin, reverse("helpdesk:setting_footer")) | {"footer_description": "Kaki baru"}
    save(admin, name="Nama baru")
    assert admin.post(reverse("helpdesk:setting_footer"), typed).status_code == 302
    stored = DeskSettings.objects.get()
    assert (stored.name, stored.footer_description) == ("Nama baru", "Kaki baru")


def test_a_form_without_its_fingerprint_is_told_too(admin):
    save(admin, name="Nama baru")
    assert admin.post(reverse("helpdesk:setting"), {"name": "x", "owner": "y", "email": "a@example.id"}).status_code == 409


# The second factor


def test_who_has_no_second_factor_is_told_before_it_becomes_compulsory(admin):
    url = reverse("helpdesk:setting_ticket")
    first = save(admin, "ticket", second_factor_for_desk="on")
    assert first.status_code == 422
    assert first.context["form"].errors["second_factor_for_desk"] and 'name="aware"' in words(first)
    assert not DeskSettings.objects.exists()
    assert admin.get(url).status_code == 200
    assert save(admin, "ticket", second_factor_for_desk="on", aware="on").status_code == 302
    assert DeskSettings.objects.get().second_factor_for_desk


def test_who_has_one_switches_it_on_without_a_word(admin):
    from allauth.mfa.models import Authenticator

    person = make.make_superadmin("sari")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    admin.force_login(person)
    assert save(admin, "ticket", second_factor_for_desk="on").status_code == 302
    assert DeskSettings.objects.get().second_factor_for_desk


def test_what_is_changed_here_is_recorded_with_who_changed_it(admin):
    from helpdesk.audit.models import AuditEntry

    save(admin, name="Nama tercatat")
    assert save(admin, name="Nama berikutnya").status_code == 302
    entry = AuditEntry.objects.order_by("-pk").first()
    assert entry.actor.username == "adi"
    assert "Nama tercatat" in str(entry.old) and "Nama berikutnya" in str(entry.new)
