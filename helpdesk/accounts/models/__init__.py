from helpdesk.accounts.models.organisation import Applicant, Organisation
from helpdesk.accounts.models.role import Role
from helpdesk.accounts.models.session import SessionOfPerson
from helpdesk.accounts.models.user import Membership, User

__all__ = ["Applicant", "Membership", "Organisation", "Role", "SessionOfPerson", "User"]
