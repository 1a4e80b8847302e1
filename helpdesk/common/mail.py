"""Every mail of the site: plain text, from the task queue, links built from the configured address.

A task that fails is tried again later by the clock (common/jobs.py), with longer and longer pauses.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task


def send_later(*, to, subject, body, reply_to=""):
    """Put one mail into the queue, within the transaction of the change that it tells about.

    `to` is one address or a list; each gets a mail of its own, so that nobody reads another's address.
    Never put a secret link into it this way (the queue keeps arguments): make a task that renders it when it runs.
    """
    for address in [to] if isinstance(to, str) else to:
        deliver.enqueue(address, " ".join(str(subject).split()), str(body), reply_to)


def send_template_later(*, to, template, context, language=None):
    """Render `<template>_subject.txt` and `<template>_message.txt` in a language and queue the mail."""
    subject, body = rendered(template, context, language)
    send_later(to=to, subject=subject, body=body)


def rendered(template, context, language=None):
    """Return subject and body of a mail as text."""
    from helpdesk.settings import DeskSettings

    with translation.override(language or settings.LANGUAGE_CODE):
        context = {"desk": DeskSettings.current(), "base_url": settings.BASE_URL, **context}
        subject = render_to_string(f"{template}_subject.txt", context)
        return " ".join(subject.split()), render_to_string(f"{template}_message.txt", context).strip() + "\n"


def absolute(path):
    """The full address of a path of ours; the Host header has no say in it."""
    return settings.BASE_URL + path


def send_now(to, subject, body, reply_to=""):
    """Hand one mail to the mail server. Only tasks call this."""
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    EmailMessage(subject, body, to=[to], reply_to=[reply_to] if reply_to else None, headers=headers).send()


@task
def deliver(to, subject, body, reply_to=""):
    send_now(to, subject, body, reply_to)
