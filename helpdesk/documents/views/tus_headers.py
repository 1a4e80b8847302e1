"""Reading what a client of the tus protocol says in its headers, and the body piece by piece."""

import base64
import binascii
import hashlib
import tempfile
from contextlib import contextmanager

from django.utils.translation import gettext as _

from helpdesk.documents.views.tus import ALGORITHMS, MISMATCH, NO_LENGTH, Trouble


def whole_number(request, header):
    """The number in this header, or Trouble 400."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdecimal()) or len(text) > 15:
        raise Trouble(400, _("The header %(name)s must hold a whole number.") % {"name": header})
    return int(text)


def body_length(request):
    """Bytes of the body; without a length nobody could tell a broken line from the end."""
    if not request.META.get("CONTENT_LENGTH"):
        raise Trouble(NO_LENGTH, _("The header Content-Length is missing."))
    return whole_number(request, "Content-Length")


def metadata_of(request):
    """What Upload-Metadata says, as a dict of texts."""
    found = {}
    for pair in filter(None, request.headers.get("Upload-Metadata", "").split(",")):
        key, _space, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise Trouble(400, _("The header Upload-Metadata cannot be read.")) from None
    return found


def metadata_header(**facts):
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in facts.items() if value)


def checksum_of(request):
    """A pair (new hash object, expected digest) from Upload-Checksum, or None where the client sends none."""
    said = request.headers.get("Upload-Checksum")
    if said is None:
        return None
    algorithm, _space, digest = said.partition(" ")
    try:
        expected = base64.b64decode(digest, validate=True)
    except binascii.Error:
        expected = b""
    if algorithm not in ALGORITHMS or not expected:
        raise Trouble(400, _("The header Upload-Checksum names no checksum that this server knows."))
    return hashlib.new(algorithm, usedforsecurity=False), expected


def pieces(stream, length, largest):
    """Give the body in pieces of `largest` bytes and a rest; ends early, with what came, when the line breaks."""
    while length > 0:
        piece = _filled(stream, min(length, largest))
        if not piece:
            return
        length -= len(piece)
        yield piece


def _filled(stream, wanted):
    """As many bytes as wanted; fewer only at the end, or when the line breaks."""
    got = []
    while wanted > 0:
        try:
            some = stream.read(wanted)
        except OSError:  # UnreadablePostError is one
            break
        if not some:
            break
        got.append(some)
        wanted -= len(some)
    return b"".join(got)


@contextmanager
def proved(stream, length, checksum, largest):
    """Give the body as a stream that can be read once its checksum is right; Trouble 460 where it is not."""
    digest, expected = checksum
    with tempfile.TemporaryFile() as body:
        for piece in pieces(stream, length, largest):
            digest.update(piece)
            body.write(piece)
        if digest.digest() != expected:
            raise Trouble(MISMATCH, _("This part was damaged on its way."))
        body.seek(0)
        yield body
