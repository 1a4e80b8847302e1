"""Look at a page as everybody may: light and dark, on a phone and on a wide screen, with axe."""

from helpdesk.tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits

SIZES = (PHONE, DESKTOP)
# All that may differ in the dark.
COLOURS = ("color-contrast", "link-in-text-block")


class Looker:
    """`look(page, "what it shows")` asks axe four times; `seen` names the pages looked at."""

    def __init__(self):
        self.seen = []

    def __call__(self, page, name):
        before = page.viewport_size
        for scheme, rules in (("light", ()), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                try:
                    assert_accessible(page, only=rules)
                    assert_fits(page)
                except AssertionError as found:
                    raise AssertionError(f"{name}, {scheme}, {width} px: {found}") from None
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)
        self.seen.append(name)
