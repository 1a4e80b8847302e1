"""Notifications by e-mail: one task for each mail, and a log that says what became of it.

A mail holds the sentence, the ticket's number, its service and a link; never a message, a file or a document's content:
mailboxes are read on strange screens (LESSONS: link instead).
"""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop
from django_tasks import task

from helpdesk.accounts.addresses import confirmed_address
from helpdesk.common import mail, mail_line
from helpdesk.common.mail_claims import HasGone, IsGoing, NobodyKnows
from helpdesk.common.planned import Planned
from helpdesk.notifications.models import Delivery, Notification
from helpdesk.notifications.sentences import Teller, subject
from helpdesk.settings import DeskSettings

NO_ACCESS = gettext_noop("The person may not see this any more.")
NO_ADDRESS = gettext_noop("No confirmed email address.")
REFUSED = gettext_noop("The mail server refuses the address.")
NO_SERVER = gettext_noop("The mail server could not be reached.")
KILLED = gettext_noop("The worker was stopped while it sent this mail: it may have arrived. It is not sent again.")


PORTION = 25
"""Mails of one task: they share a line to the mail server. A worker that is killed leaves no more than these behind."""


@task
def post(notification_ids):
    """Note in the log that each of these goes out, and send them; many are sent by tasks of their own, behind all else
    that waits: whoever asks for a new password does not stand in line behind ten thousand notices."""
    Delivery.objects.bulk_create(
        [Delivery(notification_id=pk) for pk in notification_ids], ignore_conflicts=True, batch_size=1000
    )
    if len(notification_ids) == 1:
        return send(notification_ids[0])
    with transaction.atomic():
        for start in range(0, len(notification_ids), PORTION):
            send_some.enqueue(notification_ids[start : start + PORTION])


@task(priority=-10)  # behind what somebody waits for
def send_some(notification_ids):
    """Send a portion; one address that fails keeps no other waiting. What is left is tried again with the whole task, which
    passes over what has gone; three failures in a row mean that the mail server is away."""
    failed, in_a_row = None, 0
    with mail_line.kept_open():
        for pk in notification_ids:
            try:
                send(pk)
            except (SMTPException, OSError, IsGoing) as error:
                failed, in_a_row = error, in_a_row + 1
                if in_a_row == 3:
                    break
            else:
                in_a_row = 0
    if failed is not None:
        raise failed


@task
def send_one(notification_id):
    send(notification_id)


def send(notification_id):
    """Send one mail, unless the log says that it has gone or must not go. A failure is noted, then raised: the clock tries
    again. Never twice, however many workers are at it: mail_claims.py."""
    delivery = _log.first(pk=notification_id)
    if delivery is None or delivery.is_settled:
        return
    notification = _seen.first(pk=notification_id)
    to = confirmed_address(notification.recipient) if notification else ""
    if not to:
        return delivery.note(Delivery.State.SKIPPED, NO_ADDRESS if notification else NO_ACCESS)
    try:
        mail.send_once(to, **letter(notification), key=f"notification-{notification_id}")
    except HasGone:
        delivery.note(Delivery.State.SENT)
    except NobodyKnows:
        delivery.note(Delivery.State.UNSURE, KILLED)
    except (SMTPException, OSError) as error:
        delivery.note(Delivery.State.FAILED, reason_of(error), tried=True)
        if not is_final(error):
            raise
    else:
        delivery.note(Delivery.State.SENT, tried=True)


# Asked ten thousand times in a row while people wait for pages: put together and planned once.
_log = Planned(lambda pk: Delivery.objects.filter(notification=pk).order_by(), pk=int)
_seen = Planned(lambda pk: Notification.objects.still_seen().for_telling().select_related("recipient").filter(pk=pk).order_by(), pk=int)


def letter(notification):
    """Subject, text, HTML and headers of one notification in the language of its recipient."""
    person, ticket, desk = notification.recipient, notification.ticket, DeskSettings.current()
    with translation.override(person.language):
        path = notification.get_absolute_url()
        context = {
            "sentence": Teller(person, [notification], in_mail=True, desk=desk).text(notification),
            "subject": subject(notification), "desk": desk,
            "ticket": ticket, "service": str(ticket.service) if ticket else "", "person": person,
            "link": mail.absolute(path) if path else "", "choices": mail.absolute(reverse("helpdesk:notification_choices")),
        }  # fmt: skip
    words, body = mail.rendered("emails/notification", context, person.language)
    html = mail.rendered_html("emails/notification", context, person.language)
    return {"subject": words, "body": body, "html": html, "headers": threading(notification)}


def threading(notification):
    """Headers by which mail programs put the mails about one ticket together; the same for every try of one mail."""
    domain = urlsplit(settings.BASE_URL).hostname or "localhost"
    headers = {"Message-ID": f"<notification-{notification.pk}@{domain}>"}
    if notification.ticket_id:
        first = f"<ticket-{notification.ticket.number}@{domain}>"
        headers |= {"In-Reply-To": first, "References": first}
    return headers


def reason_of(error):
    """Why it failed, without the address that some servers repeat."""
    if isinstance(error, SMTPRecipientsRefused):
        return REFUSED
    if isinstance(error, SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return NO_SERVER if isinstance(error, OSError) and not isinstance(error, SMTPException) else type(error).__name__


def is_final(error):
    """The server says that it will never take mail for this address."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _words in error.recipients.values())
