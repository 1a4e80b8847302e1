"""The look's own rules: tokens only, readable colours, one file each, nothing inline, every icon there."""

import re
from itertools import product
from pathlib import Path

import lucide
import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from django.utils.translation import override

from helpdesk.accounts.models import Organisation, Role, User
from helpdesk.common.context import viewer_of
from helpdesk.common.icons import drawn
from helpdesk.common.status import LOOKS

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "site" / "static" / "css"
JS = ROOT / "site" / "static" / "js"
# Wagtail draws the admin with its own rules, mails are read where no style sheet reaches.
TEMPLATES = [
    path for path in (ROOT / "templates").rglob("*.html") if not {"wagtailadmin", "emails"} & set(path.parts)
]
STYLES = [path for path in CSS.rglob("*.css") if path.name not in {"tokens.css", "main.css"}]


def without_comments(text):
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


class TestStyleSheets:
    @pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
    def test_colours_and_sizes_come_from_the_tokens(self, path):
        text = re.sub(r"@media[^{]*\{", "{", without_comments(path.read_text()))
        raw = re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?)\(|\b\d*\.?\d+(?:px|rem)\b", text)
        assert not raw, f"{path.name} names {raw}; give them a name in tokens.css"

    @pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
    def test_every_token_that_is_used_exists(self, path):
        own = set(re.findall(r"(--[\w-]+)\s*:", path.read_text()))
        known = set(re.findall(r"(--[\w-]+)\s*:", (CSS / "tokens.css").read_text())) | own
        # A custom property may be set on the element by another file, if a default stands beside its use.
        used = set(re.findall(r"var\((--[\w-]+)\)", path.read_text()))
        assert used <= known, f"{path.name} uses unknown tokens {sorted(used - known)}"

    def test_the_list_names_every_file_once(self):
        named = re.findall(r'url\("([^"]+)"\)', (CSS / "main.css").read_text())
        there = sorted(str(path.relative_to(CSS)) for path in CSS.rglob("*.css") if path.name != "main.css")
        assert sorted(named) == there

    def test_the_layers_are_ordered_before_anything_is_loaded(self):
        text = without_comments((CSS / "main.css").read_text()).strip()
        assert text.startswith("@layer tokens, reset, base, layout, components, utilities, print;")


class TestContrast:
    """WCAG 2.2 AA: 4.5 for text; 3 for lines that mark a control, and for the focus ring."""

    TEXT = [
        *product(["--ink", "--ink-soft", "--ink-faint", "--link"], ["--page", "--surface", "--surface-2"]),
        *product(["--ink", "--link"], ["--brand-tint"]),
        ("--on-brand", "--brand"), ("--on-brand", "--brand-strong"), ("--on-main", "--main"),
        ("--on-main", "--main-strong"), ("--on-avatar", "--avatar"), ("--note", "--note-tint"),
        ("--note-soft", "--note-tint"), ("--footer-ink", "--footer"), ("--footer-strong", "--footer"),
        ("--hero-soft", "--hero-from"), ("--hero-soft", "--hero-to"), ("--ink-faint", "--brand-tint"),
        *((f"--on-avatar-{number}", f"--avatar-{number}") for number in range(2, 9)),
        *((f"--{tone}", f"--{tone}-tint") for tone in ("ok", "wait", "bad", "call")),
        *product(["--ok", "--wait", "--bad"], ["--surface", "--page"]),
        *product(["--ink"], ["--ok-tint", "--wait-tint", "--bad-tint"]),
    ]
    LINES = [*product(["--line-strong", "--focus"], ["--surface", "--page"]), ("--amber-400", "--footer")]

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize(("ink", "ground"), TEXT)
    def test_text_can_be_read(self, scheme, ink, ground):
        assert contrast(scheme, ink, ground) >= 4.5

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize(("line", "ground"), LINES)
    def test_lines_can_be_seen(self, scheme, line, ground):
        assert contrast(scheme, line, ground) >= 3

    def test_the_measure_itself_tells_bad_pairs(self):
        assert contrast("light", "--white", "--amber-400") < 2


def contrast(scheme, one, other):
    light, dark = sorted((luminance(scheme, one), luminance(scheme, other)))
    return (dark + 0.05) / (light + 0.05)


def luminance(scheme, name):
    digits = colour(scheme, name).lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colour(scheme, name):
    """The hex value of a token; the dark block wins in the dark."""
    light, _, rest = (CSS / "tokens.css").read_text().partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("@media print")[0]
    value = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", light))
    if scheme == "dark":
        value |= dict(re.findall(r"(--[\w-]+):\s*([^;]+);", dark))
    found = value[name]
    while match := re.fullmatch(r"var\((--[\w-]+)\)", found):
        found = value[match[1]]
    return found


class TestScripts:
    def test_the_list_names_every_element_once(self):
        named = re.findall(r'^import "\./([^"]+)";', (JS / "main.js").read_text(), re.MULTILINE)
        defining = sorted(p.name for p in JS.glob("*.js") if "customElements.define" in p.read_text())
        assert sorted(named) == defining

    @pytest.mark.parametrize("path", sorted(JS.glob("*.js")), ids=lambda p: p.name)
    def test_one_custom_element_per_file_named_like_it(self, path):
        names = re.findall(r'customElements\.define\("([^"]+)"', path.read_text())
        assert names in ([], [path.stem])

    @pytest.mark.parametrize("path", sorted(JS.glob("*.js")), ids=lambda p: p.name)
    def test_a_script_writes_no_html_and_no_style(self, path):
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|\.style\b", path.read_text())


class TestTemplates:
    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
    def test_nothing_stands_inline(self, path):
        text = path.read_text()
        assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
        for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.DOTALL):
            assert not body.strip() or "application/json" in attributes, f"a script in the page: {body[:60]}"

    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
    def test_every_icon_that_is_named_exists(self, path):
        for name in re.findall(r"{% icon [\"']([\w-]+)[\"']|\bicon=[\"']([\w-]+)[\"']", path.read_text()):
            assert drawn(name[0] or name[1])

    def test_a_name_that_does_not_exist_would_be_found(self):
        with pytest.raises(lucide.IconDoesNotExist):
            drawn("file-plus-two")

    @pytest.mark.parametrize("path", sorted((ROOT / "templates" / "components").glob("*.html")), ids=lambda p: p.name)
    def test_every_component_says_what_it_needs(self, path):
        head = path.read_text().lstrip()[:400]
        assert head.startswith(("{% comment %}", "{#"))
        assert "ariables" in path.read_text()[:1200], f"{path.name} must list its variables at its top"

    @pytest.mark.parametrize("code", LOOKS)
    def test_every_status_icon_exists(self, code):
        assert drawn(LOOKS[code].icon)


def a_person(role, **fields):
    fields = {"username": "sari", "name": "Sari Contoh", "email": "sari@example.id", **fields}
    return User(pk=7, role=role, **fields)


class TestViewer:
    def request(self, user, **cookies):
        request = RequestFactory().get("/")
        request.user = user
        request.COOKIES.update(cookies)
        return request

    def test_a_visitor_without_a_session_is_not_asked_for_one(self, settings):
        asked = []
        user = SimpleLazyObject(lambda: asked.append(True) or AnonymousUser())
        assert viewer_of(self.request(user)) is None
        assert asked == []

    def test_with_a_session_the_person_is_known(self, settings):
        person = a_person(Role.CLIENT)
        user = SimpleLazyObject(lambda: person)
        assert viewer_of(self.request(user, **{settings.SESSION_COOKIE_NAME: "x"})) == person

    def test_a_request_without_a_user_has_no_viewer(self):
        assert viewer_of(RequestFactory().get("/")) is None


@pytest.fixture
def page(db):
    """Draw a template as this person reads it, in English."""

    def draw(template, user=None, path="/", **context):
        request = RequestFactory().get(path)
        request.user = user or AnonymousUser()
        with override("en"):
            return render_to_string(template, context, request)

    return draw


class TestLayouts:
    def test_the_desk_shows_the_organisation_and_the_address_at_the_top_of_the_navigation(self, page):
        person = a_person(Role.CLIENT, organisation=Organisation(pk=1, name="PT Maju Contoh"))
        html = page("layouts/desk.html", person)
        top = html.index("side__who")
        assert top < html.index("PT Maju Contoh", top) < html.index("Main Navigation")
        assert top < html.index("sari@example.id", top) < html.index("Main Navigation")

    def test_a_citizen_reads_their_own_name_there(self, page):
        html = page("layouts/desk.html", a_person(Role.CLIENT))
        assert "<b>Sari Contoh</b>" in html[html.index("side__who") :]

    def test_logging_out_is_a_form_on_wide_screens_and_on_a_phone(self, page):
        html = page("layouts/desk.html", a_person(Role.CLIENT))
        (form,) = re.findall(r'<form id="log-out" method="post" action="/akun/logout/" hidden>.*?</form>', html, re.DOTALL)
        assert "csrfmiddlewaretoken" in form
        assert len(re.findall(r'<button [^>]*type="submit" form="log-out">.*?Log Out', html, re.DOTALL)) == 2

    def test_the_language_switch_is_reachable_on_both(self, page):
        assert page("layouts/desk.html", a_person(Role.CLIENT)).count("/bahasa/en/?next=") == 2

    def test_a_name_with_html_is_only_a_name(self, page):
        html = page("layouts/desk.html", a_person(Role.CLIENT, name="<script>x</script>"))
        assert "<script>x" not in html
        assert "&lt;script&gt;x" in html

    def test_a_public_page_for_a_visitor_carries_no_token(self, page):
        html = page("layouts/public.html")
        assert "csrfmiddlewaretoken" not in html
        assert "Create Ticket" in html

    def test_the_public_page_has_one_yellow_button(self, page):
        assert page("layouts/public.html").count("button--main") == 1

    def test_an_editor_is_offered_no_ticket(self, page):
        assert "Create Ticket" not in page("layouts/public.html", a_person(Role.EDITOR))

    @pytest.mark.parametrize("layout", ["public", "desk"])
    def test_the_footer_has_years_name_version_and_the_servers_time(self, page, settings, layout):
        html = page(f"layouts/{layout}.html", a_person(Role.CLIENT))
        footer = html[html.index("<footer") :]
        assert re.search(r"© (\d{4}–)?20\d\d ", footer)
        assert f"version {settings.SOFTWARE_VERSION}" in footer
        assert re.search(r'<server-clock datetime="20\d\d-[^"]+\+07:00"[^>]*>\w+day, \d+ \w+ 20\d\d, \d\d:\d\d WIB', footer)
        assert "https://www.lapor.go.id" in footer
        # On public pages the links come from the page tree (home/tests/test_menus.py), which is empty here.
        assert ("/kebijakan-privasi/" in footer) is (layout == "desk")

    @pytest.mark.parametrize("code", ["404", "403", "403_csrf"])
    def test_error_pages_say_what_to_do(self, page, code):
        html = page(f"{code}.html")
        assert "error-page" in html
        assert "button--main" in html

    @pytest.mark.parametrize("code", ["500", "503"])
    def test_the_worst_pages_need_nothing_and_speak_both_languages(self, code):
        html = render_to_string(f"{code}.html")  # no database fixture: a query here would fail
        assert 'lang="id"' in html
        assert 'lang="en"' in html
        assert "css/main.css" in html
