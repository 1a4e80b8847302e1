"""An answer as it is kept: its headers, and its body compressed in two ways."""

import gzip
import hashlib
import re
from functools import lru_cache

import brotli
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

# Our own pages never send these along; what sets a cookie is not kept at all.
NOT_KEPT = {"content-length", "set-cookie", "date"}
BROTLI_QUALITY = 6  # a few milliseconds; the last percent would cost a hundred
CODING = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q=([\d.]+))?\s*")


def keep(answer, mark):
    """Return what a cache can hold: plain words and bytes."""
    patch_vary_headers(answer, ["Cookie", "Accept-Encoding"])
    answer.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
    body = answer.content
    return {
        "mark": mark,
        "headers": [(name, value) for name, value in answer.items() if name.lower() not in NOT_KEPT],
        # Weak: the same page, whichever way it is compressed.
        "etag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
        "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
        # Without the hour in it, so that the same page is the same bytes.
        "gzip": gzip.compress(body, 6, mtime=0),
    }


def answer_from(kept, request):
    """Return the kept page as this browser takes it: compressed, or “304 Not Modified”, or the head alone."""
    coding = accepted(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    body = kept[coding] if coding else gzip.decompress(kept["gzip"])
    answer = HttpResponse(b"" if request.method == "HEAD" else body)
    del answer["Content-Type"]
    for name, value in kept["headers"]:
        answer[name] = value
    if coding:
        answer["Content-Encoding"] = coding
    answer["Content-Length"] = str(len(body))
    answer["ETag"] = kept["etag"]
    return get_conditional_response(request, etag=kept["etag"], response=answer)


@lru_cache(maxsize=64)
def accepted(header):
    """“br” or “gzip”, whichever the browser takes, else None."""
    wishes = {}
    for part in header.split(","):
        if match := CODING.fullmatch(part):
            wishes[match[1].lower()] = (match[2] or "1").strip("0.") != ""
    return next((coding for coding in ("br", "gzip") if wishes.get(coding)), None)
