"""One page with every block in a real browser: it fits, it is accessible, and the video calls nobody before the click."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from helpdesk.tests import browser
from home.models import StandardPage
from home.tests import samples
from home.tests.ground import stand


def test_every_block_on_one_page(browser_page, site_tree):
    home = stand()
    page = home.add_child(instance=StandardPage(title="Panduan", intro="Semua yang perlu Anda ketahui.", body=samples.every_block()))
    phone, asked = browser_page(width=360), []
    phone.route("**/*", lambda route: (asked.append(route.request.url), answer(route, urlsplit(phone.url).netloc)))
    phone.goto(page.url)
    browser.assert_fits(phone)
    browser.assert_accessible(phone)
    contents = phone.locator(".toc--phone")
    expect(contents.locator("a").first, "closed on a phone").to_be_hidden()
    contents.locator("summary").click()
    contents.get_by_role("link", name="Formulir").click()
    assert phone.url.endswith("#formulir")
    assert hosts(asked) == {urlsplit(phone.url).netloc}, "nobody else is called before the click"
    phone.locator(".video__cover").click()
    player = phone.locator("video-cover iframe")
    player.wait_for()
    assert player.get_attribute("title") == "Cara membuat tiket"
    phone.wait_for_timeout(300)
    assert "www.youtube-nocookie.com" in hosts(asked)
    wide = browser_page(width=1280)
    wide.goto(page.url)
    browser.assert_fits(wide)
    browser.assert_accessible(wide)
    expect(wide.locator("nav .toc__list a").first).to_be_visible()


def test_without_javascript_the_cover_is_a_link(browser_page, site_tree):
    page = stand().add_child(instance=StandardPage(title="Panduan", body=[samples.VIDEO]))
    plain = browser_page(width=360, javascript=False)
    plain.goto(page.url)
    assert plain.locator(".video__cover").get_attribute("href") == "https://www.youtube.com/watch?v=abcdefghijk"


def answer(route, own):
    """The test needs no network: another host gets an empty page."""
    if urlsplit(route.request.url).netloc in {own, ""} or not own:
        route.continue_()
    else:
        route.fulfill(status=200, content_type="text/html", body="<title>Pemutar</title>")


def hosts(urls):
    return {urlsplit(url).netloc for url in urls}
