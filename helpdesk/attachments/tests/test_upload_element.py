"""Add Files, Start Upload in a real browser (row A6): each file its own way, the good ones stay.

The page is the component alone; the server's side is played here, so that a lost line can be played too.
"""

import base64
import hashlib
import json
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import expect

from helpdesk.attachments.limits import MAX_BYTES
from helpdesk.tests import files

SITE = "http://upload.test"
TUS = {"Tus-Resumable": "1.0.0"}
STATIC = settings.BASE_DIR / "site" / "static"
PLACES = [SimpleNamespace(key="npwp", words="npwp", slot="NPWP"), SimpleNamespace(key="ktp", words="ktp", slot="KTP")]


def payload(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


NPWP = payload("NPWP perusahaan.pdf", files.small_pdf())
KTP = payload("scan ktp.jpg", files.jpeg_photo())


class Desk:
    """Plays the server: keeps what arrives, loses the line or answers something else where a test says so.

    `answers`: for the next requests, in their order: "keep", "lose" (no answer), a status of a proxy, or the sentence of a
    refusal. `uploads` by address: what was announced and what has come; `arrived`: the places of what is whole.
    """

    def __init__(self, page, unfinished=()):
        self.page, self.arrived, self.answers, self.uploads, self.asked = page, [], [], {}, []
        facts = {"action": "/send/", "tus": "/tus/", "places": PLACES, "csrf_token": "t" * 64, "unfinished": unfinished, "photos": "/foto/"}
        with translation.override("en"):
            form = render_to_string("components/upload.html", facts)
            form += render_to_string("components/photo_pages.html", {"action": "/foto/", "csrf_token": "t" * 64})
            form += '<a href="/foto/?slot=npwp" data-photos-for="npwp" data-photos-name="NPWP">Photos</a>'
        html = f"""<!doctype html><html lang="en"><title>x</title><link rel="stylesheet" href="/static/css/main.css">
            <script type="module" src="/static/js/upload-list.js"></script><script type="module" src="/static/js/photo-pages.js"></script><main>{form}</main></html>"""
        page.route(f"{SITE}/", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.route(
            f"{SITE}/static/**", lambda route: route.fulfill(path=STATIC / route.request.url.split("/static/")[1])
        )
        page.route(f"{SITE}/tus/**", self.receive)
        # A line that is lost is tried again at once, not after seconds.
        page.add_init_script("const later = setTimeout; window.setTimeout = (work, ms) => later(work, ms / 50);")
        page.goto(f"{SITE}/")

    def receive(self, route):
        request = route.request
        self.asked.append(request.method)
        answer = self.answers.pop(0) if self.answers else "keep"
        if answer == "lose":
            return route.abort("connectionreset")
        if isinstance(answer, int):
            return route.fulfill(status=answer, body="<html>", content_type="text/html")
        if answer != "keep":
            body = json.dumps({"sentence": answer})
            return route.fulfill(status=422, headers=TUS, body=body, content_type="application/json")
        if request.method == "POST":
            return self.begin(route)
        address = request.url.removeprefix(SITE)
        upload = self.uploads.get(address)
        if request.method == "DELETE" or upload is None:
            self.uploads.pop(address, None)
            return route.fulfill(status=204 if upload else 404, headers=TUS)
        if request.method == "PATCH":
            if int(request.headers["upload-offset"]) != len(upload["content"]):
                return route.fulfill(status=409, headers=TUS | {"Upload-Offset": str(len(upload["content"]))})
            upload["content"] += request.post_data_buffer or b""
        self.tell(route, upload, 204, address)

    def begin(self, route):
        headers = route.request.headers
        said = dict(pair.split(" ") for pair in headers["upload-metadata"].split(","))
        said = {name: base64.b64decode(value).decode() for name, value in said.items()}
        key = "/tus/" + hashlib.sha256((said["fingerprint"] + said.get("place", "")).encode()).hexdigest()[:20] + "/"
        known = self.uploads.get(key)
        upload = known or {"size": int(headers["upload-length"]), "place": said.get("place", ""), "content": b""}
        self.uploads[key] = upload
        if not known:
            upload["content"] += route.request.post_data_buffer or b""
        self.tell(route, upload, 200 if known else 201, key)

    def tell(self, route, upload, status, address):
        headers = TUS | {"Upload-Offset": str(len(upload["content"])), "Location": address}
        if len(upload["content"]) < upload["size"]:
            return route.fulfill(status=status, headers=headers)
        self.arrived.append(upload["place"])
        result = json.dumps({"ok": True, "sentence": "Received.", "slot": upload["place"]})
        route.fulfill(status=201 if status == 201 else 200, headers=headers, body=result, content_type="application/json")

    def add(self, *chosen):
        self.page.locator("[data-picker]").set_input_files(list(chosen))

    def start(self):
        self.page.get_by_role("button", name="Start Upload").click()

    def wait_for(self, *places):
        """Until these have arrived; the page is loaded again when all of its files have."""
        for _n in range(200):
            if self.arrived == list(places):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.arrived} after {self.asked}")

    def row(self, name):
        return self.page.locator(".upload__file", has_text=name)


@pytest.fixture
def desk(chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 780})
    context.set_default_timeout(20_000)
    yield Desk(context.new_page())
    context.close()


def shows(row, text):
    row.get_by_text(text).wait_for()


def test_a_lost_line_loses_nothing_and_goes_on_by_itself(desk):
    big = payload("NPWP perusahaan.pdf", files.big_pdf(900_000))
    desk.answers = ["keep", "lose", "lose", "keep", "keep", "lose"]
    desk.add(big, KTP)
    desk.start()
    desk.wait_for("npwp", "ktp")
    # What was lost is asked for and sent again from there, never from the beginning.
    assert desk.asked == ["POST", "PATCH", "HEAD", "HEAD", "PATCH", "PATCH", "HEAD", "PATCH", "PATCH", "POST"]
    assert next(iter(desk.uploads.values()))["content"] == big["buffer"]


def test_while_the_line_is_gone_the_person_reads_so_and_may_try_at_once(desk):
    desk.page.evaluate("window.setTimeout = () => 0")  # it would wait for ever
    desk.answers = ["lose"]
    desk.add(NPWP)
    desk.start()
    shows(desk.row("NPWP perusahaan"), "No connection. It goes on by itself in")
    assert "No connection" in desk.page.locator("upload-list [role=status]").inner_text()
    desk.row("NPWP perusahaan").get_by_role("button", name="Try again").click()
    desk.wait_for("npwp")


def test_the_browser_says_that_it_is_online_again_and_it_goes_on_at_once(desk):
    desk.page.evaluate("window.setTimeout = () => 0")
    desk.answers = ["lose"]
    desk.add(NPWP)
    desk.start()
    shows(desk.row("NPWP perusahaan"), "No connection.")
    desk.page.evaluate("window.dispatchEvent(new Event('online'))")
    desk.wait_for("npwp")


def test_an_upload_is_paused_goes_on_and_is_taken_back(desk):
    desk.page.evaluate("window.setTimeout = () => 0")
    desk.answers = ["keep", "lose"]
    desk.add(payload("NPWP perusahaan.pdf", files.big_pdf(400_000)))
    desk.start()
    row = desk.row("NPWP perusahaan")
    shows(row, "No connection.")
    row.get_by_role("button", name="Pause").click()
    shows(row, "Paused. What has arrived is safe.")
    assert row.locator("[data-percent]").inner_text() == "65 %"
    desk.answers = ["keep", "lose"]
    row.get_by_role("button", name="Go on").click()
    shows(row, "No connection.")
    row.get_by_role("button", name="Remove").click()
    desk.page.wait_for_function("() => !document.querySelector('.upload__file')")
    desk.page.wait_for_timeout(100)
    assert desk.asked[-1] == "DELETE" and desk.uploads == {}


def test_the_name_of_a_file_chooses_its_document_and_the_person_may_choose_another(desk):
    desk.add(NPWP)
    choice = desk.row("NPWP perusahaan").get_by_role("combobox")
    assert choice.input_value() == "npwp"
    choice.select_option("other")
    desk.start()
    desk.page.wait_for_function("() => true")
    desk.page.wait_for_timeout(300)
    assert desk.arrived == ["other"]


def test_what_the_browser_sees_itself_is_refused_before_it_is_sent(desk):
    big = payload("besar.pdf", files.big_pdf(MAX_BYTES + 1))
    desk.add(payload("surat.pdf", b"bukan"), payload("kosong.pdf", b""), big, NPWP)
    desk.start()
    shows(desk.row("surat.pdf"), "neither a PDF nor a picture")
    shows(desk.row("kosong.pdf"), "This file is empty")
    shows(desk.row("besar.pdf"), "larger than 4 MB")
    shows(desk.row("NPWP perusahaan"), "Received.")
    assert desk.arrived == ["npwp"]


def test_a_file_of_exactly_four_mib_is_sent(desk):
    desk.add(payload("npwp.pdf", files.big_pdf()), payload("surat.pdf", b"bukan"))
    assert desk.row("npwp.pdf").locator("[data-size]").inner_text() == "4.0 MB"
    desk.start()
    shows(desk.row("npwp.pdf"), "Received.")


def test_the_server_refuses_one_file_with_its_own_sentence_and_the_other_stays(desk):
    desk.answers = ["This PDF is protected by a password."]
    desk.add(NPWP, KTP)
    desk.start()
    shows(desk.row("NPWP perusahaan"), "protected by a password")
    shows(desk.row("scan ktp"), "Received.")
    # The next one for the same document is no double: the refused one does not count.
    desk.add(payload("npwp baru.pdf", files.small_pdf()))
    desk.start()
    shows(desk.row("npwp baru"), "Received.")


@pytest.mark.parametrize(
    ("status", "says"), [(403, "no longer logged in"), (502, "could not take")]
)
def test_each_trouble_of_the_server_has_its_own_sentence(desk, status, says):
    desk.answers = [status] * 10
    desk.add(NPWP)
    desk.start()
    shows(desk.row("NPWP perusahaan"), says)
    expect(desk.row("NPWP perusahaan").get_by_role("button", name="Try again")).to_be_visible(visible=status == 502)
    # A server that cannot is asked a few times more, one that knows the person no longer is not.
    assert len(desk.asked) == (7 if status == 502 else 1)


def test_two_files_for_one_document_are_not_sent_over_one_another_and_one_can_be_removed(desk):
    desk.add(NPWP, payload("NPWP lama.pdf", files.small_pdf()))
    desk.row("NPWP lama").get_by_role("combobox").select_option("npwp")
    desk.start()
    shows(desk.row("NPWP lama"), "Another file of this list")
    shows(desk.row("NPWP perusahaan"), "Another file of this list")
    assert desk.arrived == []
    desk.row("NPWP lama").get_by_role("button", name="Remove").click()
    assert desk.row("NPWP lama").count() == 0


def test_a_hostile_name_is_only_text(desk):
    desk.add(payload("<img src=x onerror=alert(1)>.pdf", files.small_pdf()))
    assert desk.page.locator(".upload__file img").count() == 0
    assert "<img" in desk.page.locator("[data-name]").inner_text()
