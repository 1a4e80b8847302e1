"""Table of contents: what the public side adds to the CMS, from the folder it lives in."""

from home.announcements import hooks as announcements  # noqa: F401
from home.editors import hooks  # noqa: F401
