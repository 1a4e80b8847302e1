"""How the site is doing, for Super Admins: queue, who is at work, mails, where things lie. Nothing here names a person."""

from django.conf import settings
from django.db.models import Count
from django.http import Http404
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from django_tasks_db.models import DBTaskResult

from helpdesk.common import duration, health, places
from helpdesk.common.beats import Beat
from helpdesk.notifications.models import Delivery
from helpdesk.templatetags.desk_ui import ago, capped, when

FAILURES = 10
LAST_MAILS = 1000


class SystemStatus(TemplateView):
    template_name = "helpdesk/common/status.html"
    http_method_names = ["get", "head"]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        at = timezone.now()
        cards = [queue(at), pulses(at), mails(), *kept()]
        return super().get_context_data(cards=cards, failures=failures(), version=settings.SOFTWARE_VERSION, **kwargs)


def card(title, icon, is_well, facts, word=None):
    """`is_well` None: nothing to judge."""
    tone, label = ("ok", _("In order")) if is_well else ("bad", word or _("Look here"))
    return {"title": title, "icon": icon, "facts": facts, "badge": None if is_well is None else {"tone": tone, "label": label}}


def queue(at):
    found = health.task_queue(at)
    facts = [
        (_("Waiting"), capped(found["waiting"], health.COUNT_LIMIT - 1)), (_("Running"), str(found["running"])),
        (_("The oldest has been waiting for"), duration.words(found["oldest_seconds"]) if found["waiting"] else _("nothing waits")),
    ]  # fmt: skip
    return card(_("Tasks"), "list-checks", found["state"] == "ok", facts, _("Late"))


def pulses(at):
    facts, missing = [], False
    for kind, name in ((Beat.Kind.WORKER, _("Workers")), (Beat.Kind.CLOCK, _("Clocks"))):
        alive = list(Beat.alive(at).filter(kind=kind).order_by("host", "pid"))
        last = Beat.objects.filter(kind=kind).order_by("-seen_at").first()
        missing |= not alive
        facts.append((name, str(len(alive))))
        facts += [(f"{one.host} · {one.pid}", _("since %(when)s") % {"when": when(one.started_at)}) for one in alive]
        if not alive:
            facts.append((_("Last heard of"), ago(last.seen_at, at) if last else _("never")))
    return card(_("At work"), "activity", not missing, facts, _("Nobody at work"))


def mails():
    """What became of the newest ones, in one pass over the end of the log."""
    newest = Delivery.objects.order_by("-id").values("pk")[:LAST_MAILS]
    counted = Delivery.objects.filter(pk__in=newest).order_by().values_list("state").annotate(Count("pk"))
    by_state = dict(counted)
    facts = [(_("Mail server"), places.mail())]
    facts += [(str(state.label), number_format(by_state[state], 0)) for state in Delivery.State if by_state.get(state)]
    trouble = by_state.get(Delivery.State.FAILED, 0) + by_state.get(Delivery.State.UNSURE, 0)
    return card(_("The newest %(count)s emails") % {"count": number_format(LAST_MAILS, 0, force_grouping=True)}, "mail", not trouble, facts)


def kept():
    for title, icon, (where, answers) in ((_("Files"), "hard-drive", places.files()), (_("Cache"), "database-zap", places.memory())):
        yield card(title, icon, answers, [(_("Where"), where)], _("Does not answer"))


def failures():
    """The newest tasks that failed: which and why by name. What they were given, and the words of the error, may be personal."""
    failed = DBTaskResult.objects.failed().order_by("-finished_at").only("task_path", "exception_class_path", "finished_at", "worker_ids")
    return [
        [when(one.finished_at), one.task_path.rpartition(".")[2], one.exception_class_path.rpartition(".")[2], str(len(one.worker_ids))]
        for one in failed[:FAILURES]
    ]  # fmt: skip
