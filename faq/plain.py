"""Answers as plain text, and back: what the desk types becomes the rich text that the CMS keeps.

A blank line ends a paragraph, lines that begin with “- ” are a list, lines that begin with “1. ” a numbered one, addresses
become links. All else that people type is text (LESSONS 14).
"""

import re
from html.parser import HTMLParser

from helpdesk.common.autolink import linked

BULLET, NUMBER = re.compile(r"^\s*[-*•]\s+"), re.compile(r"^\s*\d{1,3}[.)]\s+")
LISTS = {"ul": BULLET, "ol": NUMBER}
KNOWN = {"p", "br", "ul", "ol", "li", "a"}


def to_html(text):
    """Safe HTML: only p, br, ul, ol, li and links, every word escaped."""
    html = []
    for kind, lines in blocks(str(text).replace("\r\n", "\n").strip().split("\n")):
        if kind == "p":
            html.append(f"<p>{'<br/>'.join(map(linked, lines))}</p>")
        else:
            items = (f"<li>{linked(LISTS[kind].sub('', line))}</li>" for line in lines)
            html.append(f"<{kind}>{''.join(items)}</{kind}>")
    return "".join(html)


def blocks(lines):
    """(kind, lines) for each run of lines of one kind: p, ul or ol."""
    kind, run = "", []
    for line in [*lines, ""]:
        of = "" if not line.strip() else "ul" if BULLET.match(line) else "ol" if NUMBER.match(line) else "p"
        if of != kind and run:
            yield kind, run
            run = []
        kind = of
        if of:
            run.append(line.strip())


def to_text(html):
    return _Reader(html).text


def is_plain(html):
    """Whether typing it anew would lose nothing: no bold, no link behind words."""
    return not _Reader(html).loses


class _Reader(HTMLParser):
    """Reads stored HTML into `text`; `loses` where the text says less."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.parts, self.lists, self.href, self.loses = [], [], None, False
        self.feed(html or "")
        self.close()

    @property
    def text(self):
        return re.sub(r"\n{3,}", "\n\n", "".join(self.parts)).strip()

    def handle_starttag(self, tag, attrs):
        if tag not in KNOWN:
            self.loses = True
        if tag == "br":
            self.parts.append("\n")
        elif tag in LISTS:
            self.lists.append([tag, 0])
            self.parts.append("\n\n")
        elif tag == "li" and self.lists:
            self.lists[-1][1] += 1
            kind, number = self.lists[-1]
            self.parts.append(f"\n{f'{number}.' if kind == 'ol' else '-'} ")
        elif tag == "a":
            self.href, self.at = dict(attrs).get("href", ""), len(self.parts)

    def handle_endtag(self, tag):
        if tag == "p":
            self.parts.append("\n\n")
        elif tag in LISTS and self.lists:
            self.lists.pop()
            self.parts.append("\n\n")
        elif tag == "a" and self.href is not None:
            said = "".join(self.parts[self.at :]).strip()
            if said != self.href:
                self.loses = True
                if self.href.startswith(("http://", "https://")):
                    self.parts.append(f" ({self.href})")
            self.href = None

    def handle_data(self, data):
        self.parts.append(data)
