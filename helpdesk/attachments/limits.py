"""How big, how many, how long: every number about files in one place (1 MiB = 1024 * 1024 bytes)."""

MIB = 1024 * 1024

MAX_BYTES = 4 * MIB
"""A PDF may have this many bytes and not one more (manual row A5)."""

MAX_SCAN_BYTES = 15 * MIB
"""A PDF of scans may have this many bytes to be taken for a reduction; what is kept stays under MAX_BYTES."""

MAX_PICTURE_BYTES = 15 * MIB
"""A picture may be larger than a PDF: it is reduced on the server, and what is kept stays under MAX_BYTES."""

MAX_PAGES = 1000
"""More pages than this in 4 MiB is no document that anybody checks."""

MAX_PIXELS = {"jpeg": 70_000_000, "png": 40_000_000, "webp": 40_000_000, "heif": 50_000_000}
"""Width x height, read before anything is decoded. JPEG may have more, since it is reduced while it is decoded.
WebP and HEIC are taken for portraits only."""

LONG_SIDE = 2600
"""Pixels of the longer side after reduction: a little over 200 dots per inch on A4, small print stays readable."""

MAX_PHOTOS = 20
"""Photos that become one PDF: more pages cannot be kept readable together under MAX_BYTES."""

MAX_SCANNED = 40
"""Pages of a scanned PDF that can be made smaller: grey print needs less than photos."""

PAGE_SIDE, PAGE_BYTES = 2400, 700 * 1024
"""One photographed page as it waits for the others: pixels of its longer side, and its bytes."""

NAME_LENGTH = 150
"""Characters of a displayed file name, suffix included."""

CPU_SECONDS = 4
"""Processor time for one file in the separate process."""

WALL_SECONDS = 12
"""Clock time for one file, for machines that are busy."""

LONG_CPU_SECONDS, LONG_WALL_SECONDS = 12, 30
"""The same for many pages at once, and for HEIC, which is slow to decode."""

MEMORY = {
    "pdf": 384 * MIB, "picture": 640 * MIB, "heic": 640 * MIB, "square": 640 * MIB, "page": 640 * MIB,
    "photo": 640 * MIB, "pages": 640 * MIB, "reduce": 640 * MIB,
}  # fmt: skip
"""Address space of the separate process, by task."""
