"""Services as visitors see them; every word of it comes from the catalogue record."""

from collections import Counter

from helpdesk.accounts.models import Applicant
from helpdesk.catalogue.models import Service
from helpdesk.common import finding
from helpdesk.tickets.models import Ticket

CARDS = 6
LATELY = 1000  # the newest tickets that are looked at: a bounded count, however many there are
WORDS = ("title", "title_en", "summary", "summary_en", "product", "product_en", "department__name", "department__name_en")
VECTOR = finding.vector(A=WORDS[:2], B=WORDS[2:4], C=WORDS[4:])
AUDIENCES = {
    "warga": [Service.Audience.ALL],
    "penyedia": [Service.Audience.ALL, Service.Audience.PROVIDERS],
    "opd": [Service.Audience.ALL, Service.Audience.AGENCIES],
}
USUAL_APPLICANT = {
    Service.Audience.PROVIDERS: Applicant.COMPANY,
    Service.Audience.AGENCIES: Applicant.AGENCY,
    Service.Audience.ALL: Applicant.CITIZEN,
}


def public():
    """The services that can be asked for, with what a card tells; two queries."""
    return Service.objects.available().prefetch_related("required_documents")


def for_beranda(chosen):
    """CARDS services: the editors' own first (keys in `chosen`), then the most asked, then one of each department."""
    services = {service.pk: service for service in public() if not service.free_title}
    first_ones = {}
    for service in services.values():
        first_ones.setdefault(service.department_id, service.pk)
    keys = dict.fromkeys([*chosen, *most_asked(), *first_ones.values(), *services])
    return [services[key] for key in keys if key in services][:CARDS]


def most_asked():
    """Keys of services by how often the newest tickets asked for them."""
    lately = Ticket.objects.order_by("-pk").values_list("service_id", flat=True)[:LATELY]
    return [key for key, _count in Counter(lately).most_common()]


def search(text, rows):
    """Those of `rows` that answer `text`, best first; forgiving (see helpdesk.common.finding)."""
    rows = rows.order_by()
    return finding.tolerant(rows, VECTOR, text, lambda: [" ".join(row) for row in rows.values_list(*WORDS)])


def meant_for(audience):
    """The public services for these people (a key of AUDIENCES), those for everybody too; all of them for any other word."""
    rows = public().filter(free_title=False)
    return rows.filter(audience__in=AUDIENCES[audience]) if audience in AUDIENCES else rows


def files_needed(service):
    """How many files the usual applicant of this service sends in person."""
    applicant = USUAL_APPLICANT[service.audience]
    return sum(not requirement.as_text for requirement in service.required_for(applicant, by_proxy=False))
