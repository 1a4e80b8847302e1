"""The Indonesian words: collected from the sources, kept in one .po file, compiled without GNU gettext."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE = "id"
FOLDERS = ("home", "faq", "contact", "helpdesk", "site/config", "templates")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Babel believes that Indonesian has two forms; it has one.
HEADER = b"""# Indonesian words of the helpdesk.
msgid ""
msgstr ""
"Language: id\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def po_file() -> Path:
    return settings.BASE_DIR / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def load() -> Catalog:
    path = po_file()
    return read_po(io.BytesIO(path.read_bytes() if path.exists() else HEADER), locale=LOCALE)


def save(catalog: Catalog) -> None:
    """Without line numbers and without obsolete words, so that a change shows only what changed."""
    text = io.BytesIO()
    write_po(text, catalog, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    path = po_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != text.getvalue():
        path.write_bytes(text.getvalue())


def collect() -> Catalog:
    """Every text in the sources that somebody will read."""
    found = Catalog(locale=LOCALE)
    for path in sources():
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What templatize leaves of the layout is no Python: without indentation the tokenizer bears it.
            text = "\n".join(map(str.lstrip, templatize(text, origin=str(path)).splitlines()))
        place = str(path.relative_to(settings.BASE_DIR))
        for line, message, comments, context in extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
        ):
            found.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            is_test = "tests" in path.parts or path.name.startswith("test_") or "migrations" in path.parts
            if path.suffix in {".py", ".html", ".txt"} and path.is_file() and not is_test:
                yield path


def update() -> Catalog:
    """Bring the file up to date with the sources; what was translated stays translated."""
    catalog, found = load(), collect()
    found.creation_date = catalog.creation_date
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    save(catalog)
    return catalog


def merge(words: dict) -> list[str]:
    """Add `{"English": "Indonesian"}`; a list for plurals, `context\\u0004English` for a context. Returns unknown keys."""
    catalog = update()
    unknown = []
    for key, value in words.items():
        context, _, msgid = key.rpartition("\x04")
        message = catalog.get(msgid, context or None)
        if message is None:
            unknown.append(key)
            continue
        forms = (value,) if isinstance(value, str) else tuple(value)
        message.string = forms[: catalog.num_plurals] if message.pluralizable else forms[0]
        message.flags.discard("fuzzy")
    save(catalog)
    return unknown


def missing() -> list[str]:
    """Texts in the sources that the file does not give in Indonesian."""
    catalog = load()
    return sorted(str(message.id) for message in collect() if message.id and not is_translated(catalog, message))


def is_translated(catalog: Catalog, message) -> bool:
    singular = message.id[0] if message.pluralizable else message.id
    known = catalog.get(singular, message.context)
    if known is None or known.fuzzy or known.pluralizable != message.pluralizable:
        return False
    return all(known.string) if known.pluralizable else bool(known.string)


def compile_messages() -> bool:
    """Write the .mo beside the .po when that is newer. Two at once do not disturb each other."""
    source = po_file()
    target = source.with_suffix(".mo")
    if not source.exists() or (target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns):
        return False
    fresh = target.with_name(f"{target.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        write_mo(file, load())
    fresh.replace(target)
    return True
