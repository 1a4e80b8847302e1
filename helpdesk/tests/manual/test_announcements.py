"""Announcements in the browser: banner, “I have this too” instead of a ticket, and the end at the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from helpdesk.notifications.models import Notification
from helpdesk.tests import browser
from helpdesk.tests import factories as make
from home.models import Announcement
from home.tests.ground import stand


@pytest.mark.parametrize("width", [360])
def test_a_disruption_is_counted_folded_and_ended(browser_page, live_server, width):
    stand()
    admin, budi = make.make_admin(), make.make_client("budi")
    service = make.make_service("Internet kantor")
    one = Announcement.announce(
        by=admin, kind="disruption", title="Jaringan kantor terputus", text="<p>Teknisi di lokasi.</p>",
        starts_at=timezone.now() - timedelta(hours=1), services=[service],
    )  # fmt: skip

    page = browser_page(width=width)
    page.goto("/")
    banner = page.locator("details.announcement")
    expect(banner.get_by_text("Teknisi di lokasi.")).to_be_visible()
    browser.assert_fits(page)
    browser.assert_accessible(page)
    banner.locator("summary").click()
    page.goto("/faq/")
    expect(page.get_by_text("Teknisi di lokasi."), "folded here, folded there").to_be_hidden()

    page = browser_page(width=width, javascript=False)
    browser.log_in(page, budi, live_server.url)
    page.goto(f"/helpdesk/tiket/baru/?layanan={service.code}")
    page.locator(".announcement__form button").click()
    assert one.affected.get().person == budi
    assert page.locator(".announcement__form input[value=take_back]").count() == 1
    browser.assert_fits(page)

    page = browser_page(width=width)
    browser.log_in(page, admin, live_server.url)
    page.goto("/helpdesk/pengumuman/")
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.locator(f"#announcement-{one.pk} a.button").click()
    page.locator("textarea").fill("Kabel sudah disambung.")
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.locator("main form .button--main").click()
    page.wait_for_url("**/helpdesk/pengumuman/")
    assert Notification.objects.get(kind="announcement").recipient == budi
    page.goto(f"/pengumuman/{one.pk}/")
    expect(page.get_by_text("Kabel sudah disambung.")).to_be_visible()
    browser.assert_fits(page)
    browser.assert_accessible(page)
