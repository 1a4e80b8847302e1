"""What readers make of the FAQ: was it useful, did it spare a ticket, what was asked for and not found."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OpinionQuerySet(models.QuerySet):
    def say(self, entry, *, reader, is_useful, reason="", text=""):
        """What this reader thinks of the answer now; an earlier opinion of theirs is replaced."""
        said = {"is_useful": is_useful, "reason": reason, "text": text, "at": timezone.now()}
        return self.update_or_create(entry=entry, reader=reader, defaults=said)[0]


class Opinion(models.Model):
    """“Was this useful?”, once for each reader of an entry; who changes their mind changes the row.

    `reader` is a keyed hash of address and browser, so that nobody is counted twice and nobody is known.
    """

    class Reason(models.TextChoices):
        UNCLEAR = "unclear", _("I do not understand the answer")
        INCOMPLETE = "incomplete", _("Something is missing")
        OUTDATED = "outdated", _("It is no longer true")
        OTHER_QUESTION = "other_question", _("My question is another one")

    entry = models.ForeignKey("faq.FAQEntry", models.CASCADE, related_name="opinions")
    reader = models.CharField(max_length=64)
    is_useful = models.BooleanField()
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    text = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion about an answer")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["entry", "reader"], name="faq_opinion_once_for_each_reader"),
            models.CheckConstraint(
                condition=models.Q(is_useful=False) | models.Q(reason="", text=""), name="faq_reason_only_where_not_useful"
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="faq_opinion_newest")]

    def __str__(self):
        return f"{self.entry_id} {'+' if self.is_useful else '-'}"


FOLLOWS = timedelta(hours=24)  # a ticket within this time says that the answer was not enough
JUDGED_EVERY = timedelta(minutes=10)
STILL_JUDGED = timedelta(days=7)  # a clock that stood still may be as late as this


class OpeningQuerySet(models.QuerySet):
    def helped(self, at=None):
        """Nobody has to ask any more: a day went by without a ticket, and the clock has looked once more."""
        return self.filter(ticket=None, at__lt=(at or timezone.now()) - FOLLOWS - JUDGED_EVERY)

    def judge(self, at=None):
        """Who sent a ticket within a day all the same was not helped by what they had opened before it; return how many openings
        that are. Done by the clock: sending a ticket is no moment to think about answers."""
        Ticket = self.model._meta.get_field("ticket").related_model
        theirs = Ticket.objects.filter(
            requester=OuterRef("person"), created_at__gte=OuterRef("at"), created_at__lt=OuterRef("at") + FOLLOWS
        )
        recent = self.filter(ticket=None, at__gt=(at or timezone.now()) - FOLLOWS - STILL_JUDGED)
        return recent.filter(Exists(theirs)).update(ticket=Subquery(theirs.order_by("created_at", "pk").values("pk")[:1]))

    def record(self, entry, *, by, at=None):
        """`by` opens a proposed answer; opened again while it still may help, it counts once."""
        at = at or timezone.now()
        self.filter(entry=entry, person=by).judge(at)
        if not self.filter(entry=entry, person=by, ticket=None, at__gt=at - FOLLOWS).exists():
            self.create(entry=entry, person=by, at=at)


class Opening(models.Model):
    """A client opened a proposed answer while writing a ticket. It helped where no ticket of theirs followed."""

    entry = models.ForeignKey("faq.FAQEntry", models.CASCADE, related_name="openings")
    person = models.ForeignKey("helpdesk.User", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ticket = models.ForeignKey("helpdesk.Ticket", models.CASCADE, null=True, related_name="+")

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opened proposal")
        default_permissions = []
        indexes = [models.Index(fields=["person", "-at"], name="faq_opening_of_person")]

    def __str__(self):
        return f"{self.entry_id} {self.person_id}"


class UnfoundQuerySet(models.QuerySet):
    def open_ones(self):
        """What an editor might still write about, the most wanted first."""
        return self.filter(is_settled=False).order_by("-times", "-last_at", "-pk")


class Unfound(models.Model):
    """Words that were looked for without a result, and how often: what editors might write about next.

    Kept without who asked; words that look like somebody's data (addresses, long numbers) are never kept.
    """

    words = models.CharField(_("words"), max_length=120, unique=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField(_("first time"), default=timezone.now)
    last_at = models.DateTimeField(_("last time"), default=timezone.now)
    is_settled = models.BooleanField(_("settled"), default=False)

    objects = UnfoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        ordering = ["-times", "-last_at", "-pk"]
        default_permissions = ["change", "view"]
        indexes = [models.Index(fields=["-times", "-last_at"], name="faq_unfound_open", condition=models.Q(is_settled=False))]

    def __str__(self):
        return self.words
