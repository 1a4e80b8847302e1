"""How big, how many, how long: every number about files in one place (1 MiB = 1024 * 1024 bytes)."""

MIB = 1024 * 1024

MAX_BYTES = 4 * MIB
"""A PDF may have this many bytes and not one more (manual row A5)."""

MAX_PICTURE_BYTES = 15 * MIB
"""A picture may be larger than a PDF: it is reduced on the server, and what is kept stays under MAX_BYTES."""

MAX_PAGES = 1000
"""More pages than this in 4 MiB is no document that anybody checks."""

MAX_PIXELS = {"jpeg": 70_000_000, "png": 40_000_000, "webp": 40_000_000, "heif": 50_000_000}
"""Width x height, read before anything is decoded. JPEG may have more, since it is reduced while it is decoded.
WebP and HEIC are taken for portraits only."""

LONG_SIDE = 2600
"""Pixels of the longer side after reduction: a little over 200 dots per inch on A4, small print stays readable."""

NAME_LENGTH = 150
"""Characters of a displayed file name, suffix included."""

CPU_SECONDS = 4
"""Processor time for one file in the separate process."""

WALL_SECONDS = 12
"""Clock time for one file, for machines that are busy."""

MEMORY = {"pdf": 384 * MIB, "picture": 640 * MIB, "square": 640 * MIB, "page": 640 * MIB}
"""Address space of the separate process, by task."""
