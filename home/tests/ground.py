"""The public site as set-up makes it, for tests."""

from faq.load import load as load_faq
from helpdesk.catalogue import load as catalogue
from helpdesk.tests import site
from home import setup


def stand():
    """Catalogue, FAQ and pages; returns the home page."""
    from home.models import HomePage

    site.build()
    catalogue.load()
    load_faq()
    setup.pages()
    return HomePage.objects.get()
