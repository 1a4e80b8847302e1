"""Messages for tests, by the real verb."""

import itertools

from contact.models import ContactMessage

count = itertools.count(1)


def make_message(subject="Perihal rahasia", **facts):
    n = next(count)
    given = {"name": f"Warga {n}", "email": f"warga{n}@example.id", "text": "Jam berapa kantor buka?", "token": f"{n:020}"}
    return ContactMessage.receive(**{**given, "subject": subject, **facts})
