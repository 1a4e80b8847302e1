"""What the clock does for the calendar."""

from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.models import Role, User
from helpdesk.common.clock import job
from helpdesk.worktime.missing import year_to_fill


@job(hours=12)
def remind_of_joint_leave(at=None):
    """Tell Admins once, from November on, that next year's cuti bersama is missing."""
    from helpdesk.notifications.kinds import Kind
    from helpdesk.notifications.models import Notification
    from helpdesk.notifications.tell import tell

    year = year_to_fill(timezone.localdate(at))
    if year is None:
        return 0
    facts = {"what": "calendar_incomplete", "year": year}
    # By person, so that an Admin who comes in December hears of it too.
    told = Notification.objects.filter(kind=Kind.CALENDAR, facts=facts).values("recipient")
    people = list(User.objects.active().filter(role__in=[Role.ADMIN, Role.SUPERADMIN]).exclude(pk__in=told))
    tell(people, Kind.CALENDAR, facts=facts, path=f"{reverse('helpdesk:calendar')}?tahun={year}")
    return len(people)
