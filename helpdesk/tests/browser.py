"""A real Chromium for tests: find it, open pages in it, look at what they logged, ask axe."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PHONE, DESKTOP = (360, 780), (1280, 900)
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def system_chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def launched():
    """A Chromium of the system, else the one that Playwright downloaded."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        path = system_chromium() or playwright.chromium.executable_path
        if not Path(path).exists():
            sentence = "No Chromium found: install one, or run `playwright install chromium`. Browser tests need it."
            pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@contextmanager
def pages(browser, address: str):
    """Gives `open_page(width=…, javascript=…, language=…)`; at the end all its pages must have been quiet."""
    contexts, complaints, expected = [], [], []

    def open_page(width=DESKTOP[0], height=None, javascript=True, language=None, expect=(), **options):
        """`expect`: parts of console messages that this page may log, e.g. "404" where one is provoked."""
        size = {"width": width, "height": height or (PHONE[1] if width < 600 else DESKTOP[1])}
        context = browser.new_context(
            base_url=address, viewport=size, java_script_enabled=javascript, locale="id-ID", **options
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        expected.extend([expect] if isinstance(expect, str) else expect)
        if language:
            set_cookie(context, address, "django_language", language)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    try:
        yield open_page
    finally:
        for context in contexts:
            context.close()
    unexpected = [text for text in complaints if not any(part in text for part in expected)]
    assert not unexpected, "The browser complained:\n" + "\n".join(unexpected)


def set_cookie(context, address, name, value):
    context.add_cookies([{"name": name, "value": value, "url": f"{urlsplit(address).scheme}://{urlsplit(address).netloc}"}])


def log_in(page, user, address: str):
    """Give the page this user's session, without walking through the login form."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    set_cookie(page.context, address, settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)


def settle(page):
    """Wait until the page that a click led to stands: right after the click the document may still be empty."""
    page.wait_for_load_state()
    page.locator("body").wait_for(state="attached")


def assert_accessible(page, exclude=(), only=()):
    """axe finds no violation of WCAG 2.2 A/AA or of its best practices on this page; `only`: of these rules."""
    from axe_playwright_python.sync_playwright import Axe

    asked = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": AXE_RULES}
    # Without `preload` axe does not read our style sheets again into <style> elements, which the CSP refuses.
    options = {"preload": False, "resultTypes": ["violations"], "runOnly": asked}
    if exclude:
        options["rules"] = {name: {"enabled": False} for name in exclude}
    settle(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    assert not found, f"axe on {page.url}:\n" + "\n".join(
        f"- {one['id']}: {one['help']}\n    " + "\n    ".join(node["html"][:200] for node in one["nodes"][:5])
        for one in found
    )


def assert_fits(page):
    """Nothing makes the page scroll sideways."""
    settle(page)
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1], f"{page.url} is {width[0]} px wide in a window of {width[1]} px"


def fetch():
    """`python -m helpdesk.tests.browser`: where the system has no Chromium, let Playwright download its own, or say so."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        if system_chromium() or Path(playwright.chromium.executable_path).exists():
            return
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        sys.stderr.write("\nNO BROWSER: the browser tests will be skipped. Install Chromium to run them.\n\n")


if __name__ == "__main__":
    fetch()
