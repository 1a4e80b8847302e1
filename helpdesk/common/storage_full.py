"""No room on the disk: a sentence instead of a trace, and nothing half written."""

import errno
import sys

from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext as _

from helpdesk.common.stand_in import in_place_of

FULL = {errno.ENOSPC, errno.EDQUOT}
STATUS = 507  # RFC 4918, Insufficient Storage


def is_storage_full(error: BaseException | None) -> bool:
    """True for an error that says “no room for more bytes”, or that came from one."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def sentence() -> str:
    return _("The server has no room for more files just now. What it has received is safe. Please try again later.")


@receiver(got_request_exception, dispatch_uid="helpdesk.common.storage_full")
def remember_that_the_storage_is_full(sender, request=None, **kwargs):
    # Django turns an exception into its 500 page at each layer, so that the outermost never sees it.
    if request is not None and is_storage_full(sys.exc_info()[1]):
        request.storage_is_full = True


class StorageFull:
    """Near the outermost: a page, or JSON, with the sentence instead of a trace, wherever the disk was full."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        return self.page(request, answer) if getattr(request, "storage_is_full", False) else answer

    def page(self, request, answer):
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            page = JsonResponse({"sentence": sentence()}, status=STATUS)
        else:
            page = HttpResponse(loader.get_template("507.html").render({}), status=STATUS)
        return in_place_of(answer, page, retry_after=60)
