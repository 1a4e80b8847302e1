"""Table of contents: every noun that lets the clock work for it."""

from helpdesk.accounts import jobs as accounts
from helpdesk.attachments import jobs as attachments
from helpdesk.calls import jobs as calls
from helpdesk.common import jobs as common
from helpdesk.common.captcha import jobs as captcha
from helpdesk.documents import jobs as documents
from helpdesk.notifications import jobs as notifications
from helpdesk.tickets import jobs as tickets
from helpdesk.worktime import jobs as worktime

__all__ = ["accounts", "attachments", "calls", "captcha", "common", "documents", "notifications", "tickets", "worktime"]
