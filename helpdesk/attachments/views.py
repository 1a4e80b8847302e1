"""The only way to the bytes of a private file."""

import logging

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from helpdesk.attachments.names import display_name
from helpdesk.attachments.opening import FileOpening, note
from helpdesk.tickets.models import Ticket

log = logging.getLogger(__name__)


@require_safe
def download(request, number, key):
    """Send one PDF of a ticket to be saved, never to be shown. Whatever is not for this person is the same 404."""
    ticket = Ticket.objects.visible_to(request.user).filter(number=number).first()
    if ticket is None or not ticket.permissions_for(request.user).can_download:
        raise Http404
    attachment = ticket.attachments.readable_by(request.user).present().filter(key=key).first()
    if attachment is None or not attachment.may_be_opened:
        raise Http404
    if request.method == "GET":
        note(attachment, request.user, FileOpening.What.ORIGINAL)
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError:
        log.error("The bytes of attachment %s are missing", attachment.pk)
        raise Http404 from None
    answer = FileResponse(
        content, as_attachment=True, filename=display_name(attachment.name), content_type=attachment.CONTENT_TYPE
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
