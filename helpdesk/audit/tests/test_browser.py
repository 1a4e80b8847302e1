"""The audit in a browser: found, filtered, read on a phone, taken along."""

from pathlib import Path

from helpdesk.audit import origin
from helpdesk.tests import browser
from helpdesk.tests import factories as make


def test_a_super_admin_finds_a_change_on_a_phone_and_takes_it_along(browser_page, live_server):
    sari, department = make.make_superadmin("sari", name="Sari Wulandari"), make.make_department("Jaringan")
    with origin.acting(sari):
        department.name = "Jaringan dan Internet"
        department.save()
    page = browser_page(width=360, language="en")
    browser.log_in(page, sari, live_server.url)
    page.goto("/helpdesk/audit/")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Who", exact=True).fill("wulandari")
    page.get_by_label("Kind", exact=True).select_option("Department")
    page.get_by_role("button", name="Search").click()
    entry = page.get_by_role("main").get_by_role("listitem").first
    entry.get_by_text("Jaringan dan Internet").last.wait_for()
    assert page.locator(".audit__entry").count() == 1
    assert " ".join(entry.locator("dd").inner_text().split()) == "Jaringan now Jaringan dan Internet"
    browser.assert_fits(page)
    browser.assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    _head, line = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert "Sari Wulandari" in line and "Jaringan dan Internet" in line
