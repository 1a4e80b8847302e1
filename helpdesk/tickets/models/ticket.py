from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Cast, Left
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import Applicant
from helpdesk.accounts.phone import validate_phone
from helpdesk.common.numbered import numbered_url
from helpdesk.tickets.models.assignment import AssignmentVerbs
from helpdesk.tickets.models.checking import CheckingVerbs
from helpdesk.tickets.models.conversation import ConversationVerbs
from helpdesk.tickets.models.correction import CorrectionVerbs
from helpdesk.tickets.models.deadlines import Deadlines
from helpdesk.tickets.models.holding import HoldingVerbs
from helpdesk.tickets.models.lifecycle import LifecycleVerbs
from helpdesk.tickets.models.recording import Recording
from helpdesk.tickets.models.sharing import SharingVerbs
from helpdesk.tickets.models.status import DONE, Status, WaitingFor
from helpdesk.tickets.models.submission import SubmissionVerbs
from helpdesk.tickets.models.tally import DueMark
from helpdesk.tickets.models.watching import WatchingVerbs
from helpdesk.tickets.querysets import TicketQuerySet

TITLE_MAX = 200
TEXT_MAX = 20_000
# PostgreSQL refuses a tsvector above 1 MiB; this much text always fits (TRAPS 32).
SEARCHED_CHARACTERS = 200_000
TO_CHECK = Q(unchecked_documents__gt=0, closed_at=None)


class NextNumber(Func):
    """The next ticket number, from a sequence of its own: unique, gaps allowed."""

    template = "nextval('helpdesk_ticket_number')"
    output_field = models.IntegerField()


class Ticket(
    SubmissionVerbs, AssignmentVerbs, WatchingVerbs, ConversationVerbs, CorrectionVerbs, CheckingVerbs, LifecycleVerbs,
    SharingVerbs, HoldingVerbs, Deadlines, Recording, models.Model,
):
    """One request from a client to the desk, from Submit to Evaluate."""

    number = models.PositiveIntegerField(_("Ticket Number"), unique=True, editable=False, db_default=NextNumber())
    title = models.CharField(_("Title"), max_length=TITLE_MAX)
    description = models.TextField(_("Description"), max_length=TEXT_MAX)
    service = models.ForeignKey("helpdesk.Service", models.PROTECT, related_name="tickets", verbose_name=_("service"))
    department = models.ForeignKey(
        "helpdesk.Department", models.PROTECT, related_name="tickets", db_index=False, verbose_name=_("Department")
    )
    source = models.ForeignKey("helpdesk.TicketSource", models.PROTECT, related_name="+", verbose_name=_("Source"))
    type = models.ForeignKey("helpdesk.TicketType", models.PROTECT, related_name="+", verbose_name=_("Type"))
    requester = models.ForeignKey(
        "helpdesk.User", models.PROTECT, related_name="tickets", db_index=False, verbose_name=_("Submitted By")
    )
    organisation = models.ForeignKey(
        "helpdesk.Organisation", models.PROTECT, null=True, blank=True, related_name="tickets", db_index=False,
        verbose_name=_("organisation"),
    )
    created_by = models.ForeignKey("helpdesk.User", models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        "helpdesk.User", models.PROTECT, null=True, blank=True, related_name="assigned_tickets", db_index=False,
        verbose_name=_("Assigned to"),
    )
    watchers = models.ManyToManyField("helpdesk.User", related_name="watched_tickets", blank=True)
    whatsapp_number = models.CharField(_("WhatsApp number"), max_length=20, blank=True, validators=[validate_phone])
    applicant = models.CharField(_("who applies"), max_length=20, choices=Applicant, blank=True)
    is_by_proxy = models.BooleanField(_("by power of attorney"), default=False)
    is_private = models.BooleanField(_("private to me"), default=False)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")

    status = models.CharField(_("Ticket Status"), max_length=12, choices=Status, default=Status.OPEN)
    waiting_for = models.CharField(max_length=12, choices=WaitingFor, default=WaitingFor.NOTHING, blank=True)
    status_before_wait = models.CharField(max_length=12, choices=Status, blank=True)
    status_before_escalation = models.CharField(max_length=12, choices=Status, blank=True)
    escalated_to = models.CharField(_("escalated to"), max_length=120, blank=True)
    escalation_reference = models.CharField(_("their number"), max_length=60, blank=True)
    # Kept by the documents noun: files that the client still owes, and files that staff have not judged.
    wanted_documents = models.PositiveSmallIntegerField(default=0)
    unchecked_documents = models.PositiveSmallIntegerField(default=0)
    documents_complete_at = models.DateTimeField(null=True)
    call_verified_at = models.DateTimeField(null=True)
    unanswered_calls = models.PositiveSmallIntegerField(default=0)
    closed_by = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    evaluated_at = models.DateTimeField(null=True)
    # With the number it opens the public page that tells the state and nothing else.
    pin = models.CharField(max_length=8, blank=True, db_default="")
    # A held ticket keeps its documents until somebody lets it go.
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey("helpdesk.User", models.PROTECT, null=True, related_name="+")
    hold_reason = models.CharField(_("why its documents are kept"), max_length=300, blank=True, db_default="")

    # Clock: see deadlines.py
    first_response_hours = models.DecimalField(max_digits=6, decimal_places=2)
    resolution_hours = models.DecimalField(max_digits=6, decimal_places=2)
    clock_started_at = models.DateTimeField(null=True)
    worked_seconds = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(_("due"), null=True)
    missed_due_at = models.DateTimeField(null=True)
    # Set by the database and by the clock, for the counts (tally.py); whoever asks whether it is late reads `due_at`.
    due_mark = models.PositiveSmallIntegerField(choices=DueMark, default=DueMark.NONE, db_default=0, editable=False)
    first_response_due_at = models.DateTimeField(null=True)
    first_response_at = models.DateTimeField(null=True)

    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    last_client_activity_at = models.DateTimeField(null=True)
    last_staff_activity_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)
    search = models.GeneratedField(
        expression=SearchVector(
            Cast("number", models.TextField()), "title", Left("description", SEARCHED_CHARACTERS), config="indonesian"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        indexes = [
            GinIndex(fields=["search"], name="ticket_search"),
            models.Index(fields=["requester", "-id"], name="ticket_of_requester"),
            models.Index(fields=["requester", "closed_at", "id"], name="ticket_of_requester_by_end"),
            models.Index(fields=["organisation", "-id"], name="ticket_of_organisation"),
            models.Index(fields=["department", "-id"], name="ticket_of_department"),
            models.Index(fields=["assignee", "-id"], name="ticket_of_assignee"),
            models.Index(fields=["status", "-id"], name="ticket_by_status"),
            models.Index(fields=["department", "status", "-id"], name="ticket_of_department_by_status"),
            models.Index(fields=["due_at", "id"], name="ticket_by_due"),
            models.Index(fields=["department", "due_at", "id"], name="ticket_of_department_by_due"),
            # What is open is little: these stay small, whatever lies behind.
            models.Index(fields=["-id"], name="ticket_open", condition=Q(closed_at=None)),
            models.Index(fields=["department", "-id"], name="ticket_open_of_department", condition=Q(closed_at=None)),
            models.Index(fields=["assignee", "due_at", "id"], name="ticket_open_of_assignee", condition=Q(closed_at=None)),
            models.Index(fields=["due_at", "id"], name="ticket_due", condition=Q(closed_at=None)),
            models.Index(fields=["department", "due_at", "id"], name="ticket_due_of_department", condition=Q(closed_at=None)),
            models.Index(fields=["due_mark", "due_at"], name="ticket_to_mark", condition=Q(due_mark__in=[1, 2])),
            # The newest that are late lie behind all that came after them, and so do those with documents.
            models.Index(fields=["-id"], name="ticket_late", condition=Q(due_mark=3)),
            models.Index(fields=["department", "-id"], name="ticket_late_of_department", condition=Q(due_mark=3)),
            # Every key is above 0. Lists say so and the clock does not, which would walk through these instead of `ticket_to_mark`.
            models.Index(fields=["-id"], name="ticket_today", condition=Q(due_mark=2, id__gt=0)),
            models.Index(fields=["department", "-id"], name="ticket_today_of_department", condition=Q(due_mark=2, id__gt=0)),
            models.Index(fields=["-id"], name="ticket_to_check_newest", condition=TO_CHECK),
            models.Index(fields=["department", "-id"], name="ticket_of_dep_to_check_newest", condition=TO_CHECK),
            models.Index(fields=["created_at"], name="ticket_created"),
            models.Index(fields=["closed_at"], name="ticket_closed", condition=Q(closed_at__isnull=False)),
            models.Index(fields=["due_at", "id"], name="ticket_to_check_by_due", condition=TO_CHECK),
            models.Index(fields=["department", "due_at", "id"], name="ticket_of_dep_to_check_by_due", condition=TO_CHECK),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=DONE, closed_at__isnull=False) | ~Q(status__in=DONE) & Q(closed_at=None),
                name="done_means_closed_at",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.PENDING) & ~Q(waiting_for="") | ~Q(status=Status.PENDING) & Q(waiting_for="")
                | Q(status=Status.ESCALATED, status_before_escalation=Status.PENDING) & ~Q(waiting_for=""),
                name="pending_means_waiting_for",
            ),
            models.CheckConstraint(
                condition=Q(evaluated_at=None) | Q(status=Status.CLOSED), name="only_closed_is_evaluated"
            ),
            models.CheckConstraint(condition=~Q(status__in=DONE) | Q(clock_started_at=None), name="done_stops_the_clock"),
            models.CheckConstraint(condition=~Q(title=""), name="ticket_has_a_title"),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None) | Q(held_at__isnull=False, held_by__isnull=False) & ~Q(hold_reason=""),
                name="held_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"#{self.number} {self.title}"

    def get_absolute_url(self):
        return numbered_url("helpdesk:ticket", self.number)

    # Questions

    @property
    def state(self):
        """The status as a `Status`, with its category and progress."""
        return Status(self.status)

    @property
    def is_done(self):
        return self.status in DONE

    @property
    def progress(self):
        """Per cent done. Milestones hold: accepted documents and a matching video call are not undone by a reply."""
        floor = 75 if self.call_verified_at else 50 if self.documents_complete_at else 0
        return max(self.state.progress, 0 if self.is_done else floor)

    @property
    def is_on_behalf(self):
        """Entered by an officer for the client."""
        return self.created_by_id != self.requester_id

    @property
    def waits_for_documents(self):
        """The client owes files: the page shows “Complete your documents”."""
        return not self.is_done and self.wanted_documents > 0

    def is_visible_to(self, user):
        return type(self).objects.visible_to(user).filter(pk=self.pk).exists()

    def permissions_for(self, user):
        """What `user` may do with this ticket now; views, templates and the API ask this object."""
        from helpdesk.tickets.permissions import TicketPermissions

        return TicketPermissions(self, user)
