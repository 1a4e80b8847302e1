"""What runs beside a request: tasks, and the cache, which may forget anything at any time."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import env

TASKS = {
    "default": {
        "BACKEND": "helpdesk.common.task_backend.TaskBackend",
        "QUEUES": ["default"],
    }
}

# Never a cache of one process: throttles, kept pages and their marks are the same for all of them.
REDIS_URL = env.text("REDIS_URL")
if REDIS_URL:
    if urlsplit(REDIS_URL).scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured("REDIS_URL must read redis://host:6379/0, rediss://… for TLS, or unix:///path.")
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "helpdesk",  # a Redis may serve others too
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},  # seconds: one that hangs must hold no page
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "helpdesk.common.cache_table.CacheTable",
            "LOCATION": "cache",
            # Django's own limit is 300 rows: login counters would vanish. The clock sweeps.
            "OPTIONS": {"MAX_ENTRIES": 1_000_000},
        }
    }

# Whole public pages for visitors; 0 draws each one anew. What editors change shows at once all the same.
PAGE_CACHE_SECONDS = env.number("PAGE_CACHE_SECONDS", 60)

SESSION_ENGINE = "helpdesk.accounts.sessions.store"  # Django's, in the database
