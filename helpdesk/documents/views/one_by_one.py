"""The documents of a ticket looked at one by one: which of them stands on the page, its pages, and where Save leads."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from helpdesk.documents.check_forms import can_be_judged
from helpdesk.documents.models import SlotState
from helpdesk.documents.slot import Verdict

FIRST_PAGES = 5
"""Pictures that a page asks for by itself; the rest comes on request."""

TONES = {SlotState.ACCEPTED: "ok", SlotState.REFUSED: "bad", SlotState.EXPIRED: "bad"}
NOTED = {Verdict.ACCEPT: "ok", Verdict.REFUSE: "bad"}


@dataclass(frozen=True)
class Entry:
    """One sent document in the list beside its pages."""

    slot: object
    url: str
    is_shown: bool

    @property
    def is_open(self):
        return self.slot.state == SlotState.SENT

    @property
    def tone(self):
        return NOTED.get(self.slot.verdict, "") if self.is_open else TONES.get(self.slot.state, "")

    @property
    def words(self):
        """What is noted, what has to come first, or what the client reads."""
        if self.is_open and not self.slot.current.may_be_opened:
            return _("being scanned for viruses")
        return Verdict(self.slot.verdict).label if self.is_open else self.slot.get_state_display()

    @property
    def reason(self):
        return self.slot.verdict_reason if self.is_open else self.slot.reason


class OneByOne:
    """Mixin of CheckDocuments; `slots` and `verdicts` (forms) are its own. `berkas`: a code; `antre`: within the round."""

    @cached_property
    def is_round(self):
        return "1" in (self.request.GET.get("antre"), self.request.POST.get("antre"))

    @cached_property
    def shown(self):
        """The slot whose pages are on the page: where something is wrong, else the asked one, else the first not judged."""
        asked = self.request.POST.get("shown", self.request.GET.get("berkas", ""))
        wrong = [form.slot for form in self.verdicts if form.is_bound and form.errors]
        named = [slot for slot in self.slots if slot.current and slot.code == asked]
        waiting = [form.slot for form in self.verdicts if form.can_be_judged and not form.slot.verdict]
        anything = [form.slot for form in self.verdicts] + [slot for slot in self.slots if slot.current]
        both = [slot for slot in wrong if slot in named]
        return next(iter([*both, *wrong, *named, *waiting, *anything]), None)

    def url_of(self, slot=None, **more):
        pairs = {"berkas": slot.code if slot else "", "antre": "1" if self.is_round else "", **more}
        query = urlencode({key: value for key, value in pairs.items() if value})
        url = reverse("helpdesk:ticket_check", args=[self.ticket.number])
        return f"{url}?{query}" if query else url

    def one_by_one(self):
        """Variables of the template."""
        slot, may_send = self.shown, self.may.can_send_result and bool(self.verdicts)
        entries = [Entry(one, self.url_of(one), one == slot) for one in self.slots if one.current]
        judged = [form for form in self.verdicts if form.slot.verdict]
        is_ready = may_send and len(judged) == len(self.verdicts)
        return {
            "shown": slot, "entries": entries, "may_send": may_send, "is_ready": is_ready, "judged": len(judged),
            "form": next((form for form in self.verdicts if form.slot == slot), None),
            "takes_focus": is_ready and "siap" in self.request.GET, "is_round": self.is_round,
            **(self.pages_of(slot) if slot else {}),
        }  # fmt: skip

    def pages_of(self, slot):
        count = max(slot.current.pages, 1)
        is_all = "semua" in self.request.GET
        numbers = range(1, (count if is_all else min(count, FIRST_PAGES)) + 1) if slot.current.may_be_opened else []
        pictures = [
            {"number": number, "url": reverse("helpdesk:attachment_page", args=[self.ticket.number, slot.current.key, number])}
            for number in numbers
        ]
        more = self.url_of(slot, semua="1") if len(pictures) < count and pictures else ""
        return {"pictures": pictures, "page_count": count, "more_url": more}

    def go_where(self):
        """After Save: the document that was asked for, with “next” the next one without a verdict, at last the sending."""
        asked = self.request.POST.get("go", "")
        if asked != "next":
            named = next((slot for slot in self.slots if slot.current and slot.code == asked), self.shown)
            return HttpResponseRedirect(self.url_of(named))
        places = [slot for slot in self.slots if slot.current]
        here = places.index(self.shown) + 1 if self.shown in places else 0
        waiting = [slot for slot in [*places[here:], *places[:here]] if can_be_judged(slot) and not slot.verdict]
        if waiting:
            return HttpResponseRedirect(self.url_of(waiting[0]))
        return HttpResponseRedirect(self.url_of(self.shown, siap="1"))
