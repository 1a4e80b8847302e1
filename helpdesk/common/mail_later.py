"""The mail backend of requests: whatever a package sends from one goes into the queue, not to the mail server.

The CMS tells people of its workflow this way. A mail server that hangs must hold no request, and one that is away must
lose no mail. Tasks hand their mails on by `mail.send_now`, which speaks to MAIL_BACKEND itself.
"""

from django.core.mail.backends.base import BaseEmailBackend

from helpdesk.common.mail import deliver


class LaterBackend(BaseEmailBackend):
    """One task for each address; text and HTML go along, attachments are not taken: nothing of ours sends any."""

    def send_messages(self, email_messages):
        for mail in email_messages:
            if mail.attachments:
                raise ValueError("A mail with an attachment cannot wait in the queue; send it by a task.")
            html = next((content for content, kind in getattr(mail, "alternatives", []) if kind == "text/html"), "")
            reply_to = mail.reply_to[0] if mail.reply_to else ""
            for address in mail.recipients():
                deliver.enqueue(address, " ".join(mail.subject.split()), mail.body, reply_to, html)
        return len(email_messages)
