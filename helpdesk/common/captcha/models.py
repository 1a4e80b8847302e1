"""What makes a captcha count once: the database's promise, not a cache's (one solution posted eight times in parallel)."""

from datetime import timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone

KEPT_FOR = timedelta(days=2)  # far longer than any challenge is valid


class SolvedChallenge(models.Model):
    """A challenge that somebody has answered, or tried to. Old rows are pruned by the clock."""

    key = models.CharField(max_length=140, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    is_spent = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "solved challenge"

    def __str__(self):
        return self.key[:20]

    @classmethod
    def spend(cls, key):
        """Take a solved challenge; True for the first who does, also when several come at once."""
        return cls.attempt(key, is_right=True, allowed=1)

    @classmethod
    def attempt(cls, key, *, is_right, allowed):
        """Count one answer. True when it is right and this challenge still had tries left; it is spent then."""
        cls.objects.bulk_create([cls(key=key)], ignore_conflicts=True)
        counted = cls.objects.filter(key=key, is_spent=False, tries__lt=allowed).update(
            tries=F("tries") + 1, is_spent=is_right
        )
        return bool(counted) and is_right

    @classmethod
    def is_open(cls, key, *, allowed):
        """Whether this challenge may still be answered."""
        return not cls.objects.filter(key=key).exclude(is_spent=False, tries__lt=allowed).exists()

    @classmethod
    def prune(cls, at=None):
        """Forget what no longer can be replayed; returns how many rows."""
        return cls.objects.filter(created_at__lt=(at or timezone.now()) - KEPT_FOR).delete()[0]
