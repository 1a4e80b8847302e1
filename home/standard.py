"""The standard of one service in the six points that every authority shows (PermenPANRB 15/2014), from its record alone.

What each kind of applicant sends is asked of the same `necessity` as the new-ticket form and the ticket's own slots.
"""

from dataclasses import dataclass, field

from helpdesk.accounts.models import Applicant
from helpdesk.catalogue.models import DocumentRequirement, Necessity, Service

PROVIDERS = (Applicant.COMPANY, Applicant.SOLE_TRADER, Applicant.FOREIGN_COMPANY)
MEANT_FOR = {
    Service.Audience.PROVIDERS: PROVIDERS,
    Service.Audience.AGENCIES: (Applicant.AGENCY,),
    Service.Audience.ALL: tuple(Applicant),
}
COMPLAINT = "keluhan"
MOST_ANSWERS = 6


@dataclass
class Needed:
    """What applicants of these kinds send: always, through somebody else, and where the helpdesk decides."""

    kinds: list = field(default_factory=list)
    always: list = field(default_factory=list)
    by_proxy: list = field(default_factory=list)
    decided: list = field(default_factory=list)

    @property
    def label(self):
        return " · ".join(str(kind.label) for kind in self.kinds)

    @property
    def number(self):
        """How many files are sent for sure by somebody who applies in person."""
        return sum(not requirement.as_text for requirement in self.always)

    def same_as(self, other):
        return (self.always, self.by_proxy, self.decided) == (other.always, other.by_proxy, other.decided)


def needed_by_applicant(service):
    """A Needed for each kind of applicant, those that send the same in one; for one kind only where all send the same."""
    documents = list(service.required_documents.all())
    groups = []
    for kind in _kinds(service, documents):
        needed = _needed(kind, documents)
        for group in groups:
            if group.same_as(needed):
                group.kinds.append(kind)
                break
        else:
            groups.append(needed)
    return groups


def optional(service):
    """What anybody may add."""
    wanted = DocumentRequirement.Requirement.OPTIONAL
    return [requirement for requirement in service.required_documents.all() if requirement.requirement == wanted]


def complaint_services():
    """The services by which people complain."""
    return Service.objects.available().filter(type__code=COMPLAINT, free_title=False)


def answers(service):
    """The published questions about this service."""
    return service.faq_entries.live().with_place().in_order()[:MOST_ANSWERS] if service.pk else []


def _kinds(service, documents):
    """Those for whom the service is, and those whom one of its documents names."""
    named = {kind for requirement in documents for kind in requirement.for_applicants}
    meant = MEANT_FOR.get(service.audience, tuple(Applicant))
    return [kind for kind in Applicant if kind in meant or kind.value in named]


def _needed(kind, documents):
    needed = Needed([kind])
    for requirement in documents:
        in_person, by_proxy = (requirement.necessity(kind, is_by_proxy) for is_by_proxy in (False, True))
        if in_person == Necessity.REQUIRED:
            needed.always.append(requirement)
        elif Necessity.STAFF_DECIDE in (in_person, by_proxy):
            needed.decided.append(requirement)
        elif by_proxy == Necessity.REQUIRED:
            needed.by_proxy.append(requirement)
    return needed
