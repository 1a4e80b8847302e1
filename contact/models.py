"""Table of contents of this app's tables."""

from contact.message import NAME_MAX, SUBJECT_MAX, TEXT_MAX, ContactMessage
from contact.page import ContactPage
from contact.reply import ANSWER_MAX, ContactReply

__all__ = ["ANSWER_MAX", "NAME_MAX", "SUBJECT_MAX", "TEXT_MAX", "ContactMessage", "ContactPage", "ContactReply"]
