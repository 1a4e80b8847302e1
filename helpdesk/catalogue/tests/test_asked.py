"""What a posted form is judged by is kept, and is never older than the last change."""

import pytest

from helpdesk.catalogue import asked
from helpdesk.catalogue.asked import asked_for, having
from helpdesk.catalogue.models import DocumentRequirement, ServiceInput, TicketSource
from helpdesk.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]


@pytest.fixture
def service():
    documents = [{"code": "ktp", "name": "KTP"}, {"code": "kuasa", "for_applicants": ["company"], "requirement": "conditional"}]
    service = make.make_service("Reset akun", code="reset", documents=documents)
    ServiceInput.objects.create(service=service, name="akun", label="Akun", label_en="Account")
    make.make_source()
    return service


def facts(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_it_is_the_service_with_everything_as_the_tables_hold_it(service):
    for _first_drawn_then_kept in range(3):
        found = asked_for("reset")
        assert facts(found) == facts(type(service).objects.get()) and not found._state.adding
        assert facts(found.department) == facts(service.department)
        assert (found.type and facts(found.type)) == (service.type and facts(service.type))
        for model, rows in ((DocumentRequirement, found.lists.documents), (ServiceInput, found.lists.inputs)):
            assert list(map(facts, rows)) == list(map(facts, model.objects.filter(service=service)))
        assert list(map(facts, found.lists.sources)) == list(map(facts, TicketSource.objects.filter(is_active=True)))
    assert asked_for("tak-ada") is None


def test_of_a_list_to_choose_from_only_the_chosen_row_is_made(service, monkeypatch):
    make.make_source(code="loket")
    listed, plain = asked_for("reset").lists.sources, list(TicketSource.objects.filter(is_active=True).order_by("pk"))
    assert [row.pk for row in listed] == [row.pk for row in plain]
    made = []
    monkeypatch.setattr(asked, "_row", lambda model, kept, row=asked._row: made.append(model) or row(model, kept))
    for rows in (listed, plain):
        assert facts(having(rows, "code", "loket")) == facts(having(rows, "id", str(plain[-1].pk))) == facts(plain[-1])
        assert having(rows, "code", "tak-ada") is None and having(rows, "id", "") is None
    assert len(made) == 2 and len(listed) == len(plain)


def test_it_costs_one_statement(service, django_assert_num_queries):
    for _warm in range(2):
        asked_for("reset")
    with django_assert_num_queries(1):
        asked_for("reset")


def test_what_one_request_writes_on_it_the_next_one_does_not_find(service):
    for _turn in range(2):
        found = asked_for("reset")
        assert found.title == "Reset akun" and len(found.lists.documents) == 2 and not hasattr(found.lists.documents[0], "kept_line")
        found.title, found.lists.documents[0].kept_line = "Lain", "ada"
        found.lists.documents.clear()


def test_a_change_is_known_at_once(service, committed):
    assert asked_for("reset").is_active and len(asked_for("reset").lists.documents) == 2
    changes = [
        (lambda: service.deactivate(by=make.make_admin()), lambda found: not found.is_active),
        (lambda: DocumentRequirement.objects.get(code="ktp").delete(), lambda found: [one.code for one in found.lists.documents] == ["kuasa"]),
        (lambda: ServiceInput.objects.all().first().delete(), lambda found: not found.lists.inputs),
        (lambda: make.make_source(code="loket"), lambda found: "loket" in {one.code for one in found.lists.sources}),
        (lambda: (setattr(service.department, "is_active", False), service.department.save()), lambda found: not found.department.is_active),
    ]  # fmt: skip
    for change, is_known in changes:
        assert not is_known(asked_for("reset"))
        with committed():
            change()
        assert is_known(asked_for("reset"))


def test_what_a_release_with_other_columns_has_kept_is_not_taken(service, monkeypatch):
    asked_for("reset")
    type(service).objects.update(title="Judul baru")  # unheard, so that what is kept would still be shown
    assert asked_for("reset").title == "Reset akun"
    monkeypatch.setattr(asked, "_shape", lambda: "Service(id)")
    assert asked_for("reset").title == "Judul baru"
