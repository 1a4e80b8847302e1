"""Make the pages of a scanned PDF smaller. Runs inside the separate process.

Only scans: drawing a written page anew would take its letters away, and a signature would no longer hold.
"""

import pikepdf
import pypdfium2
from pypdfium2 import raw

from helpdesk.attachments.inside import sheets
from helpdesk.attachments.inside.page import drawn
from helpdesk.attachments.inside.pdf import inspect, is_signed

COVERED = 0.7
"""A page is a scan when pictures cover this part of it …"""
LETTERS = 100
"""… and it shows at most so many letters besides: scanner programs put their name below."""
DEPTH = 4
SIDE = 2000
"""Pixels of the longer side: 170 dots per inch on A4."""


def reduce(data, limits):
    """Return ({"pages": n, "lengths": [bytes of each JPEG]}, the JPEGs one behind the other) or the refusal.

    `limits["first"]` (from 0) and `limits["many"]`: the pages of this run. All pages together fit into a PDF of
    `limits["output"]` bytes; at most `limits["most"]` pages.
    """
    answer, _nothing = inspect(data, limits)
    if "refused" in answer:
        return answer, b""
    if is_signed(data):
        return {"refused": "signed_stays"}, b""
    if answer["pages"] > limits["most"]:
        return {"refused": "too_many_to_reduce", "most": limits["most"]}, b""
    try:
        return _pages(pypdfium2.PdfDocument(data), limits)
    except sheets.TooMuch:
        return {"refused": "too_much_for_one"}, b""
    except MemoryError:
        return {"refused": "heavy"}, b""
    except (pypdfium2.PdfiumError, pikepdf.PdfError, ValueError, OSError):
        return {"refused": "damaged"}, b""


def _pages(pdf, limits):
    first = limits["first"]
    if first == 0 and not all(is_scan(pdf[number]) for number in range(len(pdf))):
        return {"refused": "text_stays"}, b""
    numbers = range(first, min(first + limits["many"], len(pdf)))
    sheaf = sheets.Sheaf(limits["output"] * len(numbers) // len(pdf), [1] * len(numbers))
    for number in numbers:
        sheaf.add(drawn(pdf[number], SIDE))
    return {"pages": len(pdf), "lengths": [len(made) for made in sheaf.done]}, b"".join(sheaf.done)


def is_scan(page):
    """Pictures cover the page; letters that nobody sees (found by the scanner's program) do not count."""
    width, height = page.get_size()
    covered, letters, text = 0.0, 0, page.get_textpage()
    for thing in page.get_objects(max_depth=DEPTH, textpage=text):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            covered += (right - left) * (top - bottom)
        elif thing.type == raw.FPDF_PAGEOBJ_TEXT and _is_seen(thing):
            letters += raw.FPDFTextObj_GetText(thing, text, None, 0) // 2
    return covered >= COVERED * width * height and letters <= LETTERS


def _is_seen(thing):
    return raw.FPDFTextObj_GetTextRenderMode(thing) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
