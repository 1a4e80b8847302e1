"""What editors choose from, as it is at this moment: departments and services by their codes, which are their addresses too."""

from itertools import groupby


def departments():
    from helpdesk.departments.models import Department

    return [(department.code, str(department)) for department in Department.objects.active()]


def services():
    """By department, as the picker of the ticket form shows them."""
    from helpdesk.catalogue.models import Service

    offered = Service.objects.available().filter(free_title=False)
    by_department = groupby(offered, key=lambda service: service.department)
    return [(str(department), [(service.code, str(service)) for service in rows]) for department, rows in by_department]
