"""Names that are kept in two languages: Indonesian always, English where there is one."""

from django.utils.translation import get_language


def in_language(indonesian, english):
    """Return the text for the active language; Indonesian where English is empty."""
    if english and (get_language() or "").startswith("en"):
        return english
    return indonesian
