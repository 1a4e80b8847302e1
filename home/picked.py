"""What blocks show of what editors picked: only what visitors may read, in the editors' order."""

from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _

from faq.models import FAQEntry
from helpdesk.departments.models import Department
from home import public
from home import services as catalogue

KINDS = {
    "pdf": _("PDF document"), "docx": _("Word document"), "odt": _("text document (ODT)"), "txt": _("plain text"),
    "xlsx": _("Excel sheet"), "ods": _("spreadsheet (ODS)"), "csv": _("table (CSV)"),
    "pptx": _("PowerPoint slides"), "odp": _("slides (ODP)"), "zip": _("ZIP archive"),
}  # fmt: skip


def questions(chosen, department=""):
    """Live entries: the chosen ones, else those of the department with this code."""
    entries = FAQEntry.objects.live().in_order()
    if department:
        return list(entries.filter(department__code=department))
    found = entries.in_bulk([entry.pk for entry in chosen if entry])
    return [found[entry.pk] for entry in chosen if entry and entry.pk in found]


def any_questions(number):
    return list(FAQEntry.objects.live().in_order()[:number])


def services(codes, department=""):
    """Services that can be asked for: those with these codes, else all of the department."""
    offered = catalogue.public().filter(free_title=False)
    if department:
        return list(offered.filter(department__code=department))
    found = {service.code: service for service in offered.filter(code__in=list(codes))}
    return [found[code] for code in codes if code in found]


def departments():
    """The departments that offer a service, in the order of the picker."""
    return list(Department.objects.active().filter(services__is_active=True, services__free_title=False).distinct())


def files(rows):
    """`{title, url, kind, size}` for each document that everybody may open; `size` in bytes."""
    shown = {document.pk for document in public.documents(row["document"] for row in rows)}
    return [_file(row) for row in rows if row["document"] and row["document"].pk in shown]


def _file(row):
    document = row["document"]
    extension = PurePosixPath(document.filename).suffix.lstrip(".").lower()
    return {
        "title": row["title"] or document.title,
        "url": document.url,
        "kind": KINDS.get(extension, extension.upper()),
        "size": document.get_file_size(),
    }
