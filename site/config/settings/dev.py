"""For people who write code, and for `make run`: everything works on one machine without any setting.

DEBUG is off unless asked for, so that error pages and hashed files are the real ones.
"""

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.database import database
from config.secrets import kept_secret

from .base import *  # noqa: F403
from .base import DATA_DIR, PRIVATE_DIR, S3_ENDPOINT, STORAGES

IS_DEMO = True  # the demo command and the screen of sent mails work only here
MAY_SEED_LOAD = True  # so does the load for measuring
DEMO_PASSWORD = env.text("DEMO_PASSWORD", "demo-helpdesk")
DEBUG = env.flag("DEBUG")
if S3_ENDPOINT and not (env.text("SECRET_KEY") and env.text("ALTCHA_HMAC_KEY")):
    raise ImproperlyConfigured(
        "Set the environment variables SECRET_KEY and ALTCHA_HMAC_KEY: several machines share the files in S3, and each would "
        "make keys of its own."
    )
SECRET_KEY = env.text("SECRET_KEY") or kept_secret(PRIVATE_DIR / "secret-key")
ALTCHA_HMAC_KEY = env.text("ALTCHA_HMAC_KEY") or kept_secret(PRIVATE_DIR / "captcha-key")
DATABASES = {"default": database(env.text("DATABASE_URL"), DATA_DIR)}

HOST = env.text("HOST", "127.0.0.1")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]") + (
    ["*"] if HOST in {"0.0.0.0", "::"} else [HOST]  # noqa: S104  (asked for by HOST)
)
# Passkeys on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

if not DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "config.static.JoinedManifestStorage"}
else:
    PAGE_CACHE_SECONDS = 0  # a changed template shows at once
