"""Contact messages at the desk: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import MANAGERS, Row


def message(stage, **facts):
    """A message that waits for an answer, made when it is first asked for."""
    from contact.models import ContactMessage

    given = {"name": "Warga", "email": "warga@example.id", "subject": "Jam", "text": "Jam berapa?"}
    return ContactMessage.objects.filter(state="new", ticket=None).first() or ContactMessage.receive(
        **given, token=f"{ContactMessage.objects.count():020}"
    )


def one(stage):
    return [message(stage).pk]


def failed_reply(stage):
    """An answer that could not be sent."""
    waiting = message(stage)
    reply = waiting.replies.filter(state="failed").first() or waiting.replies.create(text="Ya.", state="failed")
    return [waiting.pk, reply.pk]


def answer(stage, ticket):
    return {"token": "a" * 32, "seen": message(stage).version(), "text": "Pukul 08.00."}


def mark(stage, ticket):
    return {"do": "answered", "seen": message(stage).version()}


def service(stage, ticket):
    from contact.into_ticket import services
    from helpdesk.tests import factories as make

    chosen = services().first() or make.make_service("Permintaan lain", free_title=True)
    return {"token": "t" * 32, "untuk": "baru", "name": "Warga Baru", "service": chosen.pk}


ROWS = [
    Row("contact_desk:list",        200, 405, MANAGERS),
    Row("contact_desk:message",     200, 405, MANAGERS, of=one),
    Row("contact_desk:answer",      405, 302, MANAGERS, data=answer,  of=one),
    Row("contact_desk:send_again",  405, 302, MANAGERS, of=failed_reply),
    Row("contact_desk:mark",        405, 302, MANAGERS, data=mark,    of=one),
    Row("contact_desk:into_ticket", 200, 302, MANAGERS, data=service, of=one),
]  # fmt: skip
