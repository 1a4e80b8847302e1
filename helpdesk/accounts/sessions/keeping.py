"""Which browsers a person is logged in with: noted at login, ended by the person, forgotten by the clock."""

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone


def this_session(request):
    """The browser that asks, as a row that is not saved."""
    longest = UserSession._meta.get_field("user_agent").max_length
    return UserSession(
        user=request.user, session_key=request.session.session_key or "", ip=get_adapter().get_client_ip(request),
        user_agent=request.META.get("HTTP_USER_AGENT", "").replace("\0", "")[:longest],
    )


def note_login(sender, request, user, **kwargs):
    """Note the session that has just begun; its key is new."""
    if not request.session.session_key:
        request.session.save()
    this_session(request).save(force_insert=True)


def forget_others(sender, request, user, **kwargs):
    """After a new password the person's other sessions open nothing any more."""
    UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key).delete()


def alive(at=None):
    """Noted sessions that still exist."""
    living = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at or timezone.now())
    return UserSession.objects.filter(Exists(living))


def sessions_of(person, request):
    """The person's sessions, this one first, then the newest; one query, whatever their number."""
    here = request.session.session_key
    found = list(alive().filter(user=person).order_by("-created_at", "-pk"))
    if all(session.session_key != here for session in found):
        found.append(this_session(request))
    return sorted(found, key=lambda session: session.session_key != here)


@transaction.atomic
def end(sessions):
    """End these sessions (a queryset): whoever holds one is logged out with the next click. Returns how many."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.model.objects.filter(session_key__in=keys).delete()
    return len(keys)


def forget_ended_sessions(at=None):
    """Forget logins whose session has ended."""
    dead = UserSession.objects.exclude(pk__in=alive(at).values("pk"))
    return dead.delete()[0]
