"""<photo-pages> in a real browser: photos of pages become one PDF without the server (issue 5)."""

import re

import pypdfium2

from helpdesk.attachments.limits import MAX_BYTES
from helpdesk.attachments.tests.test_upload_element import desk, payload  # noqa: F401
from helpdesk.tests import browser, files, photos


def opened(desk):  # noqa: F811
    desk.page.get_by_role("link", name="Photos").click()
    return desk.page.get_by_role("dialog")


def colours(content):
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue"}
    for page in pypdfium2.PdfDocument(content):
        picture = page.render(scale=0.3).to_pil().convert("RGB")
        middle = picture.getpixel((picture.width // 2, picture.height // 2))
        yield names[tuple(int(value > 100) for value in middle)], "wide" if picture.width > picture.height else "tall"


def test_three_photos_become_one_pdf_under_four_mib_on_a_small_phone(desk):  # noqa: F811
    window = opened(desk)
    chosen = [
        payload(f"{n}.jpg", photos.coloured_photo(c, (3000, 2250), o))
        for n, c, o in ((1, "red", 6), (2, "green", 1), (3, "blue", 1))
    ]
    desk.page.locator("[data-choose-file]").set_input_files(chosen)
    window.get_by_text("Pages: 3").wait_for()
    browser.assert_fits(desk.page)
    whole = "all => all.every(one => one.getBoundingClientRect().height <= one.parentElement.clientHeight + 1)"
    assert window.locator(".photos__picture").evaluate_all(whole), "each page is shown whole"
    browser.assert_accessible(
        desk.page, only=["button-name", "color-contrast", "label", "role-img-alt", "aria-dialog-name", "list"]
    )
    window.get_by_role("button", name="Earlier Page 3").press("Enter")  # by keyboard; the focus goes with the page
    assert "Earlier" in desk.page.evaluate("document.activeElement.textContent")
    window.get_by_role("button", name="Turn Page 3").press("Enter")
    window.get_by_role("button", name="Make one PDF").click()
    desk.row("NPWP.pdf").wait_for()
    desk.start()
    desk.wait_for("npwp")
    (upload,) = desk.uploads.values()
    assert list(colours(upload["content"])) == [("red", "tall"), ("blue", "wide"), ("green", "tall")]
    assert len(upload["content"]) < MAX_BYTES
    assert not re.search(rb"Exif|KAMERA-RAHASIA|GPS", upload["content"])


def test_dark_and_blurred_pages_are_warned_of_as_on_the_server_and_a_page_is_taken_out(desk):  # noqa: F811
    window = opened(desk)
    pages = [photos.page_photo(), photos.page_photo(blur=9), photos.page_photo(light=0.3)]
    desk.page.locator("[data-choose-file]").set_input_files([payload(f"{n}.jpg", page) for n, page in enumerate(pages)])
    window.get_by_text("Pages: 3").wait_for()
    shown = [re.findall("dark|blurred", row.inner_text()) for row in window.locator(".photos__page").all()]
    assert shown == [[], ["blurred"], ["dark"]]
    window.get_by_role("button", name="Remove Page 2").click()
    window.get_by_text("Pages: 2").wait_for()


def test_what_the_browser_cannot_read_goes_to_the_server_with_all_the_others(desk):  # noqa: F811
    sent = []
    desk.page.route(
        "**/foto/",
        lambda route: (sent.append(route.request.post_data_buffer), route.fulfill(body="ok", content_type="text/html")),
    )
    opened(desk)
    heic = payload("IMG_2.HEIC", photos.heic_photo())
    desk.page.locator("[data-choose-file]").set_input_files([payload("1.jpg", photos.coloured_photo("red")), heic])
    desk.page.get_by_text("ok").wait_for()
    assert re.findall(rb'filename="([^"]+)"', sent[0]) == [b"1.jpg", b"IMG_2.HEIC"] and b"npwp" in sent[0]


def test_a_scan_over_the_limit_is_offered_to_be_made_smaller_on_the_server(desk):  # noqa: F811
    asked = []
    answer = '{"url": "/foto/?slot=npwp", "results": [], "sentence": ""}'
    desk.page.route(
        "**/foto/",
        lambda route: (asked.append(route.request.method), route.fulfill(body=answer, content_type="application/json")),
    )
    desk.page.route("**/foto/?slot=npwp", lambda route: route.fulfill(body="<p>Look at it", content_type="text/html"))
    desk.add(payload("npwp.pdf", files.big_pdf(MAX_BYTES + 1)))
    desk.row("npwp.pdf").get_by_role("button", name="Make it smaller").click()
    desk.page.get_by_text("Look at it").wait_for()
    assert asked == ["POST"]
