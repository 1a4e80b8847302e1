"""A planned query gives what a prepared one gives, by a statement that PostgreSQL knows by name."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Field, Func
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.models import Role, User
from helpdesk.common.form_token import FormToken
from helpdesk.common.planned import Planned
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db



@pytest.fixture
def person():
    return make.make_client(name="Sari 100%")


def known():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, calls FROM (SELECT name, generic_plans + custom_plans AS calls FROM pg_prepared_statements) AS all_of_them")
        return dict(cursor.fetchall())


def test_it_finds_the_row_again_and_again_by_name(person):
    found = Planned(lambda pk: User.objects.filter(pk=pk, name__startswith="Sari"), pk=int)
    assert [found.first(pk=person.pk), found.first(pk=0), found.first(pk=person.pk)] == [person, None, person]
    assert known()[found._local.ready.name] == 3


def test_two_that_differ_in_a_constant_only_are_two(person):
    by_role = {role: Planned(lambda pk, role=role: User.objects.filter(pk=pk, role=role), pk=int) for role in (Role.CLIENT, Role.STAFF)}
    assert by_role[Role.CLIENT].first(pk=person.pk) == person and by_role[Role.STAFF].first(pk=person.pk) is None


def test_a_percent_sign_in_a_constant_stays_one(person):
    found = Planned(lambda pk: User.objects.filter(pk=pk, name__endswith="100%"), pk=int)
    assert found.first(pk=person.pk) == person and found.first(pk=person.pk) == person


def test_the_plan_outlives_a_transaction_that_failed(person):
    found = Planned(lambda pk: User.objects.filter(pk=pk), pk=int)
    with pytest.raises(IntegrityError), transaction.atomic():
        assert found.first(pk=person.pk) == person
        raise IntegrityError
    assert found.first(pk=person.pk) == person


def test_whoever_counts_statements_reads_the_statement_itself(person):
    found = Planned(lambda pk: User.objects.filter(pk=pk), pk=int)
    told = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (told.append(sql), execute(sql, *rest))[1]):
        found.first(pk=person.pk)
        found.first(pk=person.pk)
    assert [sql.startswith("SELECT") for sql in told] == [True, True]
    with CaptureQueriesContext(connection) as captured:
        found.first(pk=person.pk)
    assert len(captured) == 1 and captured[0]["sql"].startswith("SELECT")


def test_behind_a_pool_nothing_is_left_on_the_connection(person, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    found = Planned(lambda pk: User.objects.filter(pk=pk, name__contains="of a pool"), pk=int)
    assert found.first(pk=person.pk) is None and found._local.ready.name not in known()


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_has_gone_or_fits_no_more_is_made_anew():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE helpdesk_formtoken ADD COLUMN tried integer DEFAULT 7")
    try:
        found = Planned(lambda pk: FormToken.objects.filter(pk=pk).annotate(tried=Func(template="tried", output_field=Field())).values_list("tried"), pk=int)
        person = make.make_client()
        key = FormToken.objects.create(user=person, token="t", purpose="p").pk
        assert found.rows(pk=key) == [(7,)]
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE helpdesk_formtoken ALTER COLUMN tried TYPE text")
        assert found.rows(pk=key) == found.rows(pk=key) == [("7",)]
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        assert found.rows(pk=key) == found.rows(pk=key) == [("7",)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE helpdesk_formtoken DROP COLUMN tried")
