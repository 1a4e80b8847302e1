"""What a service asks of one applicant, as the new-ticket form shows it before anything is sent."""

from dataclasses import dataclass

from helpdesk.catalogue.models import Necessity


@dataclass(frozen=True)
class Need:
    """One document. `applicants` and `only_by_proxy` are its condition; `is_needed` whether it holds now."""

    requirement: object
    necessity: Necessity
    is_needed: bool

    @property
    def applicants(self):
        """Who must bring it, as words apart; empty: everybody."""
        return " ".join(self.requirement.for_applicants)

    @property
    def label(self):
        return self.necessity.label


def needs_of(requirements, applicant, by_proxy):
    """Return a Need per document, those that fall away for this applicant too (the page hides them)."""
    return [_need(requirement, applicant, by_proxy) for requirement in requirements]


def _need(requirement, applicant, by_proxy):
    now = requirement.necessity(applicant, by_proxy)
    if now != Necessity.NOT_NEEDED:
        return Need(requirement, now, True)
    # What it will be once the answers make it needed.
    others = requirement.for_applicants or [applicant]
    return Need(requirement, requirement.necessity(others[0], True), False)
