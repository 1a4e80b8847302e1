"""HTML that is drawn once for everybody, with gaps where each person's own values will stand.

`gaps = Gaps()`; draw a template with `gaps["title"]` in the place of a value; `gaps.cut(html)` gives the pieces, which
can be kept; `filled(pieces, {"title": …})` puts the values in, escaped as templates do.
"""

import re
import secrets

from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe


class Gaps:
    """Names of gaps are lower-case words, with digits behind. The stand-ins hold a secret, so that no text of others can be taken for one."""

    def __init__(self):
        self._secret = secrets.token_hex(16)

    def __getitem__(self, name):
        return f"gap{self._secret}{name}."

    def cut(self, html):
        """Text, name, text, name … text. A stand-in survives escaping, since it is letters, digits and a dot."""
        return re.split(rf"gap{self._secret}([a-z][a-z0-9_]*)\.", str(html))


def filled(pieces, values):
    """The whole as safe HTML. A gap without a value is a KeyError."""
    whole = list(pieces)
    whole[1::2] = [conditional_escape(values[name]) for name in whole[1::2]]
    return mark_safe("".join(whole))  # noqa: S308  (text of templates, and escaped values)
