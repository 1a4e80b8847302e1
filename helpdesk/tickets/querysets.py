"""The words in which tickets are looked up. Everything starts from `visible_to(user)`."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from helpdesk.accounts.models import Role, User
from helpdesk.accounts.querysets import shown_of
from helpdesk.catalogue.models import Service
from helpdesk.common.dates import end_of_day
from helpdesk.tickets.models.sharing import SharedTickets
from helpdesk.tickets.models.status import Status

MOST_OPENINGS = 300
# Django needs as long for a column as PostgreSQL for a row (docs/performance.md).
OF_ITSELF = (
    "number", "title", "status", "waiting_for", "created_at", "closed_at", "due_at", "clock_started_at", "wanted_documents",
    "unchecked_documents", "documents_complete_at", "call_verified_at", "unanswered_calls", "evaluated_at", "escalated_to",
    "is_private", "department", "organisation", "requester", "assignee",
)  # fmt: skip
OF_OTHERS = ("department__name", "department__name_en", "organisation__name", "requester__name", *shown_of("assignee"))


class TicketQuerySet(SharedTickets, models.QuerySet):
    def visible_to(self, user):
        """Only what `user` may know to exist (MANUALS, table C). SECURITY: every path starts here."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role in {Role.SUPERADMIN, Role.ADMIN}:
            return self.all()
        if user.role == Role.STAFF:
            watched = self.model.watchers.through.objects.filter(ticket=OuterRef("pk"), user=user)
            mine = Q(assignee=user) | Exists(watched)
            return self.filter(mine | Q(department=user.department_id) if user.department_id else mine)
        if user.role == Role.CLIENT:
            own = Q(requester=user)
            if user.is_member and user.organisation.shares_tickets:
                own |= Q(organisation=user.organisation_id, is_private=False)
            return self.filter(own)
        return self.none()

    def open(self):
        """Not done."""
        return self.filter(closed_at=None)

    def done(self):
        return self.filter(closed_at__isnull=False)

    def waiting(self):
        """The client must act."""
        return self.filter(status=Status.PENDING)

    def overdue(self, at=None):
        """The clock runs and the due date has passed."""
        return self.open().filter(clock_started_at__isnull=False, due_at__lt=at or timezone.now())

    def due_today(self, at=None):
        """The clock runs and the due date is still to come today, in the site's zone."""
        at = at or timezone.now()
        return self.open().filter(clock_started_at__isnull=False, due_at__gte=at, due_at__lt=end_of_day(at))

    def assigned_to(self, user):
        return self.filter(assignee=user)

    def unassigned(self):
        return self.open().filter(assignee=None)

    def with_documents_to_check(self):
        return self.open().filter(unchecked_documents__gt=0)

    def for_list(self):
        """What a row of the desk's lists shows, in one query and in as few columns as that needs."""
        return self.select_related("department", "requester", "organisation", "assignee").only(*OF_ITSELF, *OF_OTHERS)

    def for_cards(self):
        """What a card of its client's list shows; `know_calls` adds the video calls."""
        return self.only(*OF_ITSELF)

    def for_page(self, *, at=None, people=True):
        """What the ticket page shows, in one query; `watched_by` holds the watchers for the permissions object,
        `files_on_their_way` what `helpdesk.documents.views.unfinished` lists. Without `people` the caller knows them."""
        at = at or timezone.now()
        people = ("requester__organisation", "assignee", "closed_by", "created_by") if people else ()
        return self.select_related("department", "organisation", "service", "source", "type", "follows", *people).annotate(
            watched_by=ArraySubquery(_watchers_of_each()), files_on_their_way=ArraySubquery(self._files_of_each(at)),
            disruption=Subquery(_disruption_of_each(at)), contact_message_pk=Subquery(self._contact_message_of_each()),
        ).with_call()

    def with_call(self):
        """`call_ahead`: the video call that is proposed or booked, for `helpdesk.tickets.call_ahead`; no statement more."""
        calls = self.model._meta.get_field("calls").related_model.objects.coming().filter(ticket=OuterRef("pk"))
        officer = JSONObject(**{name.partition("__")[2]: name for name in shown_of("officer")})
        facts = {name: name for name in ("id", "state", "starts_at", "ends_at", "officer_id", "link", "note")}
        return self.annotate(call_ahead=Subquery(calls.order_by().values(shown=JSONObject(officer=officer, **facts))[:1]))

    def with_openings(self):
        """`openings`: who of the desk opened which file, the newest MOST_OPENINGS, as what its client reads; no statement more."""
        files = self.model._meta.get_field("attachments").related_model
        openings = files._meta.get_field("openings").related_model.objects.filter(
            attachment__ticket=OuterRef("pk"), attachment__is_internal=False
        )
        person = JSONObject(id="person_id", **{name.partition("__")[2]: name for name in shown_of("person")})
        facts = JSONObject(
            file="attachment_id", name="attachment__name", slot="attachment__version__slot_id", what="what", at="at", person=person
        )
        return self.annotate(openings=ArraySubquery(openings.order_by("-at", "-pk").values(shown=facts)[:MOST_OPENINGS]))

    def _contact_message_of_each(self):
        return self.model._meta.get_field("contact_message").related_model.objects.filter(ticket=OuterRef("pk")).order_by().values("pk")[:1]

    def _files_of_each(self, at):
        """The uploads of a ticket that are neither kept nor refused, with their owners."""
        uploads = self.model._meta.get_field("uploads").related_model.objects.going_on(at)
        facts = {name: name for name in ("key", "name", "size", "received", "place", "sentence")}
        shown = JSONObject(owner="owner_id", **facts)
        return uploads.filter(ticket=OuterRef("pk")).order_by("pk").values(shown=shown)


def _disruption_of_each(at):
    """What is announced as disturbed about the ticket's service just now, the newest, as what the page shows of it."""
    announcements = Service._meta.get_field("announcements").related_model.objects
    running = announcements.current(at).filter(kind="disruption").concerning(OuterRef(OuterRef("service"))).order_by("-starts_at", "-pk")
    return running.values(shown=JSONObject(id="pk", title="title", title_en="title_en"))[:1]


def _watchers_of_each():
    """The active colleagues who follow a ticket, by name, each as what the page shows of a person."""
    people = User.objects.active().desk().filter(watched_tickets=OuterRef("pk")).order_by("name", "pk")
    return people.values(shown=JSONObject(id="pk", username="username", name="name", role="role", avatar="avatar"))
