"""All files of one ticket as one ZIP, for whoever may open each of them; that staff took it is recorded."""

import logging
import tempfile
import zipfile
from collections import Counter

from django.http import FileResponse, Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from helpdesk.attachments.names import display_name
from helpdesk.attachments.opening import FileOpening, note
from helpdesk.tickets.models import Ticket

log = logging.getLogger(__name__)
IN_MEMORY = 1024 * 1024
"""Larger archives are written to a temporary file: a worker's memory does not grow with them."""


@require_safe
def download_all(request, number):
    """`tiket-1259.zip`: each document under its name, then the other files and those of the conversation."""
    ticket = Ticket.objects.visible_to(request.user).filter(number=number).first()
    if ticket is None or not ticket.permissions_for(request.user).can_download:
        raise Http404
    files = ticket.attachments.readable_by(request.user).present().select_related("version__slot").order_by("pk")
    files = [file for file in files if file.may_be_opened and not is_replaced(file)]
    archive, inside = packed(files)
    if not inside:
        raise Http404
    if request.method == "GET":
        note(inside, request.user, FileOpening.What.ARCHIVE)
    answer = FileResponse(
        archive, as_attachment=True, filename=f"tiket-{ticket.number}.zip", content_type="application/zip"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


def is_replaced(file):
    """A version that another one has taken the place of (its bytes are gone at the commit that replaced it)."""
    version = getattr(file, "version", None)
    return version is not None and version.slot.current_id != file.pk


def packed(files):
    """(an open temporary file with the archive, at its beginning; the files inside). PDFs are stored, not squeezed: they
    are so already. One whose bytes are lost is left out: the others are to be had all the same."""
    archive, used, inside = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY), Counter(), []  # noqa: SIM115  (FileResponse closes it)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as made:
        for file in files:
            try:
                source = file.file.open("rb")
            except FileNotFoundError:
                log.error("The bytes of attachment %s are missing", file.pk)
                continue
            when = timezone.localtime(file.created_at).timetuple()[:6]
            entry = zipfile.ZipInfo(name_of(file, used), date_time=max(when, (1980, 1, 1, 0, 0, 0)))
            with source, made.open(entry, "w") as target:
                while chunk := source.read(IN_MEMORY):
                    target.write(chunk)
            inside.append(file)
    archive.seek(0)
    return archive, inside


def name_of(file, used):
    """`NPWP perusahaan - npwp.pdf`: no folder, no sign that a system refuses, each once."""
    version = getattr(file, "version", None)
    shown = display_name(f"{version.slot.name} - {file.name}" if version else file.name)
    used[shown.lower()] += 1
    again = used[shown.lower()]
    return shown if again == 1 else shown.removesuffix(".pdf") + f" ({again}).pdf"
