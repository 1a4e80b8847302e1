"""Photos become PDFs, portraits become small squares; both are drawn anew in the separate process."""

from . import sandbox


def to_pdf(data):
    """Return a PDF of one page, upright, without EXIF, under limits.MAX_BYTES, or raise Refused.

    `data`: the bytes of a JPEG or PNG.
    """
    return sandbox.run("picture", data)[1]


def to_square(data, side=256):
    """Return a JPEG of `side` × `side` pixels for an avatar, or raise Refused.

    `data`: the bytes of a JPEG, PNG, WebP or HEIC picture.
    """
    return sandbox.run("square", data, side=side)[1]
