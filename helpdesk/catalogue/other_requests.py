"""Every department has the service *Permintaan lain*, whose title is free (row B5): so it can be asked for anything."""

from django.db import transaction

from helpdesk.audit import origin
from helpdesk.catalogue.models import Service, TicketType
from helpdesk.departments.models import Department

# Stored data, in the language of the people who keep it; the times are those that the shipped data gives it.
TITLE, TITLE_EN = "Permintaan lain", "Other request"
FIRST_RESPONSE, RESOLUTION = "7.5", "37.5"
LAST = 900


@transaction.atomic
def add_department(*, name, name_en="", by):
    """Make a department and its service for other requests; return the department."""
    department = Department.add(name=name, name_en=name_en, by=by)
    offer(department, by=by)
    return department


def offer(department, *, by):
    """Give the department its service for other requests, unless it has one; return the service."""
    if (present := department.services.filter(free_title=True).first()) is not None:
        return present
    service = Service(
        code=_free_code(f"lain-{department.code}"[:60]), title=TITLE, title_en=TITLE_EN, department=department,
        type=_usual_type(), first_response_hours=FIRST_RESPONSE, resolution_hours=RESOLUTION, fee="Gratis",
        fee_en="Free of charge", free_title=True, sort_order=LAST,
    )  # fmt: skip
    with origin.acting(by):
        service.save()
    return service


def _free_code(code):
    taken = set(Service.objects.filter(code__startswith=code[:55]).values_list("code", flat=True))
    number, free = 1, code
    while free in taken:
        number += 1
        free = f"{code[: 60 - len(str(number)) - 1]}-{number}"
    return free


def _usual_type():
    usual = TicketType.objects.filter(code=TicketType.DEFAULT_CODE).first()
    return usual or TicketType.objects.create(
        code=TicketType.DEFAULT_CODE, label="Permintaan Layanan", label_en="Service request"
    )
