"""The few listeners of the desk, in one place: strangers that must not import each other."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from helpdesk.accounts.groups import put_into_groups
from helpdesk.accounts.models import User
from helpdesk.calls import listeners as calls
from helpdesk.notifications import listeners as notifications
from helpdesk.tickets import recount
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, WorkingHours
from helpdesk.worktime.signals import calendar_changed

__all__ = ["calls", "keep_groups_in_step_with_the_role", "notifications"]


@receiver(post_save, sender=User, dispatch_uid="helpdesk.accounts.groups")
def keep_groups_in_step_with_the_role(sender, instance, raw=False, update_fields=None, **kwargs):
    """CMS rights come from Wagtail groups; a role change must move them at once. (A login saves one date.)"""
    if not raw and (update_fields is None or "role" in update_fields):
        put_into_groups(instance)


def _the_calendar_changed(sender, raw=False, **kwargs):
    """However it was changed, at the desk, in the CMS or by the set-up: promises that lie ahead are counted anew."""
    if not raw:
        recount.later()


for model in (NonWorkingDay, RamadanPeriod, WorkingHours):
    post_save.connect(_the_calendar_changed, sender=model, dispatch_uid=f"helpdesk.recount.{model.__name__}")
    post_delete.connect(_the_calendar_changed, sender=model, dispatch_uid=f"helpdesk.recount.{model.__name__}")
calendar_changed.connect(_the_calendar_changed, dispatch_uid="helpdesk.recount")
