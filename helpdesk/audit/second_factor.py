"""A person's second factor is a fact about the person: adding and removing it is recorded on them."""

from allauth.mfa.models import Authenticator
from django.db.models.signals import post_save, pre_delete

from helpdesk.audit.models import AuditEntry
from helpdesk.audit.recording import write

FIELD = "second_factor"


def connect():
    post_save.connect(added, sender=Authenticator, dispatch_uid="audit second factor added")
    pre_delete.connect(removed, sender=Authenticator, dispatch_uid="audit second factor removed")


def added(sender, instance, created=False, raw=False, **kwargs):
    if created and not raw:
        write(instance.user, AuditEntry.Action.CHANGED, {FIELD: ""}, {FIELD: instance.type})


def removed(sender, instance, origin=None, **kwargs):
    """Not where it goes because its person goes: that is the entry of the person."""
    if origin is None or getattr(origin, "model", type(origin)) is Authenticator:
        write(instance.user, AuditEntry.Action.CHANGED, {FIELD: instance.type}, {FIELD: ""})
