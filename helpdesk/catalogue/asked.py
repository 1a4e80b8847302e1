"""A service with everything that a posted form is judged by: its fields, its documents, and the lists of the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Func, JSONField, OuterRef, Subquery

from helpdesk.catalogue.models import DocumentRequirement, Service, ServiceInput, TicketSource, TicketType
from helpdesk.catalogue.samples import documents_of
from helpdesk.common.page_cache import same_for_all
from helpdesk.common.planned import Planned
from helpdesk.departments.models import Department


@dataclass(frozen=True)
class Lists:
    """What is asked beside the service itself, each in its order."""

    inputs: list
    documents: list
    sources: Sequence
    types: Sequence

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
    Kept like the parts of pages, until anything of it changes.
    """
    kept = same_for_all(f"asked for {_shape()} {code}", lambda: _columns_of(_asked.first(code=code)))
    if kept is None:
        return None
    service = _row(Service, kept["service"])
    service.department = _row(Department, kept["department"])
    if kept["type"]:
        service.type = _row(TicketType, kept["type"])
    rows = {name: Rows(model, kept[name]) for name, model in MODELS.items()}
    service.lists = Lists(list(rows["inputs"]), list(rows["documents"]), rows["sources"], rows["types"])
    return service


class Rows(Sequence):
    """Rows of which somebody chooses one: each is made when it is looked at."""

    def __init__(self, model, kept):
        self.model, self.kept = model, kept

    def __len__(self):
        return len(self.kept)

    def __getitem__(self, place):
        return _row(self.model, self.kept[place])

    def column(self, name):
        """The values of one column, without making a row."""
        place = [field.attname for field in self.model._meta.concrete_fields].index(name)
        return [row[place] for row in self.kept]


def having(rows, name, value):
    """The first of these rows, whether `Rows` or a list, whose column reads so; None where there is none."""
    column = rows.column(name) if isinstance(rows, Rows) else [getattr(row, name) for row in rows]
    return next((rows[place] for place, found in enumerate(column) if str(found) == value), None)


MODELS = {"inputs": ServiceInput, "documents": DocumentRequirement, "sources": TicketSource, "types": TicketType}


@cache
def _shape():
    """What is kept under the same name has the same columns: beside a new release an older one may still be at work."""
    models = (Service, Department, *MODELS.values())
    return " ".join(f"{model.__name__}({','.join(field.attname for field in model._meta.concrete_fields)})" for model in models)


def _columns_of(service):
    """Plain values, each row a list of its columns."""
    if service is None:
        return None
    rows = {"service": service, "department": service.department, "type": service.type}
    own = {name: row and [getattr(row, field.attname) for field in row._meta.concrete_fields] for name, row in rows.items()}
    return own | {name: getattr(service, f"all_{name}") or [] for name in MODELS}


def _row(model, values):
    return model.from_db("default", [field.attname for field in model._meta.concrete_fields], values)


def _active(model):
    return model.objects.filter(is_active=True)


class AllOf(Subquery):
    """All rows as one list of lists, in their order; None where there is none. Each column of theirs is text, number, truth or a
    list of texts, which JSON says as they are."""

    template = "(SELECT JSON_AGG(found.columns)::text FROM (%(subquery)s) found)"
    output_field = JSONField()

    def __init__(self, rows):
        columns = Func(*(field.attname for field in rows.model._meta.concrete_fields), function="JSON_BUILD_ARRAY", output_field=JSONField())
        super().__init__(rows.values(columns=columns))


def _with_lists(code):
    own = {"service": OuterRef("pk")}
    return Service.objects.select_related("department", "type").filter(code=code).annotate(
        all_inputs=AllOf(ServiceInput.objects.filter(**own)), all_documents=AllOf(DocumentRequirement.objects.filter(**own)),
        all_sources=AllOf(_active(TicketSource)), all_types=AllOf(_active(TicketType)),
    ).order_by()  # fmt: skip


_asked = Planned(_with_lists, code=str)
