"""May this upload be kept? Decided by content alone; what is kept is always a PDF."""

import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.files.base import ContentFile, File

from . import pictures, sandbox
from .kinds import HEAD, kind_of
from .limits import MAX_BYTES, MAX_PICTURE_BYTES
from .names import display_name
from .refusals import Refused

PIECE = 1024 * 1024
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

    def as_file(self):
        """A Django file of the bytes to store."""
        return ContentFile(self.content)


@dataclass(frozen=True)
class AcceptedOnDisk:
    """The same of a PDF that lies on the disk, where nobody needs it in memory."""

    name: str
    upload: File = field(repr=False)
    size: int
    sha256: str
    pages: int
    sent_as: str = "pdf"
    content_type: str = "application/pdf"

    @property
    def content(self):
        """Read anew each time; until the file is stored, which may move it away."""
        self.upload.seek(0)
        return self.upload.read()

    def as_file(self):
        self.upload.seek(0)
        return self.upload


def check(upload):
    """Return Accepted or AcceptedOnDisk, or raise Refused with a sentence for people.

    `upload`: a Django file (name, size, read, seek). A PDF is kept byte for byte, since a changed one loses its
    digital signature; a photo is made into a PDF.
    """
    if not upload.size:
        raise Refused("empty")
    upload.seek(0)
    kind = kind_of(upload.read(HEAD * 4))
    _size_fits(kind, upload.size)
    if kind == "pdf" and (size := _size_on_disk(upload)):
        return _pdf_on_disk(upload, size)
    upload.seek(0)
    data = upload.read(MAX_PICTURE_BYTES + 1)
    _size_fits(kind, len(data))
    if kind in PICTURES:
        return Accepted(name=display_name(upload.name), content=pictures.to_pdf(data, kind), sent_as=kind)
    answer, _nothing = sandbox.run("pdf", data)
    return Accepted(name=display_name(upload.name), content=data, pages=answer["pages"])


def _size_on_disk(upload):
    """Bytes of a file that has a descriptor of its own; 0 for one in memory."""
    try:
        return os.fstat(upload.fileno()).st_size
    except OSError:
        return 0


@contextmanager
def ahead(uploads):
    """Let the separate process begin with the first of these files while the caller is still at something else; `check` will
    ask for what it found. What nobody has asked for at the end is dropped."""
    first = next(iter(uploads), None)
    try:
        if first is not None and first.size <= MAX_BYTES and _size_on_disk(first):
            first.seek(0)
            if kind_of(first.read(HEAD * 4)) == "pdf":
                first.look = sandbox.begin("pdf", first)
    except sandbox.SandboxBroken:  # check() will try once more, and tell
        pass
    try:
        yield
    finally:
        if look := getattr(first, "look", None):
            look.close()


def _pdf_on_disk(upload, size):
    """Let the separate process read it by itself; the fingerprint is taken meanwhile, and never by that process."""
    _size_fits("pdf", size)
    with getattr(upload, "look", None) or sandbox.begin("pdf", upload) as look:
        upload.look = None
        sha256 = _fingerprint(upload, size)
        answer, _nothing = look.result()
    return AcceptedOnDisk(display_name(upload.name), upload, size, sha256, answer["pages"])


def _fingerprint(upload, size):
    """SHA-256 in hex: the one that was taken while the file came in, else of the bytes on the disk. Raises SandboxBroken where
    not all of the `size` bytes can be read."""
    written, known = getattr(upload, "fingerprint", (None, ""))
    if written == size:
        return known
    digest, length = hashlib.sha256(), 0
    try:
        while piece := os.pread(upload.fileno(), PIECE, length):
            digest.update(piece)
            length += len(piece)
    except OSError as problem:
        raise sandbox.SandboxBroken(str(problem)) from problem
    if length != size:
        raise sandbox.SandboxBroken(f"only {length} of {size} bytes could be read")
    return digest.hexdigest()


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
