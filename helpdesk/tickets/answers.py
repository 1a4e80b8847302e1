"""The one or two simple questions that decide which documents are asked for, in words."""

from django.utils.translation import gettext as _

from helpdesk.accounts.models import Applicant


def answers_in_words(applicant, is_by_proxy):
    """“Company, by power of attorney”; what was not asked is left out."""
    said = [str(dict(Applicant.choices)[applicant])] if applicant in dict(Applicant.choices) else []
    return ", ".join([*said, _("by power of attorney") if is_by_proxy else _("in person")])
