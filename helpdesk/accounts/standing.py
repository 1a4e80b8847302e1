"""Switching people off and on, and deciding about registrations that wait. Nobody is deleted."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from helpdesk.accounts import leaving, mails
from helpdesk.accounts.guard import lock, must, must_leave_a_super_admin
from helpdesk.accounts.models import User
from helpdesk.accounts.signals import registration_approved


@transaction.atomic
def deactivate(person, *, by, successors=None):
    """Switch an account off: no login, no link, no session works any more; what the person wrote stays.

    `successors` say who takes the open tickets, {key of a department: a person or None}; refused while one is missing.
    """
    super_admins = lock(person, by)
    must(person, by, "can_deactivate")
    must_leave_a_super_admin(person, super_admins)
    leaving.hand_over(person, leaving.stranded(person, stays=False), successors, by=by)
    person.is_active = False
    if not person.has_usable_password():
        person.set_unusable_password()  # another one: an invitation that is under way dies for good
    person.save()
    for session in UserSession.objects.filter(user=person):
        session.end()
    return person


@transaction.atomic
def reactivate(person, *, by):
    """Switch an account on again, with the role that it had."""
    lock(person, by)
    must(person, by, "can_reactivate")
    person.is_active = True
    person.save()
    return person


@transaction.atomic
def approve(person, *, by):
    """Let a registration in that waited; the person hears of it by mail."""
    lock(person, by)
    must(person, by, "can_decide")
    person.is_active, person.awaits_approval = True, False
    person.save()
    mails.registration_approved.enqueue(person.pk, person.language)
    registration_approved.send(sender=User, person=person, by=by)
    return person


@transaction.atomic
def refuse(person, *, by, reason=""):
    """Turn a registration down; the account stays switched off, and its name taken."""
    lock(person, by)
    must(person, by, "can_decide")
    person.awaits_approval = False
    person.save()
    mails.registration_refused.enqueue(person.pk, person.language, reason)
    return person
