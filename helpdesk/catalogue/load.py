"""Fill the catalogue of a fresh site, and add later what is still missing. Safe to run as often as one likes."""

from collections import defaultdict

from django.db import transaction

from helpdesk.accounts.models import Organisation
from helpdesk.catalogue.models import (
    ChecklistItem,
    DocumentRequirement,
    RefusalReason,
    Service,
    ServiceInput,
    TicketSource,
    TicketType,
)
from helpdesk.catalogue.reasons import REASONS
from helpdesk.common.domain import domain
from helpdesk.departments.models import Department

# Room between neighbours, so that one record can be moved without touching the others.
STEP = 10
REQUIREMENTS = {
    "wajib": DocumentRequirement.Requirement.REQUIRED,
    "kondisional": DocumentRequirement.Requirement.CONDITIONAL,
    "opsional": DocumentRequirement.Requirement.OPTIONAL,
}
FREE = {"Gratis": "Free of charge"}


@transaction.atomic
def load() -> dict[str, int]:
    """Add the departments, lists, agencies and services that no record's code names yet; return how many of each.

    A record that exists is never written to, nor are the fields and documents of a service that exists: what people edited
    or took out stays so. Who wants a record gone switches it off; a deleted one comes back.
    """
    data = domain()
    return {
        "departments": len(_departments(data["departments"])),
        "sources": len(_lookup(TicketSource, data["ticket_sources"])),
        "types": len(_lookup(TicketType, data["ticket_types"])),
        "checks": len(_lookup(ChecklistItem, data["checklist_items"])),
        "reasons": len(_lookup(RefusalReason, REASONS)),
        "agencies": len(_agencies(data["organisations"])),
        "services": len(_services(data)),
    }


def _departments(rows):
    return _add(
        Department,
        [
            Department(code=row["code"], name=row["name"], name_en=row["name_en"], sort_order=order)
            for order, row in _numbered(rows)
        ],
    )


def _lookup(model, rows):
    return _add(
        model,
        [
            model(**{name: row[name] for name in ("code", "label", "label_en", "documents") if name in row}, sort_order=order)
            for order, row in _numbered(rows)
        ],
    )


def _agencies(rows):
    """The agencies (OPD). One that somebody has entered by its name, without a code, is not entered again."""
    names = set(Organisation.objects.agencies().values_list("name", flat=True))
    return _add(
        Organisation,
        [
            Organisation(
                kind=Organisation.Kind.AGENCY,
                code=row["code"],
                name=row["name"],
                short_name=row["abbr"] or "",
                website=row["website"] or "",
                region=row["region"] or "",
                is_verified=True,
            )
            for row in rows
            if row["name"] not in names
        ],
    )


def _services(data):
    new = _missing(Service, data["services"])
    if not new:
        return []
    departments = dict(Department.objects.values_list("code", "pk"))
    types = dict(TicketType.objects.values_list("code", "pk"))
    orders = {row["code"]: order for order, row in _numbered(data["services"])}
    Service.objects.bulk_create(
        [
            Service(
                code=row["code"],
                title=row["title"],
                title_en=row.get("title_en", ""),
                department_id=departments[row["department_code"]],
                type_id=types[row["type_code"]],
                audience=row["audience"],
                description_template=row["description_template"],
                first_response_hours=row["first_response_working_hours"],
                resolution_hours=row["sla_working_hours"],
                fee=row["fee"],
                fee_en=FREE.get(row["fee"], ""),
                has_video_call=row["video_call"],
                free_title=row.get("free_title", False),
                note=row.get("note", ""),
                sort_order=orders[row["code"]],
            )
            for row in new
        ],
        ignore_conflicts=True,
    )
    # Rows that another set-up made at the same moment have no key here: ask for all of them.
    keys = dict(Service.objects.filter(code__in=[row["code"] for row in new]).values_list("code", "pk"))
    _children(data, [(keys[row["code"]], row) for row in new])
    return new


def _children(data, services):
    """The fields, documents and checks of services that have just been made."""
    labels, labels_en = data["input_labels"], data.get("input_labels_en", {})
    made = defaultdict(list)
    checks = dict(ChecklistItem.objects.values_list("code", "pk"))
    through = Service.checklist.through
    for service, row in services:
        made[ServiceInput] += [
            ServiceInput(
                service_id=service, sort_order=order, name=name, label=labels[name], label_en=labels_en.get(name, "")
            )
            for order, name in enumerate(row["inputs"])
        ]
        made[DocumentRequirement] += [
            _requirement(service, order, document) for order, document in enumerate(row["required_documents"])
        ]
        made[through] += [
            through(service_id=service, checklistitem_id=checks[code]) for code in row["checklist"] if code in checks
        ]
    for model, rows in made.items():
        model.objects.bulk_create(rows, ignore_conflicts=True)


def _requirement(service, order, document):
    condition = document.get("condition", {})
    return DocumentRequirement(
        service_id=service,
        sort_order=order,
        code=document["code"],
        name=document["name"],
        name_en=document["name_en"],
        requirement=REQUIREMENTS[document["requirement"]],
        note=document.get("note", ""),
        for_applicants=condition.get("applicant", []),
        only_by_proxy=condition.get("by_proxy", False),
        staff_decides=condition.get("staff_decides", False),
        as_text=document.get("as_text", False),
    )


def _add(model, rows):
    """Insert the rows whose code the table lacks; a twin made at the same moment by another set-up wins."""
    known = set(model.objects.values_list("code", flat=True))
    return model.objects.bulk_create([row for row in rows if row.code not in known], ignore_conflicts=True)


def _missing(model, rows):
    known = set(model.objects.values_list("code", flat=True))
    return [row for row in rows if row["code"] not in known]


def _numbered(rows):
    return [(number * STEP, row) for number, row in enumerate(rows, start=1)]
