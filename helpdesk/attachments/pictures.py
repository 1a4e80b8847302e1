"""Photos and scans become PDFs, portraits become small squares; both are drawn anew in the separate process."""

from dataclasses import dataclass

from . import limits, sandbox


@dataclass(frozen=True)
class Sheet:
    """One page on its way into a PDF: a clean, upright JPEG. `warnings`: "dark", "blurred"."""

    jpeg: bytes
    warnings: tuple = ()


def to_pdf(data, kind="jpeg"):
    """Return a PDF of one page, upright, without EXIF, under limits.MAX_BYTES, or raise Refused.

    `data`: the bytes of a JPEG, PNG or HEIC picture (`kind`: jpeg, png, heic).
    """
    return sandbox.run("heic" if kind == "heic" else "picture", data)[1]


def to_sheet(data):
    """Return the Sheet of a photo (JPEG, PNG, HEIC), or raise Refused."""
    facts, jpeg = sandbox.run("photo", data, side=limits.PAGE_SIDE, page=limits.PAGE_BYTES)
    return Sheet(jpeg, tuple(facts["warnings"]))


def to_sheets(data):
    """Return the Sheets of a scanned PDF, small enough for one PDF under limits.MAX_BYTES, or raise Refused.

    A signed PDF and one with written pages are refused: they would lose what makes them worth more than a picture.
    """
    sheets, pages = [], 1
    while len(sheets) < pages:  # some pages a run: none takes long
        facts, together = sandbox.run("reduce", data, most=limits.MAX_SCANNED, first=len(sheets), many=limits.SCANNED_AT_ONCE)
        pages, start = facts["pages"], 0
        for length in facts["lengths"]:
            sheets.append(Sheet(together[start : start + length]))
            start += length
    return sheets


def pack(jpegs, turns=None):
    """Return one PDF of at most limits.MAX_BYTES with these pages in their order, or raise Refused.

    `jpegs` as `to_sheet` makes them; `turns`: degrees to the right for each. Kept as they are where they fit together,
    else all are reduced by the same measure.
    """
    jpegs, turns = list(jpegs), list(turns or [0] * len(jpegs))
    return sandbox.run("pages", b"".join(jpegs), lengths=[len(jpeg) for jpeg in jpegs], turns=turns)[1]


def to_square(data, side=256):
    """Return a JPEG of `side` × `side` pixels for an avatar, or raise Refused.

    `data`: the bytes of a JPEG, PNG, WebP or HEIC picture.
    """
    return sandbox.run("square", data, side=side)[1]
