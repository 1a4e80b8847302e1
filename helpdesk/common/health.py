"""Is the process alive, is the site ready: for load balancers and for whoever is on call."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

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
    """200 when people can be sent here. A late worker is told but takes no web server out of service."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        report = {"database": "ok", "migrations": "missing" if missing_migrations() else "ok"}
        if report["migrations"] == "ok":
            report["tasks"] = task_queue()
    except DatabaseError:
        report = {"database": "gone"}
    is_ready = report.get("migrations") == "ok"
    return JsonResponse({"ready": is_ready, **report}, status=200 if is_ready else 503)


def missing_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def task_queue(at=None) -> dict:
    """How many tasks wait (capped) and for how many seconds the oldest has been due."""
    at = at or timezone.now()
    waiting = DBTaskResult.objects.ready()
    oldest = waiting.aggregate(oldest=Min("enqueued_at"))["oldest"]
    age = int((at - oldest).total_seconds()) if oldest else 0
    return {
        "waiting": waiting.order_by()[:COUNT_LIMIT].count(),
        "oldest_seconds": age,
        "state": "late" if age > LATE else "ok",
    }
