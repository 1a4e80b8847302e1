"""The site, and for the floors a second handler in the same process, without any middleware of the site."""

from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

from home.bench.guard import is_bench

BARE = ("/bench/rows/", "/bench/hash/", "/bench/insert/")
COUNTING = ["home.bench.counting.Counting"]


class BareHandler(WSGIHandler):
    """Django's own handler: request, address, view, answer. The counter alone is there, and it sleeps unless asked."""

    def load_middleware(self, is_async=False):
        with override_settings(MIDDLEWARE=COUNTING):
            super().load_middleware(is_async)


def both():
    """The WSGI application of the benchmark."""
    if not is_bench():
        raise ImproperlyConfigured("home.bench.wsgi serves config.settings.bench only.")
    site, bare = get_wsgi_application(), BareHandler()

    def application(environ, start_response):
        handler = bare if environ.get("PATH_INFO", "").startswith(BARE) else site
        return handler(environ, start_response)

    return application


def __getattr__(name):
    """`application` is made when gunicorn asks for it, not when a test imports this file."""
    if name == "application":
        return both()
    raise AttributeError(name)
