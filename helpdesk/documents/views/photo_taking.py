"""Take photos and scans of one post: each becomes pages that wait, or gets a sentence why not. The good ones stay."""

import time
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from helpdesk.attachments import checks, limits, pictures
from helpdesk.attachments.kinds import HEAD, kind_of
from helpdesk.attachments.refusals import Refused
from helpdesk.common import throttle
from helpdesk.documents.views.receiving import shown

RATE = throttle.Rate(200, 600)
"""So many pictures may one person send in ten minutes: each costs up to two seconds of a processor."""
MOST_SECONDS = 18
"""A request that works longer would be ended by the server; what came so far stays."""


@dataclass
class Taken:
    """`names` of the new pages, `refused`: pairs of file name and sentence, `before`: bytes of scans that were reduced."""

    names: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    before: int = 0


def take_all(uploads, waiting, *, room, by):
    """Return Taken; `room`: so many more pages may wait (a scan may bring more)."""
    taken, end = Taken(), time.monotonic() + MOST_SECONDS
    for upload in uploads:
        try:
            if time.monotonic() > end:
                raise Later(_("There was no time left for this one. The others are here; please send it once more."))
            if not throttle.allow("photos", by.pk, RATE):
                raise Later(_("You have sent very many pictures. Please wait a few minutes."))
            for sheet in _sheets(
                upload, room - len(taken.names), is_first=not taken.names and room == limits.MAX_PHOTOS
            ):
                taken.names.append(waiting.add(sheet))
            taken.before += upload.size if _kind(upload) == "pdf" else 0
        except (Refused, Later) as refusal:
            taken.refused.append((shown(upload.name), str(refusal)))
    return taken


class Later(Exception):
    """Not now; `str()` says what to do."""


def _kind(upload):
    upload.seek(0)
    return kind_of(upload.read(HEAD * 4))


def _sheets(upload, room, *, is_first):
    if not upload.size:
        raise Refused("empty")
    kind = _kind(upload)
    upload.seek(0)
    if kind == "pdf":
        return _scan(upload, room, is_first)
    checks.at_sight(upload.read(HEAD * 4), upload.size)
    if room < 1:
        raise Refused("too_many_photos")
    upload.seek(0)
    return [pictures.to_sheet(upload.read(limits.MAX_PICTURE_BYTES))]


def _scan(upload, room, is_first):
    if upload.size > limits.MAX_SCAN_BYTES:
        raise Refused("scan_too_big")
    if upload.size <= limits.MAX_BYTES:
        raise Refused("small_enough")
    sheets = pictures.to_sheets(upload.read(limits.MAX_SCAN_BYTES))
    if len(sheets) > room and not is_first:
        raise Refused("too_many_photos")
    return sheets
