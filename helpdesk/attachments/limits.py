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

MAX_PIXELS = {"jpeg": 70_000_000, "png": 40_000_000, "webp": 25_000_000, "heif": 25_000_000}
"""Width x height, read before anything is decoded. JPEG may have more, since it is reduced while it is decoded; HEIC
takes the most memory and time. WebP is taken for portraits only."""

MAX_PASSES = 160_000_000
"""Bytes that a progressive JPEG keeps of itself until its last pass: 80 megapixels in grey, 53 as telephones write them."""

LONG_SIDE = 2600
"""Pixels of the longer side after reduction: a little over 200 dots per inch on A4, small print stays readable."""

MAX_PHOTOS = 20
"""Photos that become one PDF: more pages cannot be kept readable together under MAX_BYTES."""

MAX_SCANNED, SCANNED_AT_ONCE = 40, 8
"""Pages of a scanned PDF that can be made smaller (grey print needs less than photos), and those of one run."""

PAGE_SIDE, PAGE_BYTES = 2400, 700 * 1024
"""One photographed page as it waits for the others: pixels of its longer side, and its bytes."""

NAME_LENGTH = 150
"""Characters of a displayed file name, suffix included."""

CPU_SECONDS = 4
"""Processor time for one run of the separate process; a file that takes more is too complicated."""

WALL_SECONDS = 30
"""Clock time for the same. Whoever gets no verdict by then is told that the server is busy: it is not the file's fault."""

MEMORY = 240 * MIB
"""Memory that the separate process may take for its work, besides the file and the libraries: below 300 MB in all."""
