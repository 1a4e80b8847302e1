"""Add Files, Start Upload in a real browser (row A6): each file its own way, the good ones stay.

The page is the component alone; the server's side is played here, so that a lost line can be played too.
"""

import json
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from helpdesk.attachments.limits import MAX_BYTES
from helpdesk.tests import files

SITE = "http://upload.test"
STATIC = settings.BASE_DIR / "site" / "static"
PLACES = [SimpleNamespace(key="npwp", words="npwp", slot="NPWP"), SimpleNamespace(key="ktp", words="ktp", slot="KTP")]


def payload(name, content):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


NPWP = payload("NPWP perusahaan.pdf", files.small_pdf())
KTP = payload("scan ktp.jpg", files.jpeg_photo())


class Desk:
    """Plays the server: keeps what arrives, loses the line or answers something else where a test says so."""

    def __init__(self, page):
        self.page, self.arrived, self.answers = page, [], []
        with translation.override("en"):
            form = render_to_string(
                "components/upload.html", {"action": "/send/", "places": PLACES, "csrf_token": "t" * 64}
            )
        html = f"""<!doctype html><html lang="en"><title>x</title><link rel="stylesheet" href="/static/css/main.css">
            <script type="module" src="/static/js/upload-list.js"></script><main>{form}</main></html>"""
        page.route(f"{SITE}/", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.route(
            f"{SITE}/static/**", lambda route: route.fulfill(path=STATIC / route.request.url.split("/static/")[1])
        )
        page.route(f"{SITE}/send/", self.receive)
        page.goto(f"{SITE}/")

    def receive(self, route):
        answer = self.answers.pop(0) if self.answers else "keep"
        if answer == "lose":
            return route.abort("connectionreset")
        if isinstance(answer, int):
            return route.fulfill(status=answer, body="<html>", content_type="text/html")
        body = route.request.post_data_buffer
        slot = body.split(b'name="slot"\r\n\r\n')[1].split(b"\r\n")[0].decode()
        ok = answer == "keep"
        self.arrived += [slot] if ok else []
        result = {"name": "x", "ok": ok, "sentence": "Received." if ok else answer, "slot": slot, "size": 1}
        route.fulfill(
            status=200 if ok else 422, body=json.dumps({"results": [result]}), content_type="application/json"
        )

    def add(self, *chosen):
        self.page.locator("[data-picker]").set_input_files(list(chosen))

    def start(self):
        self.page.get_by_role("button", name="Start Upload").click()

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


def test_a_lost_line_loses_one_file_only_and_it_can_be_sent_again(desk):
    desk.answers = ["lose"]
    desk.add(NPWP, KTP)
    desk.start()
    shows(desk.row("NPWP perusahaan"), "The connection was lost")
    shows(desk.row("scan ktp"), "Received.")
    assert desk.arrived == ["ktp"]
    desk.row("NPWP perusahaan").get_by_role("button", name="Try again").click()
    desk.page.wait_for_function("() => !document.querySelector('.upload__file--bad')")
    desk.page.wait_for_load_state()
    assert desk.arrived == ["ktp", "npwp"]


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
    desk.add(payload("surat.pdf", b"bukan"), payload("kosong.pdf", b""), payload("foto.heic", files.heic()), big, NPWP)
    desk.start()
    shows(desk.row("surat.pdf"), "neither a PDF nor a picture")
    shows(desk.row("kosong.pdf"), "This file is empty")
    shows(desk.row("foto.heic"), "This is a HEIC photo")
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
    ("status", "says"), [(413, "larger than 4 MB"), (403, "no longer logged in"), (502, "could not take")]
)
def test_each_trouble_of_the_server_has_its_own_sentence(desk, status, says):
    desk.answers = [status]
    desk.add(NPWP)
    desk.start()
    shows(desk.row("NPWP perusahaan"), says)
    assert desk.row("NPWP perusahaan").get_by_role("button", name="Try again").is_visible() == (status == 502)


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
