"""The pages of a file as pictures for whoever checks it: drawn once in the separate process, kept privately, marked anew
for each reader with who looks at it, when and what for. They go with the file.
"""

import io

from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from helpdesk.attachments import sandbox
from helpdesk.common import dates

FOLDER = "pages"
SIDE = 1500
"""Pixels of the longer side: small print on an identity card can be read, a page weighs about 150 kB."""
INK = (176, 0, 32, 60)


def storage():
    """Where the files themselves lie."""
    return apps.get_model("helpdesk", "Attachment")._meta.get_field("file").storage


def path_of(attachment, number):
    return f"{FOLDER}/{attachment.key}/{number}.jpg"


def page_picture(attachment, number):
    """JPEG bytes of one page (from 1), without a mark. Raises Refused where it cannot be drawn, FileNotFoundError where
    the bytes are gone."""
    files, path = storage(), path_of(attachment, number)
    try:
        with files.open(path, "rb") as kept:
            return kept.read()
    except FileNotFoundError:
        pass
    with attachment.file.open("rb") as source:
        _facts, picture = sandbox.run("page", source.read(), number=number, side=SIDE)
    files.delete(path)
    files.save(path, ContentFile(picture))
    if not type(attachment).objects.present().filter(pk=attachment.pk).exists():
        forget(attachment)  # it was deleted while its page was being drawn
        raise FileNotFoundError(attachment.key)
    return picture


def marked(picture, *, ticket, viewer, at=None):
    """The picture with the mark across it: purpose, ticket, who looks, when."""
    at = at or timezone.now()
    words = _("Only for checking ticket #%(number)s · %(viewer)s · %(when)s") % {
        "number": ticket.number, "viewer": viewer, "when": f"{dates.short_date(at)}, {dates.clock(at)}",
    }  # fmt: skip
    with Image.open(io.BytesIO(picture), formats=["JPEG"]) as page:
        page = page.convert("RGB")
    page.paste(*_mark(page.size, words))
    made = io.BytesIO()
    page.save(made, "JPEG", quality=80)
    return made.getvalue()


def _mark(size, words):
    """(colour, box, mask) for `paste`: the words again and again, aslant over the whole page."""
    width, height = size
    font = ImageFont.load_default(max(width // 42, 14))
    step = max(height // 7, 90)
    side = int((width**2 + height**2) ** 0.5)
    mask = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(mask)
    long = int(pen.textlength(words, font=font)) + 60
    for row, y in enumerate(range(0, side, step)):
        for x in range(-(row % 2) * long // 2, side, long):
            pen.text((x, y), words, font=font, fill=INK[3])
    mask = mask.rotate(28, resample=Image.Resampling.BILINEAR)
    left, top = (side - width) // 2, (side - height) // 2
    return INK[:3], (0, 0, width, height), mask.crop((left, top, left + width, top + height))


def forget(attachment):
    """Delete the kept pictures of a file; called with the commit that takes its bytes."""
    files = storage()
    try:
        names = files.listdir(f"{FOLDER}/{attachment.key}")[1]
    except FileNotFoundError:
        return
    for name in names:
        files.delete(f"{FOLDER}/{attachment.key}/{name}")
