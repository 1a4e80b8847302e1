"""Indonesian WhatsApp numbers: kept as +62…, shown as 08…, masked in lists."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MESSAGE = _("Write a mobile number, for example 0812 3456 7890, or a foreign one with + and the country code.")


def normalise_phone(text):
    """Return the number in international form (`+62812…`), or raise ValidationError.

    Spaces, dots, hyphens and brackets are allowed; a leading 0 or 62 means Indonesia.
    """
    digits = re.sub(r"[\s().\-]", "", text or "")
    if not digits:
        return ""
    if digits.startswith("0") and not digits.startswith("00"):
        digits = "+62" + digits[1:]
    elif digits.startswith("62"):
        digits = "+" + digits
    elif digits.startswith("8"):
        digits = "+62" + digits
    if not re.fullmatch(r"\+[1-9][0-9]{7,14}", digits, re.ASCII):
        raise ValidationError(MESSAGE, code="phone")
    if digits.startswith("+62") and not re.fullmatch(r"\+628[0-9]{7,11}", digits, re.ASCII):
        raise ValidationError(MESSAGE, code="phone")
    return digits


def validate_phone(text):
    """Refuse what cannot be a number; the form field stores the normalised one."""
    normalise_phone(text)


def local_form(number):
    """`+628123456789` as people here write it: `08123456789`; a foreign number stays as it is."""
    return "0" + number[3:] if number.startswith("+62") else number
