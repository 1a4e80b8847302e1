"""Nobody in particular: the little of a person on which it depends what the empty form of a ticket asks."""

from dataclasses import dataclass

from helpdesk.accounts.models import Applicant


@dataclass(frozen=True)
class Anybody:
    """Stands for everybody who is asked the same. Has no name and no number, so none can get into what is kept."""

    applicant: str  # the usual answer to “who applies”
    is_of_organisation: bool
    shares_tickets: bool  # colleagues could see the ticket
    has_npwp: bool
    has_phone: bool

    name = acting_for = phone = ""

    @classmethod
    def like(cls, user):
        organisation = user.organisation if user.organisation_id else None
        return cls(
            applicant=str(organisation.applicant if organisation else Applicant.CITIZEN), is_of_organisation=organisation is not None,
            shares_tickets=bool(organisation and user.is_member and organisation.shares_tickets),
            has_npwp=bool(organisation and organisation.npwp), has_phone=bool(user.phone),
        )  # fmt: skip

    # What the form asks of a person

    @property
    def is_member(self):
        return self.shares_tickets

    @property
    def organisation(self):
        return self

    @property
    def organisation_id(self):
        return 1 if self.is_of_organisation else None

    @property
    def npwp(self):
        return "known" if self.has_npwp else ""
