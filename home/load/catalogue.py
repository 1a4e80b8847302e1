"""The catalogue as a load reads it: services with their papers, ready to be told a million times."""

import hashlib
import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from helpdesk.attachments.samples import small_pdf
from helpdesk.catalogue.models import Necessity, Service
from helpdesk.common.domain import domain
from helpdesk.tickets.descriptions import PLACEHOLDER
from home.demo.texts import INPUTS
from home.load.tables import text


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that a service asks for, with the small PDF that stands for it. JSON and COPY ready."""

    position: int
    columns: str
    name: str
    file: str
    content: bytes
    sha256: str
    necessity: dict = field(hash=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """A service: what of it stands in a ticket's columns and events."""

    pk: int
    title: str
    department: int
    type: int
    code: str
    is_free: bool
    has_call: bool
    first_response: str
    resolution: str
    first_seconds: int
    seconds: int
    papers: tuple
    checks: tuple
    template: tuple
    submitted: str
    department_name: str
    audience: str

    def describe(self, values):
        """The template with the values in; parts at odd places are names of values."""
        return "".join(values[part] if place % 2 else part for place, part in enumerate(self.template))


class Shelf:
    """All services, and which a kind of client chooses."""

    def __init__(self, departments):
        rows = Service.objects.available().filter(department__in=departments)
        offers = [_offer(row) for row in rows.prefetch_related("required_documents", "checklist").order_by("pk")]
        self.of_kind = {kind: _Chance(_suiting(offers, kind)) for kind in ("company", "individual", "agency", "")}
        # What is asked beside the templates' names: a change of the catalogue shall not stop a load.
        self.inputs = {name: INPUTS.get(name, name) for offer in offers for name in offer.template[1::2]}

    def choose(self, kind, dice):
        return self.of_kind[kind].at(dice)


class _Chance:
    """The front ones are chosen most."""

    def __init__(self, offers):
        self.offers = offers
        self.ends = list(accumulate((0.3 if offer.is_free else 1) / (place + 3) ** 0.5 for place, offer in enumerate(offers)))

    def at(self, dice):
        return self.offers[min(bisect_right(self.ends, dice * self.ends[-1]), len(self.offers) - 1)]


def _suiting(offers, kind):
    own = {Service.Audience.ALL}
    if kind:
        own.add(Service.Audience.AGENCIES if kind == "agency" else Service.Audience.PROVIDERS)
    return [offer for offer in offers if offer.audience in own]


def _offer(service):
    papers = tuple(
        _paper(requirement, position) for position, requirement in enumerate(service.required_documents.all()) if not requirement.as_text
    )
    facts = {"service": service.title, "department": service.department.name}
    return Offer(
        pk=service.pk, title=text(service.title), department=service.department_id, type=service.type_id, code=service.code.split("-")[0].upper(),
        is_free=service.free_title, has_call=service.has_video_call, papers=papers, checks=tuple(item.pk for item in service.checklist.all()),
        first_response=str(service.first_response_hours), resolution=str(service.resolution_hours),
        first_seconds=int(service.first_response_hours * 3600), seconds=int(service.resolution_hours * 3600),
        template=tuple(PLACEHOLDER.split(text(service.description_template))), submitted=as_json(facts)[:-1],
        department_name=service.department.name, audience=service.audience,
    )  # fmt: skip


def _paper(requirement, position):
    content = small_pdf(requirement.name, pages=1 + position % 3)
    columns = [requirement.pk, requirement.code, requirement.name, requirement.name_en, requirement.note]
    return Paper(
        position=position, columns="\t".join(text(str(value)) for value in columns), name=requirement.name,
        file=f"{requirement.code.replace('_', '-')}.pdf", content=content, sha256=hashlib.sha256(content).hexdigest(),
        necessity={
            (applicant, proxy): str(requirement.necessity(applicant, proxy))
            for applicant in ("company", "sole_trader", "foreign_company", "agency", "citizen") for proxy in (False, True)
        },
    )  # fmt: skip


def as_json(value):
    """JSON as COPY reads it."""
    return text(json.dumps(value, ensure_ascii=False))


def sentences():
    """What the shipped FAQ answers, sentence by sentence: the words of the desk."""
    answers = " ".join(entry["description"] for entry in domain()["faq"])
    return [text(found) for found in re.split(r"(?<=\.)\s+", answers) if 30 < len(found) < 220]


REQUIRED = str(Necessity.REQUIRED)
