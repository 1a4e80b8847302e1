"""The documents tell the truth: what they name exists. Each failure says in which document and what."""

import re
from importlib import import_module

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import get_resolver
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import override

from home import translations

ROOT = settings.BASE_DIR
APPS = ("helpdesk", "faq", "contact", "home")
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
HANDBOOKS = [ROOT / "docs" / "administration.md", ROOT / "docs" / "desk.md", ROOT / "docs" / "editors.md"]
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
# Made while the site runs, so they need not be there.
MADE = {"var/", ".venv/"}


def code(text):
    """What stands in backticks or in indented blocks: names that a machine would take literally."""
    return re.findall(r"`([^`\n]+)`", text) + re.findall(r"^ {4}(.+)$", text, re.M)


def missing_paths(text):
    """Files (`a/b.py`, or a bare `b.py` found anywhere) and folders (`a/b/`) that do not exist."""
    names = [name for name in re.findall(r"`([^`\n]+)`", text) if name not in MADE]
    files = [n for n in names if re.fullmatch(r"\.?\w[\w./-]*\.(py|html|css|js|md|json|po|toml|txt|png)", n)]
    folders = [n for n in names if re.fullmatch(r"\.?\w[\w./-]*/", n)]
    return [n for n in files if not is_there(n)] + [n for n in folders if not (ROOT / n).is_dir()]


def is_there(name):
    if "/" in name:
        return (ROOT / name).is_file()
    folders = (ROOT / folder for folder in (*APPS, "site", "templates", "docs"))
    return (ROOT / name).is_file() or any(next(folder.rglob(name), None) for folder in folders)


def broken_links(text, folder):
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    return [t for t in targets if t and "://" not in t and not (folder / t).exists()]


def unknown_targets(text):
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    return [t for piece in code(text) for t in re.findall(r"\bmake ([a-z-]+)", piece) if t not in known]


def unknown_commands(text):
    return [c for piece in code(text) for c in re.findall(r"manage\.py ([a-z_]+)", piece) if c not in get_commands()]


def unknown_names(text):
    """Dotted names of ours, such as `helpdesk.tickets.models.Ticket`, that nothing has."""
    names = [n.removesuffix("()") for n in re.findall(r"`([^`\n]+)`", text)]
    dotted = [n for n in names if re.fullmatch(rf"(?:{'|'.join(APPS)}|config)(?:\.\w+)+", n) and not is_file_name(n)]
    return [n for n in dotted if not resolves(n)]


def is_file_name(name):
    return name.endswith((".py", ".md", ".html"))


def resolves(name):
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part, None)
        return found is not None
    return False


def unknown_addresses(text):
    """Names such as `helpdesk:ticket_close` that no URL list has."""
    asked = re.findall(r"`helpdesk:(\w+)`", text)
    known = set(get_resolver().namespace_dict["helpdesk"][1].reverse_dict)
    return [name for name in asked if name not in known]


@each_document
def test_files_and_folders_that_a_document_names_exist(path):
    assert missing_paths(path.read_text()) == []


@each_document
def test_links_of_a_document_lead_somewhere(path):
    assert broken_links(path.read_text(), path.parent) == []


@each_document
def test_commands_of_a_document_exist(path):
    text = path.read_text()
    assert unknown_targets(text) + unknown_commands(text) == []


@each_document
def test_names_in_the_code_that_a_document_uses_exist(path):
    text = path.read_text()
    assert unknown_names(text) + unknown_addresses(text) == []


def test_every_document_is_reached_from_the_readme():
    reached = {ROOT / "docs" / name for name in re.findall(r"\]\(docs/([^)#\s]+\.md)\)", (ROOT / "README.md").read_text())}
    assert set((ROOT / "docs").glob("*.md")) - reached == set(), "Add a line under “Where to go next” in README.md."


def test_handbooks_use_the_words_that_stand_on_the_screen():
    """In the handbooks *italics* are words of the English interface, apart from “this shape” itself."""
    texts = {part for message in translations.collect() if message.id for part in pieces(message.id)}
    unknown = {
        path.name: words for path in HANDBOOKS
        if (words := [w for w in italics(path.read_text()) if w.lower() not in texts | {"this shape"}])
    }
    assert not unknown, f"No such words on the screen: {unknown}"


def italics(text):
    return re.findall(r"(?<![*\w])\*([^*\n|]+)\*(?![*\w])", text)


def pieces(message_id):
    return [part.lower() for part in (message_id if isinstance(message_id, tuple) else (message_id,))]


def test_the_clocks_jobs_all_stand_in_the_operators_document():
    from helpdesk.common.clock import JOBS

    autodiscover_modules("jobs")  # as the clock does

    table = (ROOT / "docs" / "operators.md").read_text().partition("## The clock's jobs")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)`", table, re.M)) == set(JOBS)


def test_the_statuses_in_the_desks_document_are_those_of_the_code():
    from helpdesk.tickets.models import Status

    table = (ROOT / "docs" / "desk.md").read_text().partition("## Statuses")[2].partition("\n## ")[0]
    told = {name: int(number) for name, number in re.findall(r"^\| \*([^*]+)\* .*?\| (\d+) ", table, re.M)}
    with override("en"):
        assert told == {str(status.label): status.progress for status in Status}


@pytest.mark.parametrize(("check", "text"), [
    (missing_paths, "`helpdesk/nowhere/models.py`"),
    (missing_paths, "`nothing_of_this_name.py`"),
    (missing_paths, "`helpdesk/nowhere/`"),
    (lambda text: broken_links(text, ROOT / "docs"), "[x](nothing.md)"),
    (unknown_targets, "    make coffee"),
    (unknown_commands, "`manage.py make_coffee`"),
    (unknown_names, "`helpdesk.tickets.models.Coffee`"),
    (unknown_names, "`helpdesk.coffee`"),
    (unknown_addresses, "`helpdesk:ticket_coffee`"),
])  # fmt: skip
def test_the_check_itself_sees_what_is_not_there(check, text):
    assert len(check(text)) == 1


@pytest.mark.parametrize(("check", "text"), [
    (missing_paths, "`helpdesk/tickets/permissions.py`, `permissions.py`, `home/`, `1.000+`, `/helpdesk/tiket/`, `var/`"),
    (lambda text: broken_links(text, ROOT / "docs"), "[x](operators.md#install) [y](https://example.org/)"),
    (unknown_targets, "    make test    # all tests"),
    (unknown_commands, "`manage.py setup`"),
    (unknown_names, "`helpdesk.tickets.models.Ticket`, `helpdesk.tickets.permissions.TicketPermissions.can_reply`"),
    (unknown_addresses, "`helpdesk:ticket_close`"),
])  # fmt: skip
def test_the_check_itself_accepts_what_is_there(check, text):
    assert check(text) == []
