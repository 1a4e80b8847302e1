"""On what is measured: people, tickets, words. Read from the database of the load, by the same rule at every size."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min

from helpdesk.accounts.models import Role, User
from helpdesk.catalogue.models import Service
from helpdesk.common.paging import keyset_page
from helpdesk.tickets.filters import ORDERS
from helpdesk.tickets.models import Ticket

ROLES = (Role.SUPERADMIN, Role.ADMIN, Role.STAFF, Role.CLIENT)


class NothingToMeasure(Exception):
    """The database lacks something that is measured; the text says what."""


@dataclass(frozen=True)
class Facts:
    """`people`: user names by role, and "talk", "long_talk": who opens these two tickets. `numbers`: of tickets.
    `words`: "common", "rare", "phrase". `cursors`: of a page in the middle, by who turns the pages. `service`: the code of
    what is asked for; "desk" among the people answers its tickets. `logins`: user names who log in one after the other."""

    password: str
    people: dict
    numbers: dict
    words: dict
    service: str
    service_department: int
    department: int
    cursors: dict
    logins: tuple


def gather(told):
    """`told`: what the load says of itself (loads.Told). Raises NothingToMeasure with a sentence."""
    staff = busiest_staff()
    people = {str(role): somebody(role).username for role in ROLES} | {"staff": staff.username}
    talks = {"talk": told.talk, "long_talk": told.long_talk}
    for name, number in talks.items():
        people[name] = reader_of(number).username
    ends = Ticket.objects.aggregate(first=Min("number"), last=Max("number"))
    middle = Ticket.objects.filter(number__lte=(ends["first"] + ends["last"]) // 2).order_by("-number")
    clients = known(Role.CLIENT).order_by("pk").values_list("username", flat=True)[:200]
    service = service_with_documents()
    people["desk"] = officer_of(service.department_id).username
    return Facts(
        password=told.password, people=people, numbers=talks | {"searched": middle.values_list("number", flat=True)[0]}, words=told.words,
        service=service.code, service_department=service.department_id, department=staff.department_id,
        cursors={str(who.role): deep_cursor(who) for who in (staff, somebody(Role.ADMIN))}, logins=tuple(clients),
    )  # fmt: skip


def known(role):
    """Active people of the load, who all log in with one password."""
    return User.objects.filter(role=role, is_active=True, must_change_password=False, username__startswith="load-")


def somebody(role):
    """The one of the role with the most tickets among the first hundred, so that no page is measured empty."""
    first = known(role).filter(pk__in=known(role).order_by("pk").values("pk")[:100])
    person = first.annotate(asked=Count("tickets")).order_by("-asked", "pk").first()
    if person is None:
        raise NothingToMeasure(f"There is no {role} to log in as.")
    return person


def busiest_staff():
    """Of the department with the most tickets: the longest queue that staff have."""
    of_departments = Ticket.objects.values("department").annotate(n=Count("pk")).order_by("-n", "department")
    for row in of_departments:
        if person := known(Role.STAFF).filter(department=row["department"]).order_by("pk").first():
            return person
    raise NothingToMeasure("There is no staff to log in as.")


def reader_of(number):
    """The officer who sees this ticket: staff of its department, else an Admin."""
    return officer_of(Ticket.objects.get(number=number).department_id)


def officer_of(department):
    return known(Role.STAFF).filter(department=department).order_by("pk").first() or somebody(Role.ADMIN)


def service_with_documents():
    """What most clients ask for: a service with documents that anybody may ask for."""
    services = Service.objects.available().filter(required_documents__isnull=False, audience=Service.Audience.ALL)
    service = services.first() or Service.objects.available().filter(required_documents__isnull=False).first()
    if service is None:
        raise NothingToMeasure("No service with documents can be asked for: has `manage.py setup` run?")
    return service


def deep_cursor(user):
    """The cursor of a page in the middle of the person's queue, as the pager would give it."""
    visible = Ticket.objects.visible_to(user)
    ends = visible.aggregate(first=Min("pk"), last=Max("pk"))
    page = keyset_page(visible.filter(pk__lte=((ends["first"] or 0) + (ends["last"] or 0)) // 2), ORDERS["newest"])
    if not page.next_cursor:
        raise NothingToMeasure(f"The queue of {user} has no second page.")
    return page.next_cursor
