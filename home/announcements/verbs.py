"""What people do with an announcement: say that they have it too, take that back, end it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from helpdesk.common.refused import Refused
from helpdesk.notifications.tell import is_quiet
from home.announcements.period import State
from home.announcements.telling import tell_of_the_end

ENDED = "home.end_announcement"  # in Wagtail's log
KEPT = ("ended_at", "ended_by", "closing_words", "told")


class Verbs:
    """Mixin of Announcement. Each locks the row, so that nobody joins what has just ended without being told of the end."""

    @classmethod
    @transaction.atomic
    def announce(cls, *, by, services=(), at=None, **facts):
        """Write and publish one, as the CMS does: with a revision and lines in its log. `at`: when it was published."""
        one = cls(live=False, first_published_at=at, **facts)
        one.services = services
        one.full_clean()
        one.save()
        one.publish(one.save_revision(user=by, log_action="wagtail.create"), user=by, skip_permission_checks=True)
        one.refresh_from_db()
        return one

    @transaction.atomic
    def have_too(self, *, by, at=None):
        """“I have this too”: counted once for each person, however often it is pressed; True the first time."""
        one = self._locked()
        if one.kind != one.Kind.DISRUPTION or one.state(at) != State.RUNNING:
            raise Refused(_("This disruption is over. If you still have it, please write a ticket."))
        return one.affected.get_or_create(person=by)[1]

    @transaction.atomic
    def take_back(self, *, by):
        """It was a mistake, or is gone for this person; nothing happens where they had not said it."""
        one = self._locked()
        if one.state() != State.RUNNING:
            raise Refused(_("This disruption is over."))
        row = one.affected.filter(person=by).first()
        if row is not None:
            row.delete()
        return row is not None

    @transaction.atomic
    def end(self, *, by, words="", tell_owners=False, at=None):
        """Declare it over, with a word on what became of it.

        Who said “I have this too” is told; with `tell_owners` also whoever has an open ticket about its services, and who
        watches one. A period that passes by itself tells nobody.
        """
        at = at or timezone.now()
        state = self._locked().state(at)
        if state == State.OVER:
            raise Refused(_("It is over already."))
        if state != State.RUNNING:
            raise Refused(_("It has not begun yet. Change its period or take it down instead."))
        self.ended_at, self.ended_by, self.closing_words, self.told = at, by, words, 0
        self.save(update_fields=[*KEPT, "updated_at"])
        log(instance=self, action=ENDED, user=by, data={"words": words, "tell_owners": tell_owners})
        if not is_quiet():
            tell_of_the_end.enqueue(self.pk, tell_owners)

    def _locked(self):
        return type(self).objects.select_for_update(no_key=True).get(pk=self.pk)

    def with_content_json(self, content):
        """That it ended is a fact about it, whichever revision is published."""
        one = super().with_content_json(content)
        for name in KEPT:
            setattr(one, name, getattr(self, name))
        return one
