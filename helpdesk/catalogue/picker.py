"""The services as a person chooses among them: by department, or found by words."""

from helpdesk.catalogue.models import Service
from helpdesk.common import finding

FIELDS = ("title", "title_en", "department__name", "department__name_en", "description_template")
VECTOR = finding.vector(A=FIELDS[:2], C=FIELDS[2:])


def groups_for(asked="", services=None):
    """Return pairs of a department and its services. Found ones stand best first, their departments too.

    `services`: those to show while nothing is asked; a search looks through all that can be asked for.
    """
    if services is None or asked.strip():
        services = Service.objects.available()
    found = finding.tolerant(services, VECTOR, asked, _texts) if asked.strip() else services
    groups = {}
    for service in found:
        groups.setdefault(service.department, []).append(service)
    # Departments that do something for people like the asker stand before those that only take other requests.
    pairs = list(groups.items())
    return pairs if asked.strip() else sorted(pairs, key=lambda pair: not any(_is_special(s) for s in pair[1]))


def _is_special(service):
    return service.audience != Service.Audience.ALL


def _texts():
    return [" ".join(row) for row in Service.objects.available().values_list(*FIELDS[:4])]
