"""Idempotent forms: a second post of the same form finds the first result (LESSONS 50)."""

import secrets

from django.conf import settings
from django.db import IntegrityError, connection, models
from django.utils import timezone

from helpdesk.common.whole import Whole
from helpdesk.common.writing import sequence


class FormToken(models.Model):
    """One posted create or reply form, and what came of it. Old rows are pruned by the clock."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    purpose = models.CharField(max_length=30)
    result_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "purpose", "token"], name="form_token_once")]

    def __str__(self):
        return f"{self.purpose} {self.token[:8]}"


def new_token():
    """A fresh unguessable token for the hidden field of a form."""
    return secrets.token_urlsafe(24)


def once(user, purpose, token, make, *, of=None, also=()):
    """Run `make()` once for this token and return `(result_id, is_first)`.

    `make` returns the primary key of what it made. `of`, a model: it makes one row of that, `make(key)` is told its key
    beforehand, and the token needs no second statement. `also`: models of one more row each, whose keys follow that one.
    A parallel post of the same token waits for the first one's commit (unique constraint) and then gets its result. If `make`
    fails, the token is free again.
    """
    try:
        with Whole():
            if of is not None:
                keys = _reserve(user, purpose, token, of, *also)
                make(*keys)
                return keys[0], True
            row = FormToken.objects.create(user=user, purpose=purpose, token=token)
            row.result_id = make()
            row.save(update_fields=["result_id"])
            return row.result_id, True
    except IntegrityError:
        first = FormToken.objects.filter(user=user, purpose=purpose, token=token, result_id__isnull=False).first()
        if first is None:  # the collision was inside make(), not on the token
            raise
        return first.result_id, False


def _reserve(user, purpose, token, model, *more):
    """Write the token together with the key that a row of `model` will have; return that key and those of `more`."""
    table = connection.ops.quote_name(FormToken._meta.db_table)
    keys = ", ".join(["result_id", *(f"nextval('{sequence(one)}')" for one in more)])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (user_id, purpose, token, created_at, result_id)"  # noqa: S608  (names of ours)
            f" VALUES (%s, %s, %s, %s, nextval('{sequence(model)}')) RETURNING {keys}",
            [user.pk, purpose, token, timezone.now()],
        )
        return cursor.fetchone()


def result_of(user, purpose, token):
    """What an earlier post of this token made, or None: for forms that would refuse the second post as a double."""
    row = FormToken.objects.filter(user=user, purpose=purpose, token=token, result_id__isnull=False).first()
    return row.result_id if row else None


def prune(before):
    """Forget tokens older than `before`; return how many."""
    return FormToken.objects.filter(created_at__lt=before).delete()[0]
