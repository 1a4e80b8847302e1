"""The FAQ of Beranda in tabs. They are links, so that they work without JavaScript; the script only saves the trip."""

from dataclasses import dataclass
from urllib.parse import urlencode

SECTION = "tanya-jawab"


@dataclass(frozen=True)
class Tab:
    """One department that has something to say."""

    code: str
    label: str
    entries: list
    is_current: bool

    @property
    def url(self):
        return f"?{urlencode({'departemen': self.code})}#{SECTION}"


def faq_tabs(departments, code):
    """Tabs for `[(department, entries), …]`; the one named by `code` is open, else the first."""
    codes = [department.code for department, _entries in departments]
    current = code if code in codes else next(iter(codes), "")
    return [Tab(d.code, str(d), entries, d.code == current) for d, entries in departments]
