"""Tax numbers (NPWP): 15 digits, 16 since 2024, 22 with the number of a branch (PMK 112/PMK.03/2022)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def clean_npwp(text):
    """Return the tax number as typed; refuse what cannot be one."""
    if text and (len(re.sub(r"\D", "", text)) not in {15, 16, 22} or re.search(r"[^\d .\-/]", text, re.ASCII)):
        raise ValidationError(_("An NPWP has 15 or 16 digits, for example 01.234.567.8-901.000."))
    return text
