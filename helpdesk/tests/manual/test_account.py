"""The province's manual, rows B2, B9, B10 and B18, and what protects an account, walked in the browser."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from helpdesk.accounts import addresses
from helpdesk.accounts.models import Role, User
from helpdesk.accounts.tests.test_second_factor import code_of
from helpdesk.settings import DeskSettings
from helpdesk.tests import browser
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = make.PASSWORD
OWN = "tujuh kerbau di ladang 4"


def person_of(role=Role.STAFF, **fields):
    person = make.make_user("rudi", role, name="Rudi Hartono", email="rudi@example.id", password=PASSWORD, **fields)
    addresses.confirm(person)
    return person


def log_in(page, name="rudi", password=PASSWORD):
    page.goto("/akun/login/")
    page.locator("#id_login").fill(name)
    page.locator("#id_password").fill(password)
    page.locator("main form button[type=submit]").first.click()


def looked_at(page):
    browser.assert_fits(page)
    browser.assert_accessible(page)


@pytest.fixture
def pages(site_tree):
    """The public pages, Kontak among them."""
    from home.tests.ground import stand

    return stand()


def test_row_b2_login_with_help_and_a_captcha_after_failures(browser_page, pages):
    person_of(Role.CLIENT)
    page = browser_page(width=360, language="en")
    page.goto("/akun/login/")
    for words in ("Username", "Password"):
        expect(page.get_by_label(words, exact=True)).to_be_visible()
    page.get_by_role("link", name="Forgot password?").click()
    page.get_by_role("heading", name="Forgot password").wait_for()
    page.get_by_role("link", name="Need help?").click()
    page.wait_for_url("**/kontak/")
    for _ in range(3):
        log_in(page, password="salah 12345")
        page.get_by_text("The username or the password is not right.").wait_for()
    looked_at(page)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("checkbox", name="I'm not a robot").click()
    page.get_by_text("Checked, thank you").wait_for()
    page.get_by_role("button", name="Login", exact=True).click()
    page.wait_for_url("**/helpdesk/")


def test_row_b2_in_indonesian_words(browser_page, pages):
    page = browser_page(width=1280)
    page.goto("/akun/login/")
    for words in ("Lupa Kata Sandi?", "Perlu Bantuan?", "Daftar sekarang"):
        expect(page.get_by_role("link", name=words), words).to_be_visible()
    expect(page.get_by_role("button", name="Masuk", exact=True)).to_be_visible()


def test_row_b9_the_profile_of_everybody(browser_page, live_server):
    person = person_of()
    page = browser_page(width=360, language="en")
    browser.log_in(page, person, live_server.url)
    page.goto("/helpdesk/profil/")
    content = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(content, "PNG")
    page.get_by_label("Avatar").set_input_files({"name": "wajah.png", "mimeType": "image/png", "buffer": content.getvalue()})
    page.get_by_label("Name", exact=True).fill("Rudi H.")
    page.get_by_label("Username", exact=True).fill("rudi.h")
    expect(page.locator("main").get_by_text("rudi@example.id")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Your profile was saved.").wait_for()
    assert page.locator(".avatar-input img").evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 256
    looked_at(page)
    person.refresh_from_db()
    assert (person.name, person.username, bool(person.avatar)) == ("Rudi H.", "rudi.h", True)


def test_row_b10_and_b18_a_first_password_is_replaced_and_one_leaves(browser_page, pages):
    person_of(must_change_password=True)
    page = browser_page(width=360, language="en")
    log_in(page)
    page.get_by_text("Your first password was chosen by somebody else.").wait_for()
    looked_at(page)
    for label, value in (("Current", PASSWORD), ("New", OWN), ("Confirm", OWN)):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Save the password").click()
    page.wait_for_url("**/helpdesk/")
    page.goto("/")
    page.get_by_text("Account menu").locator("..").click()
    page.locator("header").get_by_role("button", name="Log Out").click()
    page.wait_for_url("**/")
    expect(page.locator("main")).to_be_visible()
    page.goto("/helpdesk/")
    page.wait_for_url("**/akun/login/**")
    assert User.objects.get().check_password(OWN)


def ask_for_second_factor():
    settings = DeskSettings.current()
    settings.second_factor_for_desk = True
    settings.save()


def test_the_app_as_second_step_where_the_office_asks_for_it(browser_page):
    person_of()
    ask_for_second_factor()
    page = browser_page(width=360, language="en")
    log_in(page)
    page.get_by_text("Your office asks everybody at the desk").wait_for()
    looked_at(page)
    page.get_by_role("link", name="Set up the app").click()
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Set up the authenticator app").wait_for()
    looked_at(page)
    page.get_by_label("Code", exact=True).fill(code_of(page.locator("code").inner_text()))
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    looked_at(page)
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/helpdesk/profil/")


def test_a_passkey_as_second_step(browser_page):
    person_of()
    page = browser_page(language="en")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    }})  # fmt: skip
    log_in(page)
    page.wait_for_url("**/helpdesk/")
    page.goto("/akun/2fa/webauthn/add/")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name", exact=True).fill("Laptop kantor")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.goto("/akun/2fa/webauthn/")
    expect(page.get_by_text("Laptop kantor").first).to_be_visible()
    looked_at(page)
    page.goto("/akun/sessions/")
    looked_at(page)
    page.get_by_role("button", name="Log out everywhere").click()
    page.get_by_text("You are logged out everywhere.").wait_for()
    log_in(page)
    page.get_by_role("heading", name="Show that it is you").wait_for()
    looked_at(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/helpdesk/")
