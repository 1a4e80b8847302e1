"""For `make bench`: production, with a counter of statements and the views that others are measured against.

It refuses the environment of a real site: the views below /bench/ ask nobody who they are.
"""

import os
from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.pg import server
from config.secrets import kept_secret

ADDRESS = "https://localhost"
ROOT = Path(__file__).resolve().parents[3]
env.load(ROOT / ".env")

for name, value in {"BASE_URL": env.text("BASE_URL"), "EMAIL_HOST": env.text("EMAIL_HOST")}.items():
    if value not in {"", ADDRESS}:
        raise ImproperlyConfigured(
            f"{name} is set, so this is a real site: config.settings.bench is for measuring on a machine of its own. "
            f"Run it in a copy without .env, or with {name} empty."
        )

BENCH_DIR = (ROOT / env.text("DATA_DIR", "var")).resolve() / "bench"
# What production asks for, made up for this machine; processes that are started from here find the same.
os.environ["BASE_URL"] = ADDRESS
os.environ["SECRET_KEY"] = kept_secret(BENCH_DIR / "private" / "secret-key")
os.environ["ALTCHA_HMAC_KEY"] = kept_secret(BENCH_DIR / "private" / "captcha-key")
os.environ["TRUSTED_PROXIES"] = "1"  # each login comes from another address, as in life: its throttle is no part of its time
# The server that `make run` starts, spoken to as production speaks to its own: connections are kept.
_folder = BENCH_DIR.parent / "postgres"
_address = f"postgresql://{server.SUPERUSER}@/helpdesk?host={quote(str(server.socket_folder(_folder)))}"
os.environ["DATABASE_URL"] = env.text("DATABASE_URL", _address)
EMBEDDED = _folder if os.environ["DATABASE_URL"] == _address else None

from .base import MIDDLEWARE, MEDIA_ROOT, storages  # noqa: E402, I001
from .production import *  # noqa: E402, F403
from .production import DATABASES, STORAGES  # noqa: E402

IS_BENCH = True
# Never the database that DATABASE_URL names: one of our own beside it for each size.
DATABASES["default"]["NAME"] = os.environ.get("BENCH_DATABASE", "helpdesk_bench")
PRIVATE_DIR = BENCH_DIR / "private"
# On this disk, whatever the environment says: thousands of measured letters belong into nobody's buckets.
STORAGES = {**storages(PRIVATE_DIR, MEDIA_ROOT), "staticfiles": STORAGES["staticfiles"]}
STATIC_ROOT = BENCH_DIR / "static"
EMAIL_FILE_PATH = PRIVATE_DIR / "mails"
MIDDLEWARE = ["home.bench.counting.Counting", *MIDDLEWARE]
ROOT_URLCONF = "home.bench.urls"
WSGI_APPLICATION = "home.bench.wsgi.application"
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
