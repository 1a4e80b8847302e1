"""The few listeners of the desk, in one place: strangers that must not import each other."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from helpdesk.accounts.groups import put_into_groups
from helpdesk.accounts.models import User
from helpdesk.notifications import listeners as notifications

__all__ = ["keep_groups_in_step_with_the_role", "notifications"]


@receiver(post_save, sender=User, dispatch_uid="helpdesk.accounts.groups")
def keep_groups_in_step_with_the_role(sender, instance, raw=False, **kwargs):
    """CMS rights come from Wagtail groups; a role change must move them at once."""
    if not raw:
        put_into_groups(instance)
