"""Every mail of the site: plain text, some with HTML beside it, from the task queue, links built from the configured address.

A task that fails is tried again later by the clock (common/jobs.py), with longer and longer pauses.
"""

import logging
from urllib.parse import urlsplit

import nh3
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from helpdesk.common import mail_claims, mail_line

log = logging.getLogger(__name__)


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
    with translation.override(language or settings.LANGUAGE_CODE):
        context = with_the_office(context)
        subject = render_to_string(f"{template}_subject.txt", context)
        return " ".join(subject.split()), render_to_string(f"{template}_message.txt", context).strip() + "\n"


def rendered_html(template, context, language=None):
    """Return the HTML of a mail: `<template>_content.html`, made harmless, inside our frame. No picture from anywhere."""
    with translation.override(language or settings.LANGUAGE_CODE):
        context = with_the_office(context)
        content = harmless(render_to_string(f"{template}_content.html", context))
        return render_to_string("emails/frame.html", context | {"content": content})


def with_the_office(context):
    """What every mail names: the desk (asked once where the caller has not brought it) and our address."""
    from helpdesk.settings import DeskSettings

    return {"base_url": settings.BASE_URL, "desk": context.get("desk") or DeskSettings.current(), **context}


def harmless(html):
    """Whatever came into it: only the few tags and styles of our own mails remain, and links to the web."""
    return nh3.clean(
        html, tags={"p", "a", "b", "br", "h1", "div"}, attributes={"*": {"style"}, "a": {"href", "style"}},
        url_schemes={"http", "https"}, link_rel=None,
        filter_style_properties={
            "background-color", "border-radius", "color", "display", "font-size", "font-weight", "line-height", "margin",
            "padding", "text-decoration",
        },
    )  # fmt: skip


def absolute(path):
    """The full address of a path of ours; the Host header has no say in it."""
    return settings.BASE_URL + path


def send_now(to, subject, body, reply_to="", *, html="", headers=None):
    """Hand one mail to the mail server. Only tasks call this, outside of a transaction.

    However often a task is run, and by however many workers, its mail leaves once (mail_claims.py); one whose worker was
    killed while sending is not sent again. Raises mail_claims.IsGoing while another worker sends this very mail.
    """
    try:
        send_once(to, subject, body, reply_to, html=html, headers=headers, key=mail_claims.key_of_task())
    except mail_claims.HasGone:
        pass
    except mail_claims.NobodyKnows as mail:
        log.warning("A worker was killed while it sent mail %s; it may have arrived and is not sent again.", mail)


def send_once(to, subject, body, reply_to="", *, html="", headers=None, key=""):
    """As `send_now`, for who keeps a log of its mails: `key` names this one, and all of mail_claims' exceptions are raised."""
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", **(headers or {})}
    if key:
        # A line that breaks may have delivered the mail: by its name mailboxes know the second try.
        headers.setdefault("Message-ID", f"<{key}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>")
    with mail_line.opened() as line, mail_claims.claimed(key):
        mail = EmailMultiAlternatives(
            subject, body, to=[to], reply_to=[reply_to] if reply_to else None, headers=headers, connection=line
        )
        if html:
            mail.attach_alternative(html, "text/html")
        mail.send()


@task
def deliver(to, subject, body, reply_to="", html=""):
    send_now(to, subject, body, reply_to, html=html)
