"""Session and person in one statement: every request of somebody who has logged in asks for both.

The session itself only holds the person's key among what is signed. The list of logins (keeping.py) has it as a column; a session
that does not stand there brings nobody along, and its person is asked for as Django does.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.utils.functional import SimpleLazyObject

from helpdesk.accounts.addresses import confirmation
from helpdesk.accounts.models.session import SessionOfPerson
from helpdesk.accounts.querysets import duties

WAY = "login__user"
SHOWN = ("organisation", "department", "deputy")
_session = ContextVar("session whose person is asked for", default=None)


def with_frame(rows, way=""):
    """People, or rows that lead to them by `way`, with what the frame of a page shows of its reader."""
    lead = f"{way}__" if way else ""
    rows = rows.select_related(*([way] if way else []), *(f"{lead}{name}" for name in SHOWN))
    return rows.annotate(**confirmation(lead), **duties(lead))


def with_person():
    """Sessions, each with the person of its login."""
    return with_frame(SessionOfPerson.objects.order_by(), WAY)


def its_person(session):
    """The person that came with a row of `with_person`, as `with_frame` gives people; None without one."""
    if session is None or session.login is None:
        return None
    person = session.login.user
    for name in _names():
        setattr(person, name, getattr(session, name))
    return person


@cache
def _names():
    return *confirmation(), *duties()


def person_along(pk):
    """The person with this key who came with the session that is being looked at, the first time somebody asks; or None."""
    session = _session.get()
    person = getattr(session, "person", None)
    if person is None or person.pk != pk:
        return None
    session.person = None  # a second question is about what is true then
    return person


class Authentication(AuthenticationMiddleware):
    """Django's, with the person who came with the session."""

    def process_request(self, request):
        super().process_request(request)
        waiting = request.user = SimpleLazyObject(lambda: _person_of(request, waiting))


def _person_of(request, waiting):
    """As Django finds it, which checks the session's hash against the person's password. From then on the request has the person
    themself: through what stands for them each word takes several calls, and a page asks hundreds."""
    if not hasattr(request, "_cached_user"):
        with _looking_at(request.session):
            request._cached_user = auth.get_user(request)
    if request.user is waiting:
        request.user = request._cached_user
    return request._cached_user


@contextmanager
def _looking_at(session):
    token = _session.set(session)
    try:
        yield
    finally:
        _session.reset(token)
