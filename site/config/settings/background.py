"""What runs beside a request: tasks, and the cache, which may forget anything at any time."""

from config import env

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

REDIS_URL = env.text("REDIS_URL")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            # Django's own limit is 300 rows: login counters would vanish. The clock sweeps instead.
            "OPTIONS": {"MAX_ENTRIES": 1_000_000},
        }
    }

# Whole public pages for visitors; 0 draws each one anew. What editors change shows at once all the same.
PAGE_CACHE_SECONDS = env.number("PAGE_CACHE_SECONDS", 60)

SESSION_ENGINE = "django.contrib.sessions.backends.db"
