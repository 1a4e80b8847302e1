"""What people do with an entry: ask, write, change, publish, take down. Each keeps a revision, with who and when."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish import UnpublishAction

from faq.workflow import approved, why_held
from helpdesk.accounts.models import User
from helpdesk.common.refused import Refused
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.tell import tell

KEPT = ("asked_by", "asked_at", "asked_subject", "asked_text", "answered_at", "sort_order")


class Verbs:
    """Mixin of FAQEntry. `answer` is safe HTML as the CMS keeps it (see faq/plain.py)."""

    @classmethod
    @transaction.atomic
    def ask(cls, *, department, subject, text, by, at=None):
        """A client's question: a draft without an answer, which the desk is told of (row B13)."""
        entry = cls.objects.create(
            question=subject, answer="", department=department, live=False,
            asked_by=by, asked_at=at or timezone.now(), asked_subject=subject, asked_text=text,
        )  # fmt: skip
        entry.keep(by=by, action="wagtail.create")
        facts = {"what": "question_sent", "person": str(by), "title": subject}
        tell(User.objects.may_handle(department), Kind.QUESTION, facts=facts, path=entry.desk_url, by=by)
        return entry

    @classmethod
    @transaction.atomic
    def write(cls, *, department, subject, answer, by, publish=False):
        """A new entry of the desk: a draft, or published at once."""
        entry = cls.objects.create(question=subject, answer=answer, department=department, live=False)
        entry.keep(by=by, action="wagtail.create")
        if publish:
            entry.go_public(by=by)
        return entry

    @transaction.atomic
    def revise(self, *, department, subject, answer, by, publish=False):
        """Change an entry. What the public reads changes with `publish` only; until then it is a draft beside it."""
        self.refuse_while_held(by)
        self.remember_the_first()
        draft = self.get_latest_revision_as_object()
        draft.question, draft.answer, draft.department = subject, answer, department
        if not draft.live:
            draft.save()
        draft.keep(by=by)
        self.refresh_from_db()
        if publish:
            self.go_public(by=by)

    @transaction.atomic
    def go_public(self, *, by):
        """Publish the newest revision, at its time where it has one; one that says nothing is refused.

        Where somebody has sent it for approval and `by` gives that, this is the approval.
        """
        self.refuse_while_held(by)
        revision = self.latest_revision or self.keep(by=by)
        if not strip_tags(revision.content["answer"]).strip():
            raise Refused(_("Write an answer first: an entry without one cannot be published."))
        if not approved(self, revision, by=by):
            self.publish(revision, user=by, skip_permission_checks=True)
        self.refresh_from_db()

    @transaction.atomic
    def take_down(self, *, by):
        """Nobody but the desk reads it any more; it stays, as a draft."""
        if not self.live:
            raise Refused(_("This entry is not published."))
        self.refuse_while_held(by)
        UnpublishAction(self, user=by).execute(skip_permission_checks=True)

    def refuse_while_held(self, by):
        if why := why_held(self, by):
            raise Refused(why)

    def keep(self, *, by, action="wagtail.edit"):
        # Not cleaned: a draft may be without an answer, as in the CMS.
        return self.save_revision(user=by, clean=False, log_action=action)

    def remember_the_first(self):
        """What stood here before anybody kept revisions must not be lost with the first change."""
        if self.latest_revision_id is None:
            first = self.save_revision(clean=False, changed=False)
            if self.live:
                self.live_revision = first
                self.save(update_fields=["live_revision"])

    @transaction.atomic
    def tell_the_asker(self):
        """Once, when the answer is there to be read; however it was published: here, in the CMS, by its time."""
        first_time = type(self).objects.filter(pk=self.pk, live=True, asked_by__isnull=False, answered_at=None)
        now = timezone.now()
        if first_time.update(answered_at=now):
            self.answered_at = now
            facts = {"what": "question_answered", "title": self.asked_subject}
            tell([self.asked_by], Kind.QUESTION, facts=facts, path=self.desk_url)

    def with_content_json(self, content):
        """Who asked what, and the place in the list, are facts about the entry, whichever revision is published."""
        entry = super().with_content_json(content)
        for name in KEPT:
            setattr(entry, name, getattr(self, name))
        return entry

    @property
    def desk_url(self):
        return reverse("faq_desk:entry", args=[self.pk])
