"""The search stands in `home.search`."""

from home.search.views import search  # noqa: F401
