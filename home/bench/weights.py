"""What somebody who was never here loads beside the HTML of a desk page."""

import gzip
import re

from home.bench import wire

LINKS = re.compile(r"""<(?:link|script)\b[^>]*>""")
ADDRESS = re.compile(r"""\b(?:href|src)="([^"]+)""")


def files_of(html):
    """Addresses of the style sheets and scripts of a page, each once, preloaded ones too."""
    found = {}
    for tag in LINKS.findall(html):
        is_loaded = tag.startswith("<script") or re.search(r'rel="(?:stylesheet|modulepreload|preload)"', tag)
        if is_loaded and (address := ADDRESS.search(tag)):
            found[address[1]] = True
    return list(found)


def cold(person, path):
    """{address: bytes as sent}, compressed; raises Broken where one is missing."""
    html = person.ask(path).body.decode()
    weights = {}
    for address in files_of(html):
        answer = person.ask(address)
        if answer.status != 200:
            raise wire.Broken(f"{address}: {answer.status}")
        is_packed = wire.header(answer.head, b"content-encoding") in {b"gzip", b"br"}
        weights[address] = len(answer.body) if is_packed else len(gzip.compress(answer.body, 6, mtime=0))
    return weights


def gzipped(person, path):
    """Bytes of a page's HTML as a proxy would send it."""
    return len(gzip.compress(person.ask(path).body, 6, mtime=0))
