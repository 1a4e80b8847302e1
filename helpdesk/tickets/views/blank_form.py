"""The empty form of a ticket, drawn once for everybody who is asked the same, with gaps for what is each person's own.

A client who opens it costs no form, no catalogue and no calendar (docs/performance.md). Whatever is less usual (on
behalf of somebody, in the place of an older ticket, after an error) is drawn for its reader, from the same template.
"""

from dataclasses import astuple, dataclass
from datetime import timedelta

from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.phone import local_form
from helpdesk.catalogue.models import Service
from helpdesk.common import dates
from helpdesk.common.form_token import new_token
from helpdesk.common.gaps import Gaps, filled
from helpdesk.common.page_cache import same_for_all
from helpdesk.documents.views.kept_offer import kept_by, kept_line
from helpdesk.tickets import descriptions
from helpdesk.tickets.views.anybody import Anybody
from helpdesk.tickets.views.new_ticket import NewTicketForm, profile_of
from helpdesk.worktime.current import working_time

TEMPLATE = "helpdesk/tickets/_create_form.html"


@dataclass(frozen=True)
class Asked:
    """What the page around the form says of the service, in one language."""

    pk: int
    title: str

    def __str__(self):
        return self.title


class BlankForm:
    """`BlankForm.find(code, user)`: what is kept for this service; None where it cannot be asked for."""

    def __init__(self, kept, user):
        self.kept, self.user = kept, user
        self.service = Asked(kept["pk"], kept["title"])

    @classmethod
    def find(cls, code, user):
        anybody = Anybody.like(user)
        kept = same_for_all(f"new ticket {astuple(anybody)} {code}", lambda: _drawn(code, anybody))
        return kept and cls(kept, user)

    def html_for(self, request):
        """The form for the person who asks, with a token of its own."""
        kept = self.kept
        own = {
            "csrf": get_token(request), "token": new_token(), "whatsapp": local_form(self.user.phone),
            "description": descriptions.fill(kept["template"], profile_of(self.user, kept["inputs"])),
            "done_by": when_done(kept["hours"], kept["calendar"]),
        }  # fmt: skip
        theirs = kept_by(self.user, set(kept["reusable"].values()))
        return filled(kept["pieces"], own | {name: kept_line(theirs.get(code)) for name, code in kept["reusable"].items()})


def when_done(hours, calendar, at=None):
    """In words, when a ticket that is sent now has been worked on for so many working hours."""
    moment = calendar.add(at or timezone.now(), timedelta(hours=hours))
    return f"{dates.long_date(moment)}, {dates.clock(moment)}"


def _drawn(code, anybody):
    """Everything that is the same for all who are like `anybody`; plain values."""
    service = Service.objects.available().filter(code=code).first()
    if service is None:
        return None
    gaps, reusable = Gaps(), {}
    known = {"token": gaps["token"], "description": gaps["description"], "applicant": anybody.applicant}
    known["whatsapp_number"] = gaps["whatsapp"] if anybody.has_phone else ""
    form = NewTicketForm(initial=known, service=service, user=anybody)
    for place, document in enumerate(form.required_documents):
        document.kept_line = ""
        if document.is_reusable and not document.as_text:
            name = f"kept_{place}"
            document.kept_line, reusable[name] = gaps[name], document.code
    context = {
        "form": form, "service": service, "done_by": gaps["done_by"], "here": reverse("helpdesk:ticket_create"), "csrf_token": gaps["csrf"],
        "client": None, "follows": None, "kept": (),
    }  # fmt: skip
    return {
        "pk": service.pk, "title": str(service), "hours": float(service.resolution_hours), "template": service.description_template,
        "inputs": [entry.name for entry in form.inputs], "reusable": reusable, "calendar": working_time(),
        "pieces": gaps.cut(get_template(TEMPLATE).template.render(Context(context))),
    }  # fmt: skip
