"""The verbs of an absence: who is away says so themselves, names a deputy, and takes it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts.models import User


@transaction.atomic
def go_away(person, *, until, deputy, by, at=None):
    """Note that `person` is away up to and including the day `until`; `deputy` answers meanwhile.

    Raises ValidationError with a sentence: for somebody else's absence, a day that is over, or a deputy who cannot answer.
    """
    _must_be_oneself(person, by)
    person.refresh_from_db(from_queryset=User.objects.select_for_update(no_key=True))
    if until < timezone.localdate(at):
        raise ValidationError({"away_until": _("This day is over. Choose today or a later day.")})
    if deputy.pk == person.pk or not possible_deputies(person).filter(pk=deputy.pk).exists():
        raise ValidationError({"deputy": _("Choose an active colleague of the desk.")})
    person.away_until, person.deputy = until, deputy
    person.save(update_fields=["away_until", "deputy"])


@transaction.atomic
def come_back(person, *, by):
    """End the absence now. Nothing happens where there is none."""
    _must_be_oneself(person, by)
    person.refresh_from_db(from_queryset=User.objects.select_for_update(no_key=True))
    if person.away_until or person.deputy_id:
        person.away_until = person.deputy = None
        person.save(update_fields=["away_until", "deputy"])


def possible_deputies(person):
    """Whom this person may name: every other active person of the desk."""
    return User.objects.active().desk().exclude(pk=person.pk).order_by("name", "pk")


def absent_colleagues(person, on=None):
    """For whom this person answers on this day (today)."""
    return person.stands_in_for.active().desk().filter(away_until__gte=on or timezone.localdate()).order_by("away_until", "pk")


def _must_be_oneself(person, by):
    if person.pk != by.pk or not by.is_desk:
        raise ValidationError(_("Only people of the desk note their own absence."))
