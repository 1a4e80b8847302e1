"""For pytest."""

import tempfile
from pathlib import Path

from config import env
from config.database import database

from .base import *  # noqa: F403
from .base import DATA_DIR, MIDDLEWARE
from .files import storages

IS_DEMO = True
MAY_SEED_LOAD = True
DEMO_PASSWORD = env.text("DEMO_PASSWORD", "demo-helpdesk")
DEBUG = False
SECRET_KEY = ALTCHA_HMAC_KEY = "only-for-tests"  # noqa: S105
DATABASES = {"default": database(env.text("DATABASE_URL"), DATA_DIR)}
# A test's rows need not survive a power cut: no commit waits for the disk.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
ALLOWED_HOSTS = ["*"]
BASE_URL = WAGTAILADMIN_BASE_URL = "http://localhost:8000"

# Nothing of a test lands beside real files.
FILES = Path(tempfile.gettempdir()) / f"helpdesk-tests-{DATA_DIR.stat().st_uid if DATA_DIR.exists() else 0}"
PRIVATE_DIR = FILES / "private"
MEDIA_ROOT = FILES / "media"
STORAGES = storages(PRIVATE_DIR, MEDIA_ROOT)
EMAIL_FILE_PATH = PRIVATE_DIR / "mails"
EMAIL_BACKEND = MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Argon2id is slow on purpose; tests/accounts try the real one where it matters.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "helpdesk.accounts.hashers.Argon2id"]
# A test's changes are never committed, so nothing would clear the cache; its own tests switch it on.
PAGE_CACHE_SECONDS = 0
# The same proof of work, only less of it.
CAPTCHA_MAX_NUMBER = 500
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
