"""Who is told that an announcement has ended, each person once, in portions: a disruption may concern thousands."""

from django.db import transaction
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django_tasks import task

from helpdesk.accounts.models import Role, User
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Notification
from helpdesk.notifications.tell import tell
from helpdesk.tickets.models import Ticket

PORTION = 500
AFFECTED, OWNER, WATCHER = "announcement_over_affected", "announcement_over_owner", "announcement_over_watcher"


def tickets_of(announcement):
    """The open tickets about its services; all of them where it concerns everybody."""
    services = list(announcement.services.values_list("pk", flat=True))
    tickets = Ticket.objects.open()
    return tickets.filter(service__in=services) if services else tickets


def audience(announcement, *, owners, by=None):
    """The people to tell, each with `why`: who has it too; with `owners` the clients and the watchers of `tickets_of`."""
    affected = Q(pk__in=announcement.affected.values("person"))
    reasons, whom = [When(affected, then=Value(AFFECTED))], affected
    if owners:
        tickets = tickets_of(announcement)
        watched = Ticket.watchers.through.objects.filter(ticket__in=tickets)
        theirs = Q(role=Role.CLIENT, pk__in=tickets.values("requester"))
        reasons.insert(0, When(theirs, then=Value(OWNER)))
        whom |= theirs | Q(role__in=[Role.STAFF, Role.ADMIN, Role.SUPERADMIN], pk__in=watched.values("user"))
    people = User.objects.active().exclude(role=Role.EDITOR).filter(whom)
    if by is not None:
        people = people.exclude(pk=by.pk)
    return people.annotate(why=Case(*reasons, default=Value(WATCHER), output_field=CharField()))


def not_told(people, announcement):
    """Without those who know of it: the task may run again."""
    known = Notification.objects.filter(
        recipient=OuterRef("pk"), kind=Kind.ANNOUNCEMENT, facts__announcement=announcement.pk
    )
    return people.filter(~Exists(known))


@task
def tell_of_the_end(pk, tell_owners, after=0):
    """Tell the next portion, and leave the rest to a task of its own."""
    from home.models import Announcement

    with transaction.atomic():
        one = Announcement.objects.select_for_update(no_key=True, of=("self",)).filter(pk=pk, ended_at__isnull=False).first()
        if one is None:
            return
        rest = audience(one, owners=tell_owners, by=one.ended_by).filter(pk__gt=after)
        people = list(not_told(rest, one).order_by("pk")[:PORTION])
        for why in (OWNER, AFFECTED, WATCHER):
            facts = {"what": why, "announcement": one.pk, "title": one.title, "title_en": one.title_en}
            group = [person for person in people if person.why == why]
            if group:
                tell(group, Kind.ANNOUNCEMENT, facts=facts, path=one.get_absolute_url(), by=one.ended_by)
        one.told = (one.told or 0) + len(people)
        one.save(update_fields=["told", "updated_at"])
        if len(people) == PORTION:
            tell_of_the_end.enqueue(pk, tell_owners, people[-1].pk)
