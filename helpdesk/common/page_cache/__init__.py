"""Whole public pages for visitors, kept for a minute, and gone at once when somebody changes what they show.

A hit costs one statement (the mark of the generation; the page is read with it once per process, `copies`) and answers
with a body that is compressed already. Parts of other pages that are the same for everybody are kept by the same mark
(`same_for_all`). Nothing is kept unless its view says `for_every_visitor` (pages of the CMS: `SitePage`), and
only for browsers that bring nothing personal along; middleware.py lists the conditions.
"""

from .generation import forget_all, forget_all_on_commit
from .marker import for_every_visitor, is_for_every_visitor, mark_public_pages
from .parts import same_for_all

__all__ = ["for_every_visitor", "forget_all", "forget_all_on_commit", "is_for_every_visitor", "mark_public_pages", "same_for_all"]
