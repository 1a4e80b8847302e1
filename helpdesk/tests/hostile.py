"""What people with bad intentions, or with odd keyboards, type. Corpora for tests, and an oracle for pages."""

import re
from html.parser import HTMLParser

MARK = "pwned"

XSS = [
    f"<script>{MARK}(1)</script>", f"<ScRiPt >{MARK}(1)</sCrIpT>", f"<script src=//evil.test/{MARK}.js></script>",
    f"<img src=x onerror={MARK}(1)>", f"<img src=x onerror=\"{MARK}(1)\">", f"<svg onload={MARK}(1)>", f"<svg/onload={MARK}(1)>",
    f"<svg><script>{MARK}(1)</script></svg>", f"<body onload={MARK}(1)>", f"<iframe src=javascript:{MARK}(1)></iframe>",
    f"<iframe srcdoc='<script>{MARK}(1)</script>'></iframe>", f"<a href=javascript:{MARK}(1)>x</a>",
    f"<a href=\"JaVa\tScript:{MARK}(1)\">x</a>", f"<a href='data:text/html,{MARK}'>x</a>", f"<a href=vbscript:{MARK}>x</a>",
    f"<form action=javascript:{MARK}(1)><button>x</button></form>", f"<button formaction=javascript:{MARK}(1)>x</button>",
    f"<input autofocus onfocus={MARK}(1)>", f"<details open ontoggle={MARK}(1)>", f"<video src=x onerror={MARK}(1)>",
    f"<audio src=x onerror={MARK}(1)>", f"<object data=javascript:{MARK}(1)>", f"<embed src=javascript:{MARK}(1)>",
    f"<math><mi xlink:href=javascript:{MARK}(1)>x</mi></math>", f"<base href=//evil.test/{MARK}/>",
    f"<meta http-equiv=refresh content=0;url=//{MARK}.test>", f"<link rel=stylesheet href=//{MARK}.test/x.css>",
    f"<style>@import'//{MARK}.test'</style>", f"<div style=background:url(//{MARK}.test)>", f"\"><script>{MARK}(1)</script>",
    f"'><img src=x onerror={MARK}(1)>", f"\" onmouseover=\"{MARK}(1)", f"' onfocus='{MARK}(1)' autofocus='",
    f"</textarea><script>{MARK}(1)</script>", f"</title><script>{MARK}(1)</script>", f"</script><script>{MARK}(1)</script>",
    f"<!--><script>{MARK}(1)</script>-->", f"<![CDATA[<script>{MARK}(1)</script>]]>", f"<scr<script>ipt>{MARK}(1)</scr</script>ipt>",
    f"&lt;script&gt;{MARK}(1)&lt;/script&gt;", f"&#60;img src=x onerror={MARK}(1)&#62;", f"<img src=`x`onerror={MARK}(1)>",
    f"javascript:{MARK}(1)", f"[x](javascript:{MARK}(1))", f"http://a.test/\"onmouseover={MARK}(1)//",
    f"https://a.test/<script>{MARK}(1)</script>", f"www.a.test'onclick='{MARK}(1)", f"<x-{MARK} onclick={MARK}(1)>x</x-{MARK}>",
    f"<template><script>{MARK}(1)</script></template>", f"<noscript><p title='</noscript><img src=x onerror={MARK}(1)>'>",
]  # fmt: skip

TEMPLATES = ["{{7*7}}", "{% include 'x' %}", "%(x)s", "%s%n", "{0.__class__}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{% debug %}"]

PAYLOADS = XSS + TEMPLATES

ODD = {
    "NUL": "a\0b", "only NUL": "\0", "escape": "a\x1b[31mb\x07", "right to left": "\u202egnp.exe\u202c \u200f\u05d0", "emoji": "👩‍👩‍👧‍👦🇮🇩" * 5,
    "zero width": "\u200b\ufeff", "combining": "Z" + "\u0335" * 80, "many lines": "\r\n" * 500, "spaces": " \t ",
    "not a character": "\uffff\ufdd0", "huge number": "9" * 40, "minus": "-1", "float": "1e309", "list": "['a']",
}  # fmt: skip
LONG = "panjang " * 131_072  # 1 MiB
RAW = {"half a surrogate": b"%ED%A0%80", "not UTF-8": b"%FF%FE%80", "overlong": b"%C0%AF"}

QUERY = [
    "\0", "a\0b", "1" + "0" * 30, "-1", "0", "1e9", "١٢", "' OR 1=1 --", "1; DROP TABLE helpdesk_ticket", "') UNION SELECT password--",
    "__class__", "requester__password__startswith", "../../etc/passwd", "%00", "{{7*7}}", "\ud7ff\ue000", "& | ! ( )", "a:*", "\\", "x" * 5000,
]  # fmt: skip

ELSEWHERE = [
    "https://evil.test/", "http://evil.test", "//evil.test", "///evil.test", "////evil.test", "\\\\evil.test", "/\\evil.test", "\\/evil.test",
    "https:evil.test", "http:///evil.test", "javascript:alert(1)", "data:text/html,x", "https://testserver@evil.test/",
    "https://testserver.evil.test/", " //evil.test", "\t//evil.test", "/\t/evil.test", "/\n/evil.test", "ftp://evil.test", "https://evil.test\\@testserver/",
    "//testserver:80@evil.test", "\x01https://evil.test", "mailto:a@evil.test", "//%65vil.test",
]  # fmt: skip
"""Where `next` must never lead."""

MORE_FIELDS = {
    "id": "1", "pk": "1", "role": "superadmin", "is_staff": "on", "is_superuser": "on", "is_active": "", "groups": "1",
    "user_permissions": "1", "department": "1", "department_id": "1", "organisation_id": "1", "membership": "contact",
    "requester": "1", "created_by": "1", "assignee": "1", "status": "closed", "number": "1", "created_at": "2000-01-01",
    "closed_at": "2000-01-01", "due_at": "2000-01-01", "is_internal": "on", "is_verified": "on", "shares_tickets": "on",
    "password": "x", "email_verified": "on", "score": "4", "staff_code": "AAAA", "version": "99", "email": "lain@example.id",
    "username": "lain", "wanted_documents": "0", "resolution_hours": "1",
}  # fmt: skip


def packs(limit, payloads=PAYLOADS):
    """The payloads joined into as few texts of at most `limit` characters as it takes; too long ones are left out."""
    made = [""]
    for payload in (p for p in payloads if len(p) <= limit):
        if len(made[-1]) + len(payload) + 1 > limit:
            made.append("")
        made[-1] += (" " if made[-1] else "") + payload
    return made


class Reader(HTMLParser):
    """Notes in `dangers` whatever of a payload became more than text; keeps the page's words in `words`."""

    ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "cite"}
    ALLOWED = re.compile(r"(?:https?:|mailto:|tel:|[/?#.]|[\w%-]*(?:[/?#]|$))", re.I)
    FORBIDDEN = {"iframe", "object", "embed", "base", "math", "style", "link"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.dangers, self.words, self.inside = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag if tag in {"script", "style"} else ""
        shown = f"<{tag} {dict(attrs)}>"[:200]
        if MARK in tag or any(MARK in name for name, _v in attrs):
            self.dangers.append(shown)
        for name, value in attrs:
            value = value or ""
            if MARK in value and (name.startswith("on") or (name in {"style", "srcdoc", "id", "content"} and tag != "meta")):
                self.dangers.append(shown)
            if name in self.ADDRESSES and not self.ALLOWED.match(re.sub(r"[\x00-\x20]", "", value)):
                self.dangers.append(shown)
            if MARK in value and (tag in self.FORBIDDEN or tag in {"script", "img", "video", "audio", "form"}):
                self.dangers.append(shown)

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside and MARK in data:
            self.dangers.append(f"in <{self.inside}>: {data[:80]}")
        self.words.append(data)

    def handle_comment(self, data):
        if MARK in data:
            self.dangers.append(f"in a comment: {data[:80]}")


def read(answer):
    """Return the dangers and the words of a page."""
    reader = Reader()
    reader.feed(answer.content.decode())
    reader.close()
    return reader.dangers, " ".join("".join(reader.words).split())
