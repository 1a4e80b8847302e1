"""Nobody rewrites the audit: not by model, not by SQL, not in the CMS, by no address. And nothing is forgotten by slip."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.urls import get_resolver

from helpdesk.audit.models import AuditEntry
from helpdesk.audit.watched import LEFT_OUT, WATCHED, WATCHED_APART
from helpdesk.tests import factories as make

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def entry(db):
    return AuditEntry.objects.get(object_id=str(make.make_department().pk), kind="helpdesk.department")


def refused(act):
    with pytest.raises(IntegrityError, match="neither changed nor deleted"), transaction.atomic():
        act()


def test_an_entry_is_neither_saved_again_nor_deleted(entry):
    entry.object_name = "Anders"
    refused(entry.save)
    refused(entry.delete)
    refused(lambda: AuditEntry.objects.filter(pk=entry.pk).update(object_name="Anders"))
    refused(lambda: AuditEntry.objects.all().delete())
    assert AuditEntry.objects.get(pk=entry.pk).object_name != "Anders"


@pytest.mark.parametrize("statement", ["UPDATE helpdesk_auditentry SET object_name = 'x'", "DELETE FROM helpdesk_auditentry"])
def test_plain_sql_is_refused_as_well(entry, statement):
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute(statement))
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_new_entries_can_be_written(entry):
    """The control: it is not the table that is closed."""
    before = AuditEntry.objects.count()
    make.make_department()
    assert AuditEntry.objects.count() == before + 1


def test_nobody_holds_a_permission_to_change_the_audit(db):
    from django.contrib.auth.models import Permission

    assert not Permission.objects.filter(content_type__app_label="helpdesk", content_type__model="auditentry").exists()


# Every screen of the CMS has been decided about


def models_in_the_cms():
    """What can be edited there: tables, snippets, settings."""
    from wagtail.admin.viewsets import viewsets
    from wagtail.contrib.settings.registry import registry
    from wagtail.snippets.models import get_snippet_models

    assert get_resolver().url_patterns  # registers the CMS's screens
    tables = {viewset.model for viewset in viewsets.viewsets if getattr(viewset, "model", None)}
    models = (*tables, *get_snippet_models(), *registry)
    return {(apps.get_model(model) if isinstance(model, str) else model)._meta.label_lower for model in models}


def undecided(labels):
    return sorted(set(labels) - set(WATCHED) - set(WATCHED_APART) - set(LEFT_OUT))


def test_every_table_of_the_cms_is_watched_or_left_out_with_a_reason():
    labels = models_in_the_cms()
    assert {"helpdesk.service", "helpdesk.desksettings", "faq.faqentry", "helpdesk.user"} <= labels
    assert not undecided(labels), "Decide in helpdesk/audit/watched.py: WATCHED, or LEFT_OUT with the reason."
    assert all(len(reason) > 10 for reason in LEFT_OUT.values())


def test_a_new_table_without_a_decision_is_noticed():
    assert undecided(["helpdesk.service", "helpdesk.newtable"]) == ["helpdesk.newtable"]


@pytest.mark.parametrize("label", WATCHED)
def test_what_a_line_names_exists_and_nothing_secret_is_kept(label):
    line, model = WATCHED[label], apps.get_model(label)
    for name in (*line.without, *line.secret, *line.lists, *([line.part_of] if line.part_of else [])):
        model._meta.get_field(name)
    kept = {f.name for f in model._meta.concrete_fields if f.get_internal_type() != "BooleanField"} - {*line.without, *line.secret}
    assert not {name for name in kept if re.search(r"password|secret|token|hash", name)}


def test_only_the_first_filling_of_a_site_is_silent():
    named = {
        str(path.relative_to(ROOT)) for app in ("helpdesk", "faq", "contact", "home") for path in (ROOT / app).rglob("*.py")
        if "tests" not in path.parts and "origin.silent(" in path.read_text()
    }
    allowed = {
        "helpdesk/accounts/groups.py",
        "home/management/commands/setup.py", "home/demo/tell.py",
        "home/load/seed.py",  # refuses a database with tickets of people
    }  # fmt: skip
    assert named <= allowed


def test_what_must_be_recorded_is_never_changed_past_the_models():
    """`update()` and `bulk_create()` send no signals; the loaders of shipped data alone may use them."""
    models = "|".join({apps.get_model(label).__name__ for label in WATCHED})
    pattern = re.compile(rf"\b(?:{models})\.objects\b[^\n]*\.(?:update|bulk_create|bulk_update)\(")
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group(0)}"
        for path in (ROOT / "helpdesk").rglob("*.py")
        if not {"tests", "migrations"} & set(path.parts) and path.name != "load.py"
        for found in pattern.finditer(path.read_text())
    ]
    assert not wrong, f"Save the objects instead, so that the audit hears of it: {wrong}"
