"""Where the site keeps its files and what it remembers for a while, in words, and whether that place answers."""

import shutil
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, storages
from django.utils.translation import gettext as _

from helpdesk.templatetags.desk_ui import filesize


def files():
    """(where private files lie, whether the place answers)."""
    storage = storages["private"]
    if isinstance(storage, FileSystemStorage):
        return _("A folder of this machine, %(free)s free") % {"free": filesize(shutil.disk_usage(settings.DATA_DIR).free)}, True
    host = urlsplit(settings.S3_ENDPOINT).netloc
    return _("S3 at %(host)s, bucket %(bucket)s") % {"host": host, "bucket": storage.bucket_name}, answers(storage.exists, "status")


def memory():
    """(what the cache is, whether it answers)."""
    kind = settings.CACHES["default"]["BACKEND"].rpartition(".")[2]
    where = _("A table of the database") if kind == "CacheTable" else "Redis" if kind == "RedisCache" else kind
    return where, answers(cache.get, "status")


def mail():
    """Where mails go, without name or password."""
    return settings.EMAIL_HOST if settings.EMAIL_HOST else _("Files of this machine: no mail server is set")


def answers(ask, what):
    try:
        ask(what)
    except Exception:  # each place has its own errors
        return False
    return True
