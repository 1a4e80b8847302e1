"""A service with everything that a posted form is judged by: its fields, its documents, and the lists of the desk."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from helpdesk.catalogue.models import DocumentRequirement, Service, ServiceInput, TicketSource, TicketType
from helpdesk.catalogue.samples import documents_of
from helpdesk.common.planned import Planned


@dataclass(frozen=True)
class Lists:
    """What is asked beside the service itself, each in its order."""

    inputs: list
    documents: list
    sources: list
    types: list

    @classmethod
    def of(cls, service):
        """Those that came with `asked_for`; otherwise read one by one, the documents with their samples."""
        known = service.__dict__.get("lists")
        if known is None:
            known = cls(list(service.inputs.all()), documents_of(service), list(_active(TicketSource)), list(_active(TicketType)))
        return known


def asked_for(code):
    """The service of this code, closed ones too, with its `lists`, in one statement; None where there is none.

    Enough to judge and to keep what somebody sends. The documents come without samples: a page that shows them reads them.
    """
    service = _asked.first(code=code)
    if service is not None:
        rows = {name: [_row(model, facts) for facts in service.__dict__.pop(f"all_{name}")] for name, model in MODELS.items()}
        service.lists = Lists(**rows)
    return service


MODELS = {"inputs": ServiceInput, "documents": DocumentRequirement, "sources": TicketSource, "types": TicketType}


def _active(model):
    return model.objects.filter(is_active=True)


def _row(model, facts):
    row = model(**facts)
    row._state.adding, row._state.db = False, "default"
    return row


def _as_array(rows):
    """Whole rows as JSON: each of their columns is text, number, truth or a list of texts."""
    columns = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    return ArraySubquery(rows.values(shown=JSONObject(**columns)))


def _with_lists(code):
    own = {"service": OuterRef("pk")}
    return Service.objects.select_related("department", "type").filter(code=code).annotate(
        all_inputs=_as_array(ServiceInput.objects.filter(**own)), all_documents=_as_array(DocumentRequirement.objects.filter(**own)),
        all_sources=_as_array(_active(TicketSource)), all_types=_as_array(_active(TicketType)),
    ).order_by()  # fmt: skip


_asked = Planned(_with_lists, code=str)
