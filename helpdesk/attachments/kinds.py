"""What a file is by its first bytes. Names and content types sent by browsers are never asked."""

import re

HEAD = 1024
"""A PDF header may stand this far from the start: some programs write something before it (ISO 32000 Annex H)."""

SIGNATURES = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"8BPS", "picture"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
)
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
"""AVIF (avif, avis) has no decoder here: a picture of another kind."""
MARKUP = re.compile(
    rb"<\s*(!doctype|html|head|body|script|svg|\?xml|\?php|iframe|img|meta)\b|<\?(xml|php)", re.IGNORECASE
)
OFFICE_PARTS = (b"[Content_Types].xml", b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis")


def kind_of(head):
    """Return pdf, jpeg, png, heic, picture, office, archive, program, markup or unknown for a file's first bytes."""
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[4:12] in (b"ftypavif", b"ftypavis"):
        return "picture"
    if (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or _is_bitmap(head):
        return "picture"
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "heic"
    if head.startswith(b"PK\x03\x04"):
        return "office" if any(part in head for part in OFFICE_PARTS) else "archive"
    start = head[:HEAD].find(b"%PDF-")
    before = head[:start] if start >= 0 else head
    if MARKUP.search(_plain(before)):
        # A page that carries a PDF inside is a page: a browser that sniffs would run it.
        return "markup"
    return "pdf" if start >= 0 else "unknown"


def _is_bitmap(head):
    """BMP: two letters are too little, so the four reserved bytes must be empty as well."""
    return head[:2] == b"BM" and head[6:10] == b"\x00\x00\x00\x00"


def _plain(text):
    """UTF-16 text as if it were ASCII, so that markup is seen in it as well."""
    return text.replace(b"\x00", b"")
