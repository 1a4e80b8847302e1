"""For `make audit`: the demo of this machine, served the way production serves it."""

from .dev import *  # noqa: F403
from .dev import DATA_DIR, STORAGES

DEBUG = False
PAGE_CACHE_SECONDS = 60
STATIC_ROOT = DATA_DIR / "static-audit"  # `make run` keeps its own
STORAGES["staticfiles"] = {"BACKEND": "config.static.CompressedJoinedManifestStorage"}
