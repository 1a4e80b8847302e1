"""Why a file is refused: one code and one sentence for each reason. The sentence says what to do instead."""

from django.utils.translation import gettext_lazy as _

from .limits import MAX_BYTES, MAX_PAGES, MAX_PHOTOS, MAX_PICTURE_BYTES, MAX_SCAN_BYTES, MIB

PDF_LIMIT = MAX_BYTES // MIB
PICTURE_LIMIT = MAX_PICTURE_BYTES // MIB

SENTENCES = {
    "empty": _("This file is empty. Please check it on your device and choose it again."),
    "too_big": _("This PDF is larger than %(limit)s MB. Please make it smaller, for example by scanning at 150 dpi, or split it."),
    "picture_too_big": _("This picture is larger than %(limit)s MB. Please take it again in a smaller size."),
    "unknown": _("This file is neither a PDF nor a picture. Please send a PDF, or a photo as JPEG, PNG or HEIC."),
    "office": _("This is an office document, not a PDF. Please save it as PDF in the program it was written with and send that file."),
    "archive": _("This is an archive (for example ZIP), not a PDF. Please unpack it and send each document as PDF."),
    "program": _("This is a program, not a PDF. Programs are never accepted."),
    "markup": _("This is a web page or a drawing for web pages, not a PDF. Please print it to PDF and send that file."),
    "picture": _("Pictures of this kind are not accepted. Please send the picture as JPEG, PNG or HEIC, or as PDF."),
    "damaged": _("This PDF is damaged or incomplete. Please open it on your device; when it opens, print it to PDF and send the new file."),
    "locked": _("This PDF is protected by a password. Please save it without a password and send it again."),
    "no_pages": _("This PDF has no pages. Please check it on your device and send the right file."),
    "too_many_pages": _("This PDF has more than %(pages)s pages. Please send only the pages that are asked for."),
    "heavy": _("This file is too complicated to be checked. Please print it to PDF, or scan it again, and send the new file."),
    "busy": _("The server could not look at this file just now. Nothing is wrong with it; please send it again in a few minutes."),
    "active": _("This PDF contains a script, a start command or another file inside, which could harm other computers. "
                "Please print it to PDF and send the new file."),
    "picture_damaged": _("This picture is damaged or incomplete. Please open it on your device and send it again."),
    "too_many_photos": _("One PDF takes at most %(most)s photos."),
    "too_many_at_once": _("Only %(most)s files can be sent at once. Please send this one afterwards."),
    "too_many_pixels": _("This picture has too many pixels (%(width)s × %(height)s). Please make it smaller and send it again."),
    "scan_too_big": _("This PDF is larger than %(limit)s MB. Please scan it again at 150 dpi, or split it."),
    "small_enough": _("This PDF is small enough. Please send it as it is, with “Add Files” on the ticket."),
    "signed_stays": _("This PDF carries a digital signature, which would be lost if it were made smaller. Please ask whoever signed it "
                      "for a smaller file, or split it before it is signed."),
    "text_stays": _("This PDF has written pages, not only scans; made into pictures they could no longer be searched or copied. Please "
                    "save it smaller in the program it was written with, or split it."),
    "too_many_to_reduce": _("Only scans of at most %(most)s pages can be made smaller here. Please split it."),
    "too_much_for_one": _("These pages together do not fit into one readable file of %(limit)s MB. Please send fewer pages."),
}  # fmt: skip

FACTS = {
    "too_big": {"limit": PDF_LIMIT},
    "picture_too_big": {"limit": PICTURE_LIMIT},
    "scan_too_big": {"limit": MAX_SCAN_BYTES // MIB},
    "too_many_photos": {"most": MAX_PHOTOS},
    "too_much_for_one": {"limit": PDF_LIMIT},
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
    return _("PDF, at most %(pdf)s MB each. Photos (JPEG, PNG, HEIC) up to %(picture)s MB are made into a PDF.") % {
        "pdf": PDF_LIMIT,
        "picture": PICTURE_LIMIT,
    }
