"""The name of a file that people see. The one on the disk (storage.py) has nothing to do with it."""

import re
import unicodedata

from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from .limits import NAME_LENGTH

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Control, direction, surrogate and unassigned characters: they can turn "fdp.exe" around or break a header."""
FORBIDDEN = re.compile(r'[<>:"|?*]')
ENDING = re.compile(r"\.(pdf|jpe?g|jfif|png)$", re.IGNORECASE)
SUFFIX = ".pdf"


def display_name(sent):
    """Return the name to show: without folders and unseen characters, at most NAME_LENGTH characters, ending in .pdf.

    A converted photo "ktp.jpg" is shown as "ktp.pdf"; "surat.exe", if it is a PDF inside, as "surat.exe.pdf".
    """
    name = unicodedata.normalize("NFC", str(sent or "")).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(" " if char.isspace() else char for char in name)
    name = "".join(char for char in name if unicodedata.category(char) not in UNSEEN)
    name = " ".join(FORBIDDEN.sub("_", name).split()).lstrip(". ")
    stem = ENDING.sub("", name).rstrip(". ") if name.lower() not in ("pdf", "jpg", "jpeg", "png") else ""
    return (stem[: NAME_LENGTH - len(SUFFIX)].rstrip() or _("document")) + SUFFIX


def disposition(name):
    """Return the Content-Disposition header that makes a browser save, never show, the file (RFC 6266)."""
    return content_disposition_header(True, display_name(name))
