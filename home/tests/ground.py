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


def bare():
    """Beranda and the pages below which services, questions and announcements stand, and nothing below them; returns Beranda."""
    from home.models import StandardPage

    site.build()
    home, _made = setup._home()
    setup._site(home)
    for model, texts in setup.CHILDREN:
        if model is not StandardPage:
            home.add_child(instance=setup._filled(model, texts))
            home.refresh_from_db()
    return home
