"""The least that Django can do: what the site's pages and actions are measured against.

`rows`, `one_hash` and `insert` go from gunicorn through Django's handler straight to the view: no middleware, no
session, no person, no base template. `rows_for_somebody` is the same page behind the site's whole middleware with a
logged-in person; it is not judged, it tells what the frame costs.
"""

import json
import time

from django.contrib.auth.decorators import login_required
from django.contrib.auth.hashers import make_password
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from helpdesk.attachments.storage import private_storage, stored_path
from helpdesk.tickets.models import Ticket
from home.bench.example import Example

ROWS = 25


def rows(request):
    """One statement over an index (the newest 25 by key), and a template with a table of what a queue shows."""
    newest = Ticket.objects.order_by("-pk").select_related("department", "requester", "assignee")
    # Without the request: no context processor of the site runs.
    return measured(HttpResponse(render_to_string("bench/rows.html", {"tickets": newest.defer("search", "description")[:ROWS]})))


@login_required
def rows_for_somebody(request):
    return rows(request)


def one_hash(request):
    """Milliseconds that one hash of a password takes here, with nothing around it."""
    started = time.perf_counter()
    make_password("load-helpdesk")
    return measured(HttpResponse(json.dumps((time.perf_counter() - started) * 1000)))


def measured(answer):
    """The one thing that a middleware would have done: without its length an answer goes in chunks."""
    answer["Content-Length"] = str(len(answer.content))
    return answer


@csrf_exempt
def insert(request, name):
    """POST the same body as the real action: the same file is stored, the same rows are written, nothing is asked."""
    request.upload_handlers = [TemporaryFileUploadHandler(request)]  # ours takes fingerprints
    example = Example.load(name)
    stored = [private_storage().save(stored_path(None, ""), file) for file in request.FILES.values()]
    example.write(posted=len(request.POST), files=stored)
    return HttpResponse(status=204)
