"""Table of contents: every noun that lets the clock work for it."""

from helpdesk.common import jobs as common

__all__ = ["common"]
