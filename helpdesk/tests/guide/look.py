"""Look at a page as everybody may: light and dark, on a phone and on a wide screen, with axe."""

from helpdesk.tests.browser import DESKTOP, PHONE, assert_accessible, assert_fits

# All that may differ in the dark.
COLOURS = ("color-contrast", "link-in-text-block")
# All that may differ in the content of a wider page: where things stand and how large they are.
PLACES = ("target-size", "scrollable-region-focusable")


class Looker:
    """`look(page, "what it shows")` asks axe; `seen` names the pages looked at.

    Everything is asked on a phone, and on a wide screen of the first page of each frame: its menus stand elsewhere
    there. What follows in the same frame differs from the phone only in place and size.
    """

    def __init__(self):
        self.seen, self.frames = [], set()

    def __call__(self, page, name):
        before = page.viewport_size
        frame = page.eval_on_selector_all("header a", "links => links.map(link => link.getAttribute('href')).join()")
        is_new = frame not in self.frames
        self.frames.add(frame)
        try:
            for (width, height), light, dark in ((PHONE, (), COLOURS), (DESKTOP, () if is_new else PLACES, COLOURS if is_new else None)):
                page.set_viewport_size({"width": width, "height": height})
                page.emulate_media(color_scheme="light", reduced_motion="reduce")
                assert_accessible(page, only=light)
                assert_fits(page)
                if dark:
                    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
                    assert_accessible(page, only=dark)
        except AssertionError as found:
            raise AssertionError(f"{name}: {found}") from None
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)
        self.seen.append(name)
