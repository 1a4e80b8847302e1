"""Approval before publishing, for who wants a second pair of eyes: Wagtail's workflow, and what it means at the desk."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock, ScheduledForPublishLock
from wagtail.models import GroupApprovalTask, Task, Workflow, WorkflowContentType, WorkflowTask

from helpdesk.accounts.groups import ADMINS

# Names are data, written once by set-up in the language of the office.
NAME, STEP = "Pemeriksaan FAQ", "Persetujuan Admin"


@transaction.atomic
def ensure():
    """Give FAQ entries a workflow of one step: the group Admins approves. Returns how many were made.

    One that exists, by whatever name or switched off, is left as somebody wanted it.
    """
    from faq.models import FAQEntry

    kind = ContentType.objects.get_for_model(FAQEntry, for_concrete_model=False)
    if WorkflowContentType.objects.filter(content_type=kind).exists() or Workflow.objects.filter(name=NAME).exists():
        return 0
    workflow = Workflow.objects.create(name=NAME)
    step = GroupApprovalTask.objects.create(name=STEP)
    step.groups.add(Group.objects.get_or_create(name=ADMINS)[0])
    WorkflowTask.objects.create(workflow=workflow, task=step.task_ptr, sort_order=0)
    WorkflowContentType.objects.create(workflow=workflow, content_type=kind)
    return 1


def why_held(entry, user):
    """A sentence where `user` may not change the entry now: locked, sent for approval, or its time is set; else ""."""
    lock = entry.get_lock()
    if lock is None or not lock.for_user(user):
        return ""
    if isinstance(lock, BasicLock):
        if entry.locked_by:
            return _("%(name)s has locked this entry in the CMS. Ask them to unlock it.") % {"name": entry.locked_by}
        return _("This entry is locked in the CMS.")
    if isinstance(lock, ScheduledForPublishLock):
        return _("The time at which this entry appears is set. Cancel it in the CMS first.")
    return _("This entry was sent for approval. Until then only those who approve it can change it.")


def approved(entry, revision, *, by):
    """Where the last step of a workflow waits for `by`: approve `revision`, which publishes it. Returns whether it was so."""
    step = entry.current_workflow_task_state
    if step is None or _is_followed(step):
        return False
    if "approve" not in [name for name, _label, _asks in step.task.specific.get_actions(entry, by)]:
        return False
    if step.revision_id != revision.pk:
        step.revision = revision
        step.save(update_fields=["revision"])
    step.task.specific.on_action(step, by, "approve")
    return True


def _is_followed(step):
    done = step.workflow_state.successful_task_states
    left = Task.objects.filter(workflow_tasks__workflow=step.workflow_state.workflow_id, active=True)
    return left.exclude(task_states__in=done).exclude(pk=step.task_id).exists()
