"""The mails that a demo has “sent”: files below the private folder (DESIGN section 9)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

# What Django's file backend writes behind each mail.
DIVIDER = b"\n" + b"-" * 79 + b"\n"
NEWEST = 50


@dataclass(frozen=True)
class Sent:
    """One mail as text."""

    to: str
    subject: str
    body: str
    at: datetime


def newest_mails(most=NEWEST):
    """Return the newest mails, newest first; an empty list where none was sent."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda f: f.stat().st_mtime, reverse=True) if folder.is_dir() else []
    mails = [_read(part) for file in files[:most] for part in file.read_bytes().split(DIVIDER) if part.strip()]
    return sorted(mails, key=lambda mail: mail.at, reverse=True)[:most]


def _read(raw):
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))
    at = parsedate_to_datetime(message["Date"]) if message["Date"] else datetime.now(UTC)
    at = at if at.tzinfo else at.replace(tzinfo=UTC)  # Django writes “-0000”, which names no zone
    return Sent(str(message["To"]), str(message["Subject"]), body.get_content() if body else "", at)
