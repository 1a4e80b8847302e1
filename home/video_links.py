"""What a link to a video says: whose video it is, and where it plays with the least said about the visitor.

Only YouTube and Vimeo; their two hosts for embedding are the only ones that a page with a video may frame.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE, VIMEO = "https://www.youtube-nocookie.com", "https://player.vimeo.com"
FRAMES = {"frame-src": [YOUTUBE, VIMEO]}
YOUTUBE_HOSTS = {"youtube.com", "m.youtube.com", "youtube-nocookie.com"}
YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})/?", re.ASCII)
VIMEO_PATH = re.compile(r"/(?:video/)?(\d{4,12})(?:/([0-9a-f]{6,16}))?/?", re.ASCII)


@dataclass(frozen=True)
class Video:
    """`company`: who is called; `watch`: the page of the video at that company; `embed`: the player."""

    company: str
    watch: str
    embed: str


def read(url):
    """The Video behind an address, or None for any other."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.username or parts.port not in {None, 80, 443}:
        return None
    if host == "youtu.be":
        return _youtube(parts.path.strip("/"))
    if host in YOUTUBE_HOSTS:
        inside = YOUTUBE_PATH.fullmatch(parts.path)
        return _youtube(inside[1] if inside else parse_qs(parts.query).get("v", [""])[0] if parts.path == "/watch" else "")
    if host in {"vimeo.com", "player.vimeo.com"}:
        found = VIMEO_PATH.fullmatch(parts.path)
        return _vimeo(found[1], found[2] or parse_qs(parts.query).get("h", [""])[0]) if found else None
    return None


def _youtube(key):
    if not YOUTUBE_ID.fullmatch(key):
        return None
    return Video("YouTube (Google)", f"https://www.youtube.com/watch?v={key}", f"{YOUTUBE}/embed/{key}?autoplay=1&rel=0")


def _vimeo(key, secret):
    """`secret`: the second part of the address of an unlisted video."""
    if secret and not re.fullmatch(r"[0-9a-f]{6,16}", secret):
        return None
    more = f"&h={secret}" if secret else ""
    return Video("Vimeo", f"https://vimeo.com/{key}{f'/{secret}' if secret else ''}", f"{VIMEO}/video/{key}?autoplay=1&dnt=1{more}")
