"""Who changes something, and from where: remembered for the request, named by whoever acts outside of one.

The middleware only keeps the request; it asks nothing of it until something is recorded, so that a public page
stays without a session and without a query.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured, PermissionDenied

from helpdesk.common.client_address import address_of

_request = ContextVar("audit_request", default=None)
_actor = ContextVar("audit_actor", default=None)
_is_silent = ContextVar("audit_is_silent", default=False)

LONGEST_PART, LONGEST_PATH = 24, 200


@dataclass(frozen=True)
class Origin:
    """`actor_id` None with a path is a visitor; without one it is the system itself (a command, the clock)."""

    actor_id: int | None
    address: str | None
    path: str


class RememberOrigin:
    """Middleware, behind the one that says who is logged in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)


@contextmanager
def acting(person):
    """Whatever is changed inside, `person` changes it; also where a command or a verb runs outside of a request."""
    token = _actor.set(person)
    try:
        yield
    finally:
        _actor.reset(token)


@contextmanager
def silent():
    """Record nothing: for the first filling of a fresh site and for the demo's cast, which nobody decided."""
    token = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(token)


def is_silent():
    return _is_silent.get()


def current():
    """The origin of what is being changed right now."""
    request, actor = _request.get(), _actor.get()
    if actor is None and request is not None:
        user = getattr(request, "user", None)
        actor = user if user is not None and user.is_authenticated else None
    return Origin(
        actor_id=actor.pk if actor is not None else None,
        address=_address(request) if request is not None else None,
        path=without_secrets(request.path) if request is not None else "",
    )


def _address(request):
    """The client's address by the rule that the login's throttle uses: a proxy's header counts only where it is ours."""
    try:
        return address_of(request)
    except (PermissionDenied, ImproperlyConfigured):  # a change is recorded even where nobody can say from where
        return None


def without_secrets(path):
    """The path without what works like a key: links of invitations, resets and confirmations carry one."""
    parts = ("…" if len(part) > LONGEST_PART else part for part in path.split("/"))
    return "/".join(parts)[:LONGEST_PATH]
