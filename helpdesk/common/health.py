"""Is the process alive, is the site ready: for load balancers and for whoever is on call. No word about any person."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max, Min
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from helpdesk.common.beats import Beat

COUNT_LIMIT = 1000  # the depth of the queue is counted no further
LATE = 15 * 60  # seconds; then the worker is reported as late


@never_cache
@require_safe
def alive(request):
    """The process answers. Reads nothing, so that a broken database restarts nobody."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def ready(request):
    """200 when people can be sent here. A late worker, or a cache that is away, is told but takes no web server out of service."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        report = {"database": "ok", "migrations": "missing" if missing_migrations() else "ok"}
        if report["migrations"] == "ok":
            report |= {"cache": cache_state(), "tasks": task_queue(), "workers": at_work("worker"), "clocks": at_work("clock")}
    except DatabaseError:
        report = {"database": "gone"}
    is_ready = report.get("migrations") == "ok"
    return JsonResponse({"ready": is_ready, **report}, status=200 if is_ready else 503)


def missing_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def cache_state() -> str:
    """“ok” or “gone”: without it pages are drawn each time, and nobody can log in."""
    try:
        cache.get("readyz")
    except DatabaseError:
        raise
    except Exception:  # each cache has its own errors
        return "gone"
    return "ok"


def task_queue(at=None) -> dict:
    """How many tasks wait (capped) and run, and for how many seconds the oldest has been due."""
    at = at or timezone.now()
    waiting = DBTaskResult.objects.ready().order_by()
    oldest = waiting.aggregate(oldest=Min("enqueued_at"))["oldest"]
    age = int((at - oldest).total_seconds()) if oldest else 0
    return {
        "waiting": waiting[:COUNT_LIMIT].count(),
        "running": DBTaskResult.objects.running().order_by()[:COUNT_LIMIT].count(),
        "oldest_seconds": age,
        "state": "late" if age > LATE else "ok",
    }


def at_work(kind, at=None) -> dict:
    """How many workers or clocks live, and seconds since the last of them said so (None: never)."""
    at = at or timezone.now()
    seen = Beat.objects.filter(kind=kind).aggregate(last=Max("seen_at"))["last"]
    return {
        "alive": Beat.alive(at).filter(kind=kind).count(),
        "last_beat_seconds": int((at - seen).total_seconds()) if seen else None,
    }
