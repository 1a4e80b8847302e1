"""One page of a file as a marked picture, for whoever works on the ticket; looking at it is written down."""

import logging

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helpdesk.attachments import page_pictures
from helpdesk.attachments.opening import FileOpening, note
from helpdesk.attachments.refusals import Refused
from helpdesk.attachments.sandbox import SandboxBroken
from helpdesk.tickets.models import Ticket

log = logging.getLogger(__name__)
REMEMBERED = 3600  # seconds; a page that took all its time and failed is not tried again with every look


@require_safe
def page(request, number, key, page):
    """JPEG of page `page` (from 1), marked with who looks, when and what for; 422 with a sentence where it cannot be drawn.

    Nobody but the desk is shown pictures: clients have the file itself.
    """
    ticket = Ticket.objects.visible_to(request.user).filter(number=number).first()
    if ticket is None or not ticket.permissions_for(request.user).works_on:
        raise Http404("not for this person")
    file = ticket.attachments.present().filter(key=key).first()
    if file is None or not file.may_be_opened or page > max(file.pages, 1):
        raise Http404("no such page")
    picture = drawn(file, page)
    if picture is None:
        return sealed(HttpResponse(cannot_be_shown(), content_type="text/plain; charset=utf-8", status=422))
    if request.method == "GET":
        note(file, request.user, FileOpening.What.PAGES)
    return sealed(HttpResponse(page_pictures.marked(picture, ticket=ticket, viewer=str(request.user)), content_type="image/jpeg"))


def cannot_be_shown():
    return _("This page cannot be shown as a picture. Please open the original.")


def drawn(file, page):
    """The bytes of the picture, None where there is none to be had: the file is too much for PDFium, or it is gone."""
    failed = f"page-not-drawn:{file.key}:{page}"
    if cache.get(failed):
        return None
    try:
        return page_pictures.page_picture(file, page)
    except SandboxBroken:  # its own fault: the next look may succeed
        pass
    except Refused as refusal:
        log.info("Page %s of attachment %s cannot be drawn: %s", page, file.pk, refusal.code)
        cache.set(failed, 1, REMEMBERED)
    except OSError as problem:
        log.error("Page %s of attachment %s cannot be drawn: %s", page, file.pk, type(problem).__name__)
    return None


def sealed(answer):
    """For this person's eyes, now: kept nowhere, run by nothing."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Content-Disposition"] = "inline"
    return answer
