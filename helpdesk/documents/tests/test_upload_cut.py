"""A line that breaks in the middle of an upload, in a real browser: nothing is lost, nothing is sent twice."""

import hashlib

import pytest
from playwright.sync_api import expect

from helpdesk.tests import browser, factories
from helpdesk.tests.files import big_pdf

CONTENT = big_pdf(900_000)
SHA = hashlib.sha256(CONTENT).hexdigest()
FILE = {"name": "NPWP perusahaan.pdf", "mimeType": "application/pdf", "buffer": CONTENT}
PART = 256 * 1024


@pytest.fixture
def ticket(site_tree):
    service = factories.make_service("Registrasi", documents=["ktp_direksi", "npwp"])
    return factories.make_ticket(requester=factories.make_client("budi", name="Budi Prasetyo"), service=service)


class Line:
    """Lets `parts` parts through, then nothing until it is mended; counts the bytes that went to the server."""

    def __init__(self, page, parts):
        self.parts, self.sent, self.offsets = parts, 0, []
        page.route("**/unggah/**", self.carry)

    def carry(self, route):
        request = route.request
        if self.parts <= 0:
            return route.abort("internetdisconnected")
        if request.method in ("POST", "PATCH"):
            self.parts -= 1
            self.sent += len(request.post_data_buffer or b"")
            self.offsets.append(int(request.headers.get("upload-offset", 0)))
        route.continue_()

    def mend(self):
        self.parts = 1000


def opened(browser_page, live_server, ticket, **options):
    page = browser_page(language="en", expect=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED"), **options)
    browser.log_in(page, ticket.requester, live_server.url)
    return page


def cut(page):
    page.locator(".upload__result", has_text="No connection. It goes on by itself in").wait_for()


def begun(page, ticket):
    """Two parts arrive, then the line is gone."""
    line = Line(page, parts=2)
    page.goto(ticket.get_absolute_url())
    page.locator("[data-picker]").set_input_files(FILE)
    page.get_by_role("button", name="Start Upload").click()
    cut(page)
    (upload,) = ticket.uploads.all()
    assert (upload.received, upload.place, upload.fingerprint) == (2 * PART, "npwp", SHA)
    return line


def arrived(page, ticket):
    page.locator("#document-npwp", has_text="NPWP perusahaan.pdf").wait_for()
    attachment = ticket.attachments.get()
    assert attachment.sha256 == SHA and ticket.slots.get(code="npwp").current == attachment
    expect(page.get_by_text("Not yet arrived whole")).to_be_hidden()


def test_a_cut_upload_goes_on_by_itself_after_the_page_was_loaded_again(browser_page, live_server, ticket):
    page = opened(browser_page, live_server, ticket, width=360)
    line = begun(page, ticket)
    browser.assert_fits(page)
    page.reload()
    # The browser has kept the file; the person does nothing.
    cut(page)
    line.mend()
    page.get_by_role("button", name="Try again").click()
    arrived(page, ticket)
    assert line.offsets[:2] == [0, PART] and line.sent == len(CONTENT)


def test_the_next_day_on_another_telephone_the_same_file_is_chosen_again_and_goes_on(browser_page, live_server, ticket):
    first = opened(browser_page, live_server, ticket)
    begun(first, ticket)
    first.close()
    page = opened(browser_page, live_server, ticket, width=360)
    line = Line(page, parts=100)
    page.goto(ticket.get_absolute_url())
    page.get_by_text("512.0 kB of 878.9 kB received").wait_for()
    browser.assert_fits(page)
    browser.assert_accessible(page)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose file NPWP perusahaan.pdf").click()
    chooser.value.set_files(FILE)
    arrived(page, ticket)
    # Asked with an empty request how far it is, then only the rest.
    assert line.offsets == [0, 2 * PART, 3 * PART] and line.sent == len(CONTENT) - 2 * PART


def test_without_javascript_the_plain_form_sends_and_what_is_unfinished_can_be_given_up(browser_page, live_server, ticket):
    first = opened(browser_page, live_server, ticket)
    begun(first, ticket)
    first.close()
    page = opened(browser_page, live_server, ticket, width=360, javascript=False)
    page.goto(ticket.get_absolute_url())
    page.get_by_text("512.0 kB of 878.9 kB received").wait_for()
    page.get_by_role("button", name="Give up NPWP perusahaan.pdf").click()
    assert page.get_by_text("Not yet arrived whole").count() == 0 and not ticket.uploads.exists()
    page.locator("#upload-file").set_input_files(FILE)
    page.get_by_role("button", name="Start Upload").click()
    page.get_by_text("1 file has been sent.").wait_for()
    assert ticket.attachments.get().sha256 == SHA


def test_who_leaves_a_shared_computer_leaves_no_file_in_its_browser(browser_page, live_server, ticket):
    page = opened(browser_page, live_server, ticket)
    begun(page, ticket)
    names = "async () => (await indexedDB.databases()).map((one) => one.name)"
    assert page.evaluate(names) == ["uploads"]
    page.context.clear_cookies()
    page.goto("/akun/login/")
    page.wait_for_function("async () => (await indexedDB.databases()).length === 0")
