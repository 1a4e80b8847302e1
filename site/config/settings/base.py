"""What every way to run the site shares. The parts with many lines stand beside this file."""

from pathlib import Path

from config import __version__, env

BASE_DIR = Path(__file__).resolve().parents[3]
env.load(BASE_DIR / ".env")

# Everything that the site writes. `private` holds uploads, mails and keys: its owner's alone.
DATA_DIR = (BASE_DIR / env.text("DATA_DIR", "var")).resolve()
PRIVATE_DIR = DATA_DIR / "private"

INSTALLED_APPS = [
    "home",
    "contact",
    "faq",
    "helpdesk",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "helpdesk.accounts.cms.apps.People",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "helpdesk.accounts.sessions.apps.Sessions",  # allauth.usersessions, with our way to note a login
    "django_altcha",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "lucide",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "helpdesk.common.middleware.DatabaseGone",  # outermost: it answers when nothing else can
    "helpdesk.common.storage_full.StorageFull",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of sessions: a visitor's page that is kept costs one statement. Inside of whatever speaks of the connection.
    "helpdesk.common.page_cache.middleware.PageCache",
    "helpdesk.common.middleware.SecurityHeaders",
    "helpdesk.common.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "helpdesk.common.interface_language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "helpdesk.accounts.sessions.person.Authentication",
    "helpdesk.audit.origin.RememberOrigin",
    "helpdesk.common.middleware.NoStore",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "helpdesk.accounts.duties.Duties",
    "django_htmx.middleware.HtmxMiddleware",
    "home.redirects.SiteRedirects",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "helpdesk.common.context.desk",
                "helpdesk.common.context.navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")  # its widget templates, so that templates/ may override one

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["helpdesk.formats"]
TIME_ZONE = env.text("TIME_ZONE", "Asia/Jakarta")
USE_TZ = True

SOFTWARE_VERSION = __version__  # shown in the footer (row A14)

# Links in mails and PDFs are built from this address, never from the Host header.
BASE_URL = env.text("BASE_URL", f"http://localhost:{env.number('PORT', 8000)}").rstrip("/")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

from .accounts import *  # noqa: E402, F403
from .background import *  # noqa: E402, F403
from .cms import *  # noqa: E402, F403
from .files import CLAMD_ADDRESS, storages  # noqa: E402, F401
from .mail import *  # noqa: E402, F403
from .s3 import S3_ENDPOINT, given, in_buckets  # noqa: E402, F401
from .security import *  # noqa: E402, F403

STORAGES = in_buckets() if given() else storages(PRIVATE_DIR, MEDIA_ROOT)
EMAIL_FILE_PATH = PRIVATE_DIR / "mails"
