"""Who reads the public pages, as far as we want to know: from where, and whether it is a robot."""

import re

from django.utils.crypto import salted_hmac

from helpdesk.common.client_address import address_of

ROBOT = re.compile(r"bot\b|crawl|spider|slurp|fetch|preview|monitor|lighthouse|curl/|wget/|python-|go-http", re.IGNORECASE)


def is_robot(request):
    return bool(ROBOT.search(request.headers.get("User-Agent", "")))


def name_of(request, entry):
    """The same for the same address and browser at one entry; keyed, and another one at each entry, so that nobody can
    tell who it was or what else they read."""
    said = f"{entry.pk}|{address_of(request)}|{request.headers.get('User-Agent', '')}"
    return salted_hmac("faq.opinion", said, algorithm="sha256").hexdigest()
