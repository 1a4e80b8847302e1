"""What happens to a message: it comes in; an Admin answers it, puts it aside, or makes it a ticket."""

from functools import wraps

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.permissions import ContactPermissions
from helpdesk.accounts.models import Role, User
from helpdesk.common import mail_claims
from helpdesk.common.refused import Refused
from helpdesk.common.seen import fingerprint
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.tell import tell


class Changed(Refused):
    """Somebody else has done something with the message since the form was made."""


def verb(method):
    """One step by one person: in a transaction, on the locked row, by somebody who may. `seen`: what the form was made from."""

    @wraps(method)
    @transaction.atomic
    def step(self, *args, by, seen=None, **kwargs):
        if not ContactPermissions(by).can_manage:
            raise PermissionError("contact messages are the managers'")
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        if seen is not None and seen != self.version():
            raise Changed(_("Somebody else has worked on this message meanwhile. Look again before you go on."))
        return method(self, *args, by=by, **kwargs)

    return step


class Verbs:
    """Mixin of ContactMessage."""

    @classmethod
    def receive(cls, *, name, email, subject, text, token, is_from_a_robot=False, at=None):
        """Keep a message once, however often its form is posted; tell the managers, but for what a robot sent."""
        facts = {"name": name, "email": email, "subject": subject, "text": text}
        state = cls.State.SPAM if is_from_a_robot else cls.State.NEW
        try:
            with transaction.atomic():
                message = cls.objects.create(**facts, token=token, state=state)
                if at is not None:
                    cls.objects.filter(pk=message.pk).update(created_at=at, updated_at=at)
                    message.refresh_from_db()
                if state == cls.State.NEW:
                    message.tell_the_desk()
        except IntegrityError:
            message = cls.objects.filter(token=token).first()
            if message is None:  # it was not the token
                raise
        return message

    def tell_the_desk(self):
        """Without a word of the visitor's: a mailbox is read on strange screens."""
        managers = User.objects.active().filter(role__in=[Role.ADMIN, Role.SUPERADMIN])
        tell(managers, Kind.CONTACT, facts={"what": "contact_message", "number": self.pk}, path=self.get_absolute_url())

    def version(self):
        """What a form about this message was made from."""
        return fingerprint([self.state, self.ticket_id, self.handled_at, self.replies.count()])

    @verb
    def answer(self, text, *, by, at=None):
        """Keep the answer, and send it in the background to the address that the visitor gave; return it."""
        from contact.mails import send_reply

        if self.state == self.State.SPAM:
            raise Refused(_("This message is marked as spam. Say first that it is none, then answer it."))
        reply = self.replies.create(text=text, by=by, at=at or timezone.now())
        self._settle(self.State.ANSWERED, by=by, at=at)
        send_reply.enqueue(reply.pk)
        return reply

    @verb
    def send_again(self, reply, *, by):
        """Try an answer once more that could not be sent, or whose worker was killed while it sent it."""
        from contact.mails import key_of, send_reply

        if not reply.has_failed:
            raise Refused(_("This answer is on its way already."))
        mail_claims.forget_killed(key_of(reply))
        reply.note(reply.State.QUEUED)
        send_reply.enqueue(reply.pk)

    @verb
    def mark_as_spam(self, *, by, at=None):
        """Out of the list; deleted after a while (jobs.py). What was answered is no spam."""
        if self.ticket_id or self.replies.exists():
            raise Refused(_("This message was answered, so it stays."))
        self._settle(self.State.SPAM, by=by, at=at)

    @verb
    def mark_as_answered(self, *, by, at=None):
        """Answered elsewhere: by telephone, in the office."""
        if self.state == self.State.SPAM:
            raise Refused(_("This message is marked as spam. Say first that it is none, then answer it."))
        self._settle(self.State.ANSWERED, by=by, at=at)

    @verb
    def mark_as_new(self, *, by):
        """No spam after all, or not answered yet: it waits for an answer again."""
        if self.ticket_id or self.replies.exists():
            raise Refused(_("This message was answered, so it stays."))
        self.state, self.handled_by, self.handled_at = self.State.NEW, None, None
        self.save()

    @verb
    def into_ticket(self, *, service, by, client=None, newcomer=""):
        """Make a ticket of `client`, or of a new client called `newcomer`; return it. The second time: the first ticket."""
        from contact.into_ticket import make_ticket

        if self.ticket_id:
            return self.ticket
        if self.state == self.State.SPAM:
            raise Refused(_("This message is marked as spam. Say first that it is none, then answer it."))
        self.ticket = make_ticket(self, service=service, client=client, newcomer=newcomer, by=by)
        self._settle(self.State.ANSWERED, by=by)
        return self.ticket

    def _settle(self, state, *, by, at=None):
        self.state, self.handled_by, self.handled_at = state, by, at or timezone.now()
        self.save()
