"""The people of a load: 50 of the desk, 5,000 clients in organisations, 30 departments. All have one known password."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from helpdesk.accounts.groups import put_into_groups
from helpdesk.accounts.models import Applicant, Membership, Organisation, Role, User
from helpdesk.accounts.staff_code import DIGITS, LETTERS
from helpdesk.catalogue.other_requests import add_department
from helpdesk.departments.models import Department
from home.load import vocabulary

DEPARTMENTS, STAFF, CLIENTS, COMPANIES, SOLE_TRADERS = 30, 50, 5_000, 1_100, 200
PREFIX = "load-"
KINDS = ((Organisation.Kind.COMPANY, 0.55), (Organisation.Kind.INDIVIDUAL, 0.65), (Organisation.Kind.AGENCY, 0.95))
FRONT = 1.4  # the higher, the more the first clients ask


@dataclass(frozen=True, slots=True)
class Client:
    """What a life needs to know of who asks."""

    pk: int
    name: str
    phone: str
    organisation: int | None
    acting_for: str
    npwp: str
    kind: str
    applicant: str


@dataclass
class Cast:
    """`staff`: {department: [keys]}, every department has somebody."""

    clients: list
    staff: dict
    admin: int

    def client(self, dice):
        """One of the clients; the first ones ask most."""
        return self.clients[int(len(self.clients) * dice**FRONT)]


def make(random, password, base):
    """Make or renew everybody and return the Cast. One hash for all: a slow one is slow on purpose."""
    hashed, joined = make_password(password), datetime.fromtimestamp(base, timezone.get_default_timezone())
    desk = [
        _person(f"{PREFIX}superadmin", Role.SUPERADMIN, random, is_superuser=True),
        _person(f"{PREFIX}admin", Role.ADMIN, random),
    ]
    people = _save(desk, hashed, joined)
    for person in people:
        put_into_groups(person)
    departments = _departments(people[0])
    staff = _save(
        [
            _person(f"{PREFIX}staff-{n + 1}", Role.STAFF, random, department=departments[n % len(departments)], designation="Petugas helpdesk")
            for n in range(STAFF)
        ],
        hashed, joined,
    )  # fmt: skip
    people_of = {}
    for person in staff:
        people_of.setdefault(person.department_id, []).append(person.pk)
    clients = _save(_clients(random, _organisations(random)), hashed, joined)
    return Cast(clients=[_facts(person) for person in clients], staff=people_of, admin=people[1].pk)


def _departments(by):
    """Up to 30 that are in service: what the shipped catalogue lacks comes with its service for other requests."""
    names = set(Department.objects.values_list("name", flat=True))
    wanted = DEPARTMENTS - Department.objects.active().count()
    for name in [name for name in vocabulary.DEPARTMENTS if name not in names][: max(wanted, 0)]:
        add_department(name=name, by=by)
    return list(Department.objects.active().order_by("pk"))


def _organisations(random):
    """{kind: [organisations]}; agencies are those that are there."""
    rows = [
        Organisation(
            code=f"{PREFIX}{n}", kind=Organisation.Kind.COMPANY if n < COMPANIES else Organisation.Kind.INDIVIDUAL,
            name=_company(random, n), npwp=f"0000{random.randrange(10**12):012d}", is_verified=True, shares_tickets=random.random() < 0.3,
        )
        for n in range(COMPANIES + SOLE_TRADERS)
    ]  # fmt: skip
    made = Organisation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["name", "npwp", "shares_tickets", "updated_at"], batch_size=1000
    )
    of_kind = {kind: [row for row in made if row.kind == kind] for kind, _share in KINDS}
    of_kind[Organisation.Kind.AGENCY] = list(Organisation.objects.agencies().filter(is_active=True).order_by("pk")) or made[:1]
    return of_kind


def _company(random, number):
    form = random.choice(["PT", "CV"]) if number < COMPANIES else random.choice(["Toko", "UD"])
    return f"{form} {random.choice(vocabulary.BEGINNINGS)}{random.choice(vocabulary.ENDINGS)} Contoh {number + 1}"


def _clients(random, organisations):
    seen, people = set(), []
    for n in range(CLIENTS):
        dice = random.random()
        kind = next((kind for kind, share in KINDS if dice < share), None)
        organisation = random.choice(organisations[kind]) if kind else None
        membership = Membership.NONE
        if organisation is not None:
            membership = Membership.MEMBER if organisation.pk in seen else Membership.CONTACT
            seen.add(organisation.pk)
        people.append(
            _person(
                f"{PREFIX}client-{n + 1}", Role.CLIENT, random, organisation=organisation, membership=membership,
                phone=f"+62800{n + 1:07d}",
            )
        )  # fmt: skip
    return people


def _person(username, role, random, **fields):
    name = f"{random.choice(vocabulary.FIRST_NAMES)} {random.choice(vocabulary.LAST_NAMES)}"
    if role != Role.CLIENT:
        pick = random.choice
        fields["staff_code"] = "".join([*(pick(LETTERS) for _ in range(3)), *(pick(DIGITS) for _ in range(2)), *(pick(LETTERS) for _ in range(2))])
    return User(username=username, email=f"{username}@load.example", name=name, role=role, **fields)


def _save(people, hashed, joined):
    """Write them, or renew those of an earlier load; confirmed addresses, so that mails are asked for."""
    for person in people:
        person.password, person.date_joined = hashed, joined
    kept = ["password", "email", "name", "role", "organisation", "membership", "department", "designation", "staff_code", "phone", "is_superuser", "is_active"]
    made = User.objects.bulk_create(people, update_conflicts=True, unique_fields=["username"], update_fields=kept, batch_size=1000)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in made], ignore_conflicts=True, batch_size=1000
    )
    return made


def _facts(person):
    organisation = person.organisation
    return Client(
        pk=person.pk, name=person.name, phone=person.phone, organisation=person.organisation_id, acting_for=person.acting_for,
        npwp=organisation.npwp if organisation else "", kind=organisation.kind if organisation else "",
        applicant=str(organisation.applicant if organisation else Applicant.CITIZEN),
    )  # fmt: skip
