"""Samples and forms to fill in, beside the documents of a service; only what everybody may read."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import CollectionViewRestriction

from helpdesk.catalogue.models import DocumentRequirement


def is_closed(sample):
    """SECURITY: whether the document at the path `sample` (such as "requirement__sample") lies in a collection that is not
    public: closed itself, or below a closed one. An expression for `annotate`."""
    collection = ExpressionWrapper(OuterRef(f"{sample}__collection__path"), output_field=models.CharField())
    return Exists(CollectionViewRestriction.objects.annotate(asked=collection).filter(asked__startswith=F("collection__path")))


def documents_of(service):
    """The documents that a service asks for, in order, each with its `open_sample` (or None); one query."""
    rows = DocumentRequirement.objects.filter(service=service).select_related("sample").annotate(is_sample_closed=is_closed("sample"))
    found = list(rows)
    for row in found:
        row.open_sample = None if row.is_sample_closed else row.sample
    return found
