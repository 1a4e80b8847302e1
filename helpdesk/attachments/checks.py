"""May this upload be kept? Decided by content alone; what is kept is always a PDF."""

import hashlib
from dataclasses import dataclass, field

from . import pictures, sandbox
from .kinds import HEAD, kind_of
from .limits import MAX_BYTES, MAX_PICTURE_BYTES
from .names import display_name
from .refusals import Refused

PICTURES = ("jpeg", "png", "heic")


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept. `size` in bytes, `sha256` in hex, both of `content`, the bytes to store."""

    name: str
    content: bytes = field(repr=False)
    pages: int = 1
    sent_as: str = "pdf"
    content_type: str = "application/pdf"

    @property
    def size(self):
        """Bytes of what is stored (for a photo: of the PDF made from it)."""
        return len(self.content)

    @property
    def sha256(self):
        """The fingerprint by which a restored or copied file is proved to be the same."""
        return hashlib.sha256(self.content).hexdigest()


def check(upload):
    """Return Accepted, or raise Refused with a sentence for people.

    `upload`: a Django file (name, size, read, seek). A PDF is kept byte for byte, since a changed one loses its
    digital signature; a photo is made into a PDF.
    """
    if not upload.size:
        raise Refused("empty")
    upload.seek(0)
    kind = kind_of(upload.read(HEAD * 4))
    _size_fits(kind, upload.size)
    upload.seek(0)
    data = upload.read(MAX_PICTURE_BYTES + 1)
    _size_fits(kind, len(data))
    if kind in PICTURES:
        return Accepted(name=display_name(upload.name), content=pictures.to_pdf(data, kind), sent_as=kind)
    answer, _nothing = sandbox.run("pdf", data)
    return Accepted(name=display_name(upload.name), content=data, pages=answer["pages"])


def at_sight(head, size):
    """Raise Refused for a file whose first bytes and whole size already tell that it will not be taken.

    `head`: its first HEAD * 4 bytes, or all. Saves the sender the rest of the way; `check` decides.
    """
    _size_fits(kind_of(head), size)


def _size_fits(kind, size):
    if kind in PICTURES:
        if size > MAX_PICTURE_BYTES:
            raise Refused("picture_too_big")
    elif kind != "pdf":
        raise Refused(kind)
    elif size > MAX_BYTES:
        raise Refused("too_big")
