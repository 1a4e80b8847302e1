import pytest

from helpdesk.tests import browser
from helpdesk.tests.guide import office as the_office


@pytest.fixture
def office(browser_page):
    """Catalogue, calendar, questions and two officers, for tests that stay inside the desk."""
    return the_office.build()


@pytest.fixture
def town(browser_page):
    """The same with the public pages around it."""
    return the_office.build(pages=True)


@pytest.fixture
def opened(browser_page, live_server):
    """`opened(person, "/path/", language="en", …)`: a page of this person, who has logged in before."""

    def open_as(person, path=None, *, language="en", **options):
        page = browser_page(language=language, **options)
        if person is not None:
            browser.log_in(page, person, live_server.url)
        if path:
            page.goto(path)
        return page

    return open_as
