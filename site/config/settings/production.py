"""The real thing, behind a proxy that speaks HTTPS. It refuses to start without its database and its secrets."""

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.database import database

from .base import *  # noqa: F403
from .base import DATA_DIR, EMAIL_HOST, S3_ENDPOINT, STORAGES

IS_DEMO = False
DEBUG = False
DATABASES = {
    "default": database(
        env.required("DATABASE_URL", "the address of PostgreSQL, postgresql://user:password@host/name"), DATA_DIR
    )
}
SECRET_KEY = env.required("SECRET_KEY", "50 random characters that sign sessions and links")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALTCHA_HMAC_KEY = env.required("ALTCHA_HMAC_KEY", "50 other random characters that sign captchas")
BASE_URL = env.required("BASE_URL", "the public address of the site, https://helpdesk.example.go.id").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0])
CSRF_TRUSTED_ORIGINS = [BASE_URL]

if S3_ENDPOINT and not EMAIL_HOST:
    raise ImproperlyConfigured(
        "Set the environment variable EMAIL_HOST: several machines share the files in S3, and a mail written to one "
        "machine's disk reaches nobody."
    )

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True

STORAGES["staticfiles"] = {"BACKEND": "config.static.CompressedJoinedManifestStorage"}

# For the log collector: to the standard error output, without personal data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO")},
}
