"""What all tests share: a fresh database in 0.2 seconds, an empty cache, a site to stand on, a browser."""

import gc
import os

import pytest
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# Playwright's synchronous calls run an event loop in the thread in which the test uses the ORM.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Thousands of short requests leave little to collect; looking for it at Django's pace takes a twentieth of the time.
gc.set_threshold(50_000, 20, 50)

hypothesis_settings.register_profile("site", deadline=None, max_examples=50, derandomize=bool(os.environ.get("CI")))
hypothesis_settings.load_profile("site")

DATABASE_FIXTURES = {"transactional_db", "live_server", "django_db_reset_sequences", "browser_page"}


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A copy of a database that was migrated once for this state of migrations, requirements and settings."""
    from helpdesk.tests import database

    with django_db_blocker.unblock():
        name = database.create()
    yield
    with django_db_blocker.unblock():
        database.drop(name)


@pytest.fixture(scope="session", autouse=True)
def quick_flush():
    """A transactional test ends in a tenth of the time."""
    from django.test import TransactionTestCase

    from helpdesk.tests import database

    flush = TransactionTestCase._fixture_teardown

    def teardown(self):
        if self.available_apps is not None or not database.empty():
            flush(self)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture(scope="session", autouse=True)
def indonesian_words():
    """The compiled texts are no part of the repository."""
    from home import translations

    translations.compile_messages()


@pytest.fixture(autouse=True)
def indonesian(settings):
    """A request leaves its language with the thread; no test may read what the one before it spoke."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def empty_cache(request, django_db_blocker):
    """The cache's table is no model: what a transactional test leaves there would stay for the next one."""
    yield
    marker = request.node.get_closest_marker("django_db")
    is_transactional = DATABASE_FIXTURES & set(request.fixturenames) or (marker and marker.kwargs.get("transaction"))
    if is_transactional:
        from django.core.cache import cache

        with django_db_blocker.unblock():
            cache.clear()


@pytest.fixture(autouse=True)
def private_files(tmp_path, settings, monkeypatch):
    """What a test uploads goes with the test."""
    from django.core.files.storage import storages as made

    from config.settings.files import storages
    from helpdesk.attachments.models import Attachment

    settings.PRIVATE_DIR = tmp_path / "private"
    settings.STORAGES = storages(settings.PRIVATE_DIR, tmp_path / "media")
    # A field asks for its storage once, when its model is made.
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", made["private"])


@pytest.fixture
def kept_pages(db, settings):
    """Pages, and parts of pages, are kept as in production."""
    from django.core.cache import cache

    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` what happens inside is committed at its end, as far as the cache can tell; what happened before, long ago."""
    from django.db import connection

    def begin(execute=True):
        connection.run_on_commit.clear()
        return django_capture_on_commit_callbacks(execute=execute)

    return begin


@pytest.fixture
def site_tree(request):
    """Locale, root page, site and groups, which a transactional test flushes away. Returns the Wagtail site."""
    names = DATABASE_FIXTURES & set(request.fixturenames)
    request.getfixturevalue("transactional_db" if names else "db")
    from helpdesk.tests import site

    return site.build()


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the session; skipped where there is none, a failure where CI is set."""
    from helpdesk.tests import browser

    with browser.launched() as started:
        yield started


@pytest.fixture
def browser_page(chromium, live_server, site_tree, settings):
    """`browser_page(width=360, javascript=True, language="id")` opens a page on the running site.

    The test fails when one of its pages logs an error or breaks the Content-Security-Policy.
    """
    from helpdesk.tests import browser

    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    with browser.pages(chromium, live_server.url) as open_page:
        yield open_page


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
