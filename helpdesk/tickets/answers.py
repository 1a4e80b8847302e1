"""The one or two simple questions that decide which documents are asked for, in words."""

from django.utils.translation import gettext as _

from helpdesk.accounts.models import Applicant


def answers_in_words(applicant, is_by_proxy):
    """“Company, by power of attorney”; what was not asked (empty, None) is left out."""
    words = [str(label) for code, label in Applicant.choices if code == applicant]
    if is_by_proxy is not None:
        words.append(_("by power of attorney") if is_by_proxy else _("in person"))
    return ", ".join(words)
