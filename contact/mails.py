"""The answer to a visitor, by email.

SECURITY: the address is unconfirmed, anybody may have typed it into the form. So the mail holds what an officer wrote,
the message's number and its date; never the visitor's own name, title or text: the form would send whatever a stranger
likes to whomever they like, in our name.
"""

from smtplib import SMTPException
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress, get_emailconfirmation_model
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop
from django_tasks import task

from contact.reply import ContactReply
from helpdesk.common import mail, mail_claims
from helpdesk.notifications.mails import KILLED, is_final, reason_of
from helpdesk.settings import DeskSettings

UNUSABLE = gettext_noop("The address cannot be used.")
LANGUAGE = "id"  # what the visitor reads is not known


@task
def send_reply(reply_id):
    """Send one answer, unless it has gone. A failure is noted, then raised: the clock tries again (common/jobs.py)."""
    reply = ContactReply.objects.select_related("message").filter(pk=reply_id).first()
    if reply is None or reply.has_gone:
        return
    try:
        mail.send_once(reply.message.email, **letter(reply), key=key_of(reply))
    except mail_claims.HasGone:
        reply.note(ContactReply.State.SENT)
    except mail_claims.NobodyKnows:
        reply.note(ContactReply.State.FAILED, KILLED)
    except ValueError:  # an address or header that no mail can have: trying again would not help
        reply.note(ContactReply.State.FAILED, UNUSABLE, tried=True)
    except (SMTPException, OSError) as error:
        reply.note(ContactReply.State.FAILED, reason_of(error), tried=True)
        if not is_final(error):
            raise
    else:
        reply.note(ContactReply.State.SENT, tried=True)


def key_of(reply):
    """The name under which the mail leaves once (helpdesk/common/mail_claims.py)."""
    return f"contact-answer-{reply.pk}"


def letter(reply):
    """Subject, text, Reply-To and headers; the same for every try."""
    desk, message = DeskSettings.current(), reply.message
    context = {"desk": desk, "number": message.pk, "sent_at": message.created_at, "answer": reply.text}
    subject, body = mail.rendered("emails/contact_answer", context, LANGUAGE)
    domain = urlsplit(settings.BASE_URL).hostname or "localhost"
    headers = {"Message-ID": f"<contact-answer-{reply.pk}@{domain}>", "Auto-Submitted": "no"}  # an officer wrote it
    return {"subject": subject, "body": body, "reply_to": desk.email, "headers": headers}


@task
def invite(address_id):
    """Ask the owner of an address to confirm it: their message became a ticket. The link is made when the task runs."""
    row = EmailAddress.objects.filter(pk=address_id, verified=False, user__is_active=True).first()
    if row is None:
        return
    key = get_emailconfirmation_model().create(row).key
    context = {
        "link": mail.absolute(reverse("account_confirm_email", args=[key])),
        "reset": mail.absolute(reverse("account_reset_password")),
    }  # fmt: skip
    mail.send_now(row.email, *mail.rendered("emails/contact_invitation", context, LANGUAGE))
