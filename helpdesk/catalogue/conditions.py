"""When a document is needed, in words."""

from django.utils.translation import gettext as _

from helpdesk.accounts.models import Applicant
from helpdesk.catalogue.models import DocumentRequirement


def in_words(requirement):
    """Return “Required”, “Optional”, or the condition: “Conditional (for Company; by power of attorney)”.

    For a row that is not saved yet too; an empty text where it says nothing.
    """
    if requirement.requirement != DocumentRequirement.Requirement.CONDITIONAL:
        return requirement.get_requirement_display()
    labels = dict(Applicant.choices)
    parts = [str(labels[one]) for one in requirement.for_applicants if one in labels]
    parts = [_("for %(who)s") % {"who": ", ".join(parts)}] if parts else []
    if requirement.only_by_proxy:
        parts.append(_("by power of attorney"))
    if requirement.staff_decides:
        parts.append(_("staff decide"))
    return f"{requirement.get_requirement_display()} ({'; '.join(parts)})" if parts else requirement.get_requirement_display()
