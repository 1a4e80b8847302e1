"""House rules that a machine can read. Each failure says how to mend it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ["helpdesk", "faq", "contact", "home"]
NOUNS = [
    "common", "audit", "departments", "accounts", "setting", "worktime", "catalogue", "tickets", "messages", "attachments", "documents",
    "evaluations", "notifications", "calls", "reports", "api",
]
# A page shows many nouns, so these may look at any of them.
FREE = {"views", "forms", "fields", "urls", "tests", "viewsets", "filters", "templatetags", "load"}
# The desk's settings and the user model stand beside the nouns and are read by all.
SHARED = {"settings", "models", "apps", "formats"}


def python_files():
    for app in APPS:
        yield from (ROOT / app).rglob("*.py")


def imported_modules(path):
    """Modules imported when the file is loaded; an import inside a function is a deliberate late one."""
    tree = ast.parse(path.read_text())
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def is_free(path):
    parts = {path.stem, *path.relative_to(ROOT).parts}
    named_so = path.stem.endswith(("urls", "forms"))
    return bool(parts & FREE) or named_so or path.stem in SHARED or "migrations" in parts


def wrong_app_imports(path, app, modules):
    later = APPS[APPS.index(app) + 1 :]
    return [m for m in modules if m.split(".")[0] in later]


def wrong_noun_imports(noun, modules):
    if noun not in NOUNS:
        return []
    later = NOUNS[NOUNS.index(noun) + 1 :]
    return [m for m in modules if m.startswith("helpdesk.") and m.split(".")[1] in later]


def test_apps_import_one_way():
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in python_files()
        if "tests" not in path.parts
        and (found := wrong_app_imports(path, path.relative_to(ROOT).parts[0], imported_modules(path)))
    }
    assert not wrong, f"Imports run helpdesk → faq → contact → home, never back. Move the shared part down: {wrong}"


def test_nouns_of_the_desk_import_one_way():
    wrong = {}
    for path in (ROOT / "helpdesk").rglob("*.py"):
        noun = path.relative_to(ROOT / "helpdesk").parts[0]
        if not is_free(path) and (found := wrong_noun_imports(noun, imported_modules(path))):
            wrong[str(path.relative_to(ROOT))] = found
    assert not wrong, (
        "Models, querysets, permissions and verbs import only from nouns above theirs; reach later ones by reverse "
        f"relation or by the signal ticket_event_recorded: {wrong}"
    )


@pytest.mark.parametrize(("noun", "module", "is_wrong"), [
    ("tickets", "helpdesk.documents.models", True),
    ("documents", "helpdesk.tickets.models", False),
    ("common", "helpdesk.accounts.models", True),
])  # fmt: skip
def test_the_rule_itself_sees_a_wrong_import(noun, module, is_wrong):
    assert bool(wrong_noun_imports(noun, [module])) is is_wrong


def test_nobody_imports_the_configuration_package():
    wrong = [
        str(path.relative_to(ROOT)) for path in python_files()
        if any(m == "config" or m.startswith("config.") for m in imported_modules(path)) and "tests" not in path.parts
        and "management" not in path.parts
    ]
    assert not wrong, f"config names everyone, nobody imports it; read django.conf.settings instead: {wrong}"


def test_templates_name_no_roles():
    wrong = [
        str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"\.role\b|is_superuser|\bis_manager\b", path.read_text())
    ]
    assert not wrong, f"Templates ask `may.…` or the menu, never a role: {wrong}"


def test_pages_have_no_inline_script_or_style():
    pattern = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")[^>]*>|\sstyle=|\son[a-z]+=\"", re.I)
    wrong = {
        str(path.relative_to(ROOT)): found.group(0)
        for path in (ROOT / "templates").rglob("*.html")
        if not {"emails", "email"} & set(path.parts) and (found := pattern.search(path.read_text()))
    }
    assert not wrong, f"The CSP allows no inline script or style; use a file, a class or a data- attribute: {wrong}"


def test_colours_and_sizes_stand_in_tokens_only():
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.I)
    wrong = [
        str(path.relative_to(ROOT)) for path in (ROOT / "site/static/css").rglob("*.css")
        if path.name != "tokens.css" and colour.search(re.sub(r"url\([^)]*\)", "", path.read_text()))
    ]
    assert not wrong, f"No raw colour outside tokens.css; make a token: {wrong}"


def test_files_stay_small():
    wrong = {
        str(path.relative_to(ROOT)): lines
        for path in [*python_files(), *(ROOT / "site/static").rglob("*.css"), *(ROOT / "site/static").rglob("*.js")]
        if "migrations" not in path.parts and "tests" not in path.parts
        and (lines := path.read_text().count("\n")) > 250
    }
    assert not wrong, f"Above 250 lines a noun or a capability wants out: {wrong}"


def test_pickled_or_evaluated_input_is_nowhere():
    wrong = [
        str(path.relative_to(ROOT)) for path in python_files()
        if re.search(r"\bpickle\b|\byaml\.load\b|\beval\(|\bexec\(|shell=True|\.extra\(|RawSQL", path.read_text())
        # The table of the cache holds values as Django's own reader takes them: ours, never what somebody sent.
        and path.name not in {"test_house_rules.py", "cache_table.py"}
    ]
    assert not wrong, f"No pickle, eval, shell or raw SQL from input: {wrong}"


def test_browser_tests_wait_for_what_they_look_at():
    """Right after a click the page may still be coming: `expect(…).to_be_visible()` waits, `is_visible()` does not."""
    pattern = re.compile(r"^\s*assert .*\.is_(visible|hidden)\(", re.MULTILINE)
    wrong = [str(path.relative_to(ROOT)) for path in python_files() if pattern.search(path.read_text())]
    assert not wrong, f"Say `expect(…).to_be_visible()` of playwright.sync_api: {wrong}"
