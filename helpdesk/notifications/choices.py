"""What a person wants by e-mail: their choice for the kind, else the kind's own default."""

from django.db.models import BooleanField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from helpdesk.notifications.audience import MAILED
from helpdesk.notifications.models import NotificationPreference


def with_wish(people, kind):
    """Annotate people with `wants_mail`: whether this kind goes to their mailbox too."""
    chosen = NotificationPreference.objects.filter(user=OuterRef("pk"), kind=kind).values("by_email")[:1]
    default = Value(kind in MAILED, output_field=BooleanField())
    return people.annotate(wants_mail=Coalesce(Subquery(chosen), default))


def wishes_of(person, kinds):
    """{kind: by e-mail?} of one person."""
    chosen = dict(person.notification_preferences.values_list("kind", "by_email"))
    return {kind: chosen.get(kind, kind in MAILED) for kind in kinds}


def choose(person, wishes):
    """Keep a person's choices, {kind: by e-mail?}; the same statement whether they chose before or not."""
    NotificationPreference.objects.bulk_create(
        [NotificationPreference(user=person, kind=kind, by_email=wish) for kind, wish in wishes.items()],
        update_conflicts=True, unique_fields=["user", "kind"], update_fields=["by_email"],
    )
