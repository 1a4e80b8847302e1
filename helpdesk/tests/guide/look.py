"""Look at a page as everybody may: light and dark, on a phone and on a wide screen, with axe."""

from helpdesk.tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits

SIZES = (PHONE, DESKTOP)


class Looker:
    """`look(page)` asks axe four times; a page already seen in this state (`name`) is not asked again."""

    def __init__(self):
        self.seen = []

    def __call__(self, page, name):
        before = page.viewport_size
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                try:
                    assert_accessible(page)
                    assert_fits(page)
                except AssertionError as found:
                    raise AssertionError(f"{name}, {scheme}, {width} px: {found}") from None
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)
        self.seen.append(name)
