"""As whom PostgreSQL runs. It refuses root, so root borrows an account that exists already."""

import os
import pwd
import stat
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ACCOUNTS = ("postgres", "nobody")


def borrowed(data: Path) -> pwd.struct_passwd | None:
    """The account for root's PostgreSQL: the owner of the data, else the first that exists. None when we are not root."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        try:
            return pwd.getpwuid(data.stat().st_uid)
        except KeyError:
            pass
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ImproperlyConfigured(
        "PostgreSQL does not run as root, and this machine has neither an account postgres nor nobody. "
        "Run as an ordinary user or set DATABASE_URL."
    )


def run_as(account) -> dict:
    """Arguments for subprocess.run. The folder is / because the account may not enter ours."""
    arguments = {"cwd": "/"}
    if account is not None:
        arguments |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return arguments


def let_through(folder: Path, account) -> None:
    """Let the account walk through the folders above `folder`: the right to pass (o+x), never to read."""
    if account is None:
        return
    for parent in reversed([folder, *folder.parents]):
        state = parent.stat()
        if state.st_uid == account.pw_uid or state.st_mode & stat.S_IXOTH:
            continue
        parent.chmod(stat.S_IMODE(state.st_mode) | stat.S_IXOTH)
        sys.stderr.write(f"PostgreSQL runs as {account.pw_name}: {parent} may now be passed through (not read).\n")


def hand_over(path: Path, account) -> None:
    """Give one folder of ours to the account; nothing above it, nothing beside it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)
