"""Why a file is refused: one code and one sentence for each reason. The sentence says what to do instead."""

from django.utils.translation import gettext_lazy as _

from .limits import MAX_BYTES, MAX_PAGES, MAX_PICTURE_BYTES, MIB

PDF_LIMIT = MAX_BYTES // MIB
PICTURE_LIMIT = MAX_PICTURE_BYTES // MIB

SENTENCES = {
    "empty": _("This file is empty. Please check it on your device and choose it again."),
    "too_big": _("This PDF is larger than %(limit)s MB. Please make it smaller, for example by scanning at 150 dpi, or split it."),
    "picture_too_big": _("This picture is larger than %(limit)s MB. Please take it again in a smaller size."),
    "unknown": _("This file is neither a PDF nor a picture. Please send a PDF, JPEG or PNG file."),
    "office": _("This is an office document, not a PDF. Please save it as PDF in the program it was written with and send that file."),
    "archive": _("This is an archive (for example ZIP), not a PDF. Please unpack it and send each document as PDF."),
    "program": _("This is a program, not a PDF. Programs are never accepted."),
    "markup": _("This is a web page or a drawing for web pages, not a PDF. Please print it to PDF and send that file."),
    "picture": _("Pictures of this kind are not accepted. Please send the picture as JPEG or PNG, or as PDF."),
    "heic": _("This is a HEIC photo, which many computers cannot open. Please send it as JPEG or PDF: on an iPhone choose "
              "Settings, Camera, Formats, Most Compatible, and take the photo again."),
    "damaged": _("This PDF is damaged or incomplete. Please open it on your device; when it opens, print it to PDF and send the new file."),
    "locked": _("This PDF is protected by a password. Please save it without a password and send it again."),
    "no_pages": _("This PDF has no pages. Please check it on your device and send the right file."),
    "too_many_pages": _("This PDF has more than %(pages)s pages. Please send only the pages that are asked for."),
    "heavy": _("This file is too complicated to be checked. Please print it to PDF, or scan it again, and send the new file."),
    "active": _("This PDF contains a script, a start command or another file inside, which could harm other computers. "
                "Please print it to PDF and send the new file."),
    "picture_damaged": _("This picture is damaged or incomplete. Please open it on your device and send it again."),
    "too_many_at_once": _("Only %(most)s files can be sent at once. Please send this one afterwards."),
    "too_many_pixels": _("This picture has too many pixels (%(width)s × %(height)s). Please make it smaller and send it again."),
}  # fmt: skip

FACTS = {
    "too_big": {"limit": PDF_LIMIT},
    "picture_too_big": {"limit": PICTURE_LIMIT},
    "too_many_pages": {"pages": MAX_PAGES},
}


class Refused(Exception):
    """The file is not taken. `code` is for machines, `sentence` (translated when read) for people."""

    def __init__(self, code, **facts):
        super().__init__(code)
        self.code = code
        self.facts = {**FACTS.get(code, {}), **facts}

    @property
    def sentence(self):
        """The reason in the reader's language."""
        text = SENTENCES[self.code]
        return text % self.facts if self.facts else str(text)

    def __str__(self):
        return str(self.sentence)


def hint():
    """The sentence beside an upload field; it tells the true limits of both kinds."""
    return _("PDF, at most %(pdf)s MB each. Photos (JPEG, PNG) up to %(picture)s MB are made into a PDF.") % {
        "pdf": PDF_LIMIT,
        "picture": PICTURE_LIMIT,
    }
