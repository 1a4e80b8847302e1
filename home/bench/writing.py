"""Requests that write: each one is a form of its own, filled as the page gave it, with a fresh token."""

import itertools
import secrets

from helpdesk.tickets.models import Ticket
from home.bench.filled import fields_of
from home.bench.person import form

LIST, NEW = "/helpdesk/tiket/", "/helpdesk/tiket/baru/"
LETTER = "Mohon bantuan untuk akun kami. Terlampir surat permohonan yang telah ditandatangani pimpinan."
TYPED = {"title": "Permohonan bantuan akun", "description": LETTER, "whatsapp_number": "0812 3456 7890"}
FRESH = 30  # each takes twenty files
TICKETS = 400  # recent ones that replies and files go to in turn


class Creating:
    """A ticket, with a PDF or without."""

    def __init__(self, service, paper=None):
        self.service, self.paper, self.fields = service, paper, None

    def __call__(self, person):
        if self.fields is None:
            page = person.ask(f"{NEW}?layanan={self.service}").body.decode()
            self.fields = {name: value for name, value in fields_of(page, "token").items() if name != "is_private"}
            self.fields |= {name: value for name, value in TYPED.items() if name in self.fields} | {"layanan": self.service}
        fields = self.fields | {"token": secrets.token_urlsafe(24), "csrfmiddlewaretoken": person.token()}
        body, kind = form(fields, self.paper)
        return {"path": NEW, "body": body, "kind": kind}


class Replying:
    """The desk answers one open ticket after the other; `spared`: numbers of those that shall not grow."""

    def __init__(self, department, spared):
        self.numbers = in_turns(spared, department=department)

    def __call__(self, person):
        fields = {"reply-token": secrets.token_urlsafe(24), "reply-text": LETTER, "csrfmiddlewaretoken": person.token()}
        body, kind = form(fields)
        return {"path": f"{LIST}{next(self.numbers)}/balas/", "body": body, "kind": kind}


class Uploading:
    """A client adds a PDF to one of their own open tickets after the other: each takes no more than twenty."""

    def __init__(self, user_name, paper, spared, creating):
        self.paper, self.creating, self.is_first = paper, creating, True
        self.numbers = in_turns(spared, requester__username=user_name)

    def __call__(self, person):
        if self.is_first:
            self.is_first = False
            for _ticket in range(FRESH):
                person.ask(**self.creating(person))
        body, kind = form({"slot": "other", "csrfmiddlewaretoken": person.token()}, self.paper, field="file")
        return {"path": f"{LIST}{next(self.numbers)}/berkas/", "body": body, "kind": kind}


class LoggingIn:
    """One client after the other, each from an address of their own."""

    def __init__(self, names, password):
        self.names, self.password = itertools.cycle(names), password

    def __call__(self, person):
        return {"path": "/akun/login/", **person.login(next(self.names), self.password)}


def in_turns(spared, **which):
    """Numbers of the newest open tickets, over and over; looked up when the first is asked for."""
    newest = Ticket.objects.open().filter(**which).exclude(number__in=spared).order_by("-pk").values_list("number", flat=True)[:TICKETS]
    first, others = list(newest[:2]), list(newest[2:])
    yield from first  # one of these becomes the example, whose rows the floor copies hundreds of times: it is full then
    yield from itertools.cycle(others or first)
