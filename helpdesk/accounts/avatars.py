"""Portraits of people: kept privately under random names, drawn anew before (forms/avatar.py), shown to few.

Whose picture one may see: the desk everybody's, all others their own alone. Staff whom clients know by a code would
otherwise be known by their face.
"""

import logging
import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.models import User

FOLDER = "avatars"
SUFFIX = ".jpg"
AGE = timedelta(days=1)
"""Younger files without a row may belong to a transaction that has not ended."""

log = logging.getLogger(__name__)


def field():
    return User._meta.get_field("avatar")


@transaction.atomic
def change(person, picture):
    """Give a person the portrait `picture`, as the form field leaves it: JPEG bytes; False takes the picture away,
    None leaves everything as it is. The bytes of the old one are deleted with the commit."""
    if picture is None or (picture is False and not person.avatar):
        return
    from helpdesk.attachments.storage import delete_on_commit, store  # a later noun; nothing of it is needed to load

    old = person.avatar.name
    person.avatar = store(picture, field=field(), using=None, name=new_name()) if picture else ""
    person.save(update_fields=["avatar"])
    if old:
        delete_on_commit(field().storage, old)


def new_name():
    """A random name: neither the person nor their own file's name can be read from it."""
    token = secrets.token_hex(16)
    return f"{FOLDER}/{token[:2]}/{token}{SUFFIX}"


def version_of(person):
    """The changing part of the picture's address, or "" without one."""
    return person.avatar.name.rpartition("/")[2].removesuffix(SUFFIX) if person.avatar else ""


def url_of(person):
    """The address of a person's picture, or "" without one. It changes with the picture."""
    return reverse("helpdesk:avatar", args=[person.pk, version_of(person)]) if person.avatar else ""


def may_see(viewer, person):
    """Whether `viewer` (a person, or None) is shown the picture of `person`."""
    return bool(viewer and person and (viewer.pk == person.pk or viewer.is_desk))


def sweep_avatars(at=None):
    """Delete pictures older than a day that belong to nobody; return how many."""
    storage, before, swept = field().storage, (at or timezone.now()) - AGE, 0
    for folder in _inside(storage, FOLDER)[0]:
        names = [f"{FOLDER}/{folder}/{name}" for name in _inside(storage, f"{FOLDER}/{folder}")[1]]
        known = set(User.objects.filter(avatar__in=names).values_list("avatar", flat=True)) if names else set()
        for name in names:
            if name not in known and storage.exists(name) and storage.get_modified_time(name) < before:
                storage.delete(name)
                swept += 1
    if swept:
        log.warning("%s pictures that belong to nobody were deleted", swept)
    return swept


def _inside(storage, folder):
    try:
        return storage.listdir(folder)
    except FileNotFoundError:  # nobody has a picture yet
        return [], []
