"""The description of a ticket, made from the service's template (row A4). Pure functions, no database.

A placeholder is a name in single curly brackets: “… atas nama {nama_badan_usaha}, User ID {user_id}.” Everything else
that has brackets (`{{7*7}}`, JSON in an error message) is text.
"""

import re

PLACEHOLDER = re.compile(r"(?<!\{)\{([a-z][a-z0-9_-]{0,59})\}(?!\})")
PROFILE = ("nama", "nama_badan_usaha", "npwp")
"""What the profile knows, unless a service asks for it by a field of its own."""


def placeholders(text):
    """Return the names of the placeholders in their order, each once.

    >>> placeholders("{nama}, NIP {nip}, {nama}")
    ['nama', 'nip']
    """
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def fill(text, values):
    """Put the values in; a placeholder without a value (or an empty one) stays as it is.

    One pass: brackets inside a value are text and are never filled.

    >>> fill("a.n. {nama}, NIP {nip}", {"nama": "{nip} & Co"})
    'a.n. {nip} & Co, NIP {nip}'
    """
    return PLACEHOLDER.sub(lambda found: values.get(found[1]) or found[0], text)


def left_over(text, template, values):
    """Return the placeholders of the template that still stand in the text and have no value, in their order.

    A name in brackets that the template does not know is the person's own text.
    """
    known = set(placeholders(template))
    return [name for name in placeholders(text) if name in known and not values.get(name)]
