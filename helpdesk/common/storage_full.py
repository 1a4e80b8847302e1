"""No room on the disk: a sentence instead of a trace, and nothing half written."""

import errno

from django.utils.translation import gettext as _

FULL = {errno.ENOSPC, errno.EDQUOT}
STATUS = 507  # RFC 4918, Insufficient Storage


def is_storage_full(error: BaseException | None) -> bool:
    """True for an error that says “no room for more bytes”, or that came from one."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def sentence() -> str:
    return _("The server has no room for more files just now. What it has received is safe. Please try again later.")
