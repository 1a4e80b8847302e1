"""The cast: people, offices and tickets with sensible defaults. Name only what matters in a test."""

import itertools
from datetime import datetime, time, timedelta

from django.utils import timezone

from helpdesk.accounts.models import Membership, Organisation, Role, User
from helpdesk.attachments import samples
from helpdesk.attachments.checks import Accepted
from helpdesk.catalogue.models import DocumentRequirement, Service, TicketSource, TicketType
from helpdesk.departments.models import Department
from helpdesk.tickets.models import Ticket

count = itertools.count(1)
PASSWORD = "kata-sandi-uji-7391"


def make_department(name="", **fields):
    n = next(count)
    fields.setdefault("code", f"departemen-{n}")
    return Department.objects.create(name=name or f"Departemen {n}", **fields)


def make_organisation(name="", **fields):
    fields.setdefault("kind", Organisation.Kind.COMPANY)
    return Organisation.objects.create(name=name or f"PT Contoh {next(count)}", **fields)


def make_user(username="", role=Role.CLIENT, *, password=None, **fields):
    n = next(count)
    username = username or f"orang{n}"
    if fields.get("organisation"):
        fields.setdefault("membership", Membership.MEMBER)
    fields.setdefault("name", username.replace("_", " ").title())
    fields.setdefault("email", f"{username}@example.id")
    return User.objects.create_user(username, password=password, role=role, **fields)


def make_client(username="", **fields):
    return make_user(username, Role.CLIENT, **fields)


def make_staff(username="", department=None, **fields):
    return make_user(username, Role.STAFF, department=department, **fields)


def make_admin(username="", **fields):
    return make_user(username, Role.ADMIN, **fields)


def make_superadmin(username="", **fields):
    return make_user(username, Role.SUPERADMIN, **fields)


def make_editor(username="", **fields):
    return make_user(username, Role.EDITOR, **fields)


def make_service(title="", *, documents=(), department=None, **fields):
    """A service; `documents` are codes of required documents, or dicts of requirement fields."""
    n = next(count)
    fields.setdefault("first_response_hours", 2)
    fields.setdefault("resolution_hours", 15)
    fields.setdefault("code", f"layanan-{n}")
    fields.setdefault("type", make_type())
    service = Service(title=title or f"Layanan {n}", department=department or make_department(), **fields)
    service.save()
    for position, document in enumerate(documents):
        facts = document if isinstance(document, dict) else {"code": document}
        facts = {"name": facts["code"].upper(), "sort_order": position, **facts}
        DocumentRequirement.objects.create(service=service, **facts)
    return Service.objects.get(pk=service.pk)


def make_type(code=TicketType.DEFAULT_CODE, label="Permintaan Layanan"):
    return TicketType.objects.get_or_create(code=code, defaults={"label": label, "label_en": "Service request"})[0]


def make_source(code=TicketSource.DEFAULT_CODE, label="Lain-lain"):
    return TicketSource.objects.get_or_create(code=code, defaults={"label": label, "label_en": "Other"})[0]


def make_ticket(title="", *, requester=None, service=None, by=None, **facts):
    """Submit a ticket by the real verb."""
    requester = requester or make_client()
    service = service or make_service()
    return Ticket.submit(
        service=service, title=title or service.title, description=facts.pop("description", "Mohon dibantu."),
        requester=requester, source=facts.pop("source", None) or make_source(), type=service.type,
        by=by or requester, **facts,
    )


def send_document(ticket, code, *, by=None, at=None, name=""):
    """Send a small sound PDF for the document `code` of `ticket`, by the real verb; return the slot."""
    accepted = Accepted(name=name or f"{code}.pdf", content=samples.small_pdf(f"{code} {next(count)}"))
    slot = ticket.slots.get(code=code)
    slot.ticket = ticket
    slot.send(accepted, by=by or ticket.requester, at=at)
    return slot


def judge_document(slot, verdict="accept", reason="", *, by, at=None):
    """Note a verdict on what was sent for `slot`, by the real verb."""
    slot.refresh_from_db()
    slot.judge(verdict, reason, key=slot.current.key, by=by, at=at)


def call_time(days=2, hour=10):
    """A moment at which the desk works, some days from now: for a video call."""
    from helpdesk.worktime.current import working_time

    calendar, day = working_time(), timezone.localdate() + timedelta(days=days)
    while True:
        moment = datetime.combine(day, time(hour), timezone.get_default_timezone())
        if calendar.is_open(moment):
            return moment
        day += timedelta(days=1)
