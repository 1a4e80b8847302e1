"""A prepared query gives the rows that its queryset gives, for each value, and freezes nothing."""

import asyncio
import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from helpdesk.accounts.models import User
from helpdesk.common.any_of import AnyOf
from helpdesk.common.planned import Planned
from helpdesk.common.prepared import NotPrepared, Perhaps, Prepared
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


def test_it_gives_what_the_queryset_gives(django_assert_num_queries):
    department = make.make_department()
    people = [make.make_staff(department=department), make.make_client()]
    build = lambda pk: User.objects.select_related("department", "organisation").with_duties().filter(pk=pk)  # noqa: E731
    prepared = Prepared(build, pk=int)
    for person in [*people, *people[::-1]]:
        with django_assert_num_queries(1):
            found, same = prepared.first(pk=person.pk), None
        same = build(person.pk).get()
        assert found == same and found.__dict__.keys() == same.__dict__.keys()
        assert found.department == same.department and found.unread_count == same.unread_count
        assert found._state.db == "default" and not found._state.adding
    assert prepared.first(pk=0) is None


def test_texts_moments_and_values_are_filled_in():
    make.make_client(name="Sari")
    by_name = Prepared(lambda name: User.objects.filter(name=name).values_list("name", "role"), name=str)
    assert by_name.rows(name="Sari") == [("Sari", "client")] and by_name.rows(name="Budi") == []
    before = Prepared(lambda at: User.objects.filter(date_joined__lte=at), at=datetime)
    assert len(before.rows(at=timezone.now())) == 1 and before.rows(at=timezone.now() - timedelta(days=1)) == []


def test_a_hidden_value_is_refused_and_not_frozen():
    with pytest.raises(NotPrepared):
        Prepared(lambda pk: Ticket.objects.overdue().filter(pk=pk), pk=int).rows(pk=1)
    with pytest.raises(NotPrepared):
        Prepared(lambda pk: Ticket.objects.filter(pk=7), pk=int).rows(pk=1)
    with pytest.raises(NotPrepared):
        Prepared(lambda pk: Ticket.objects.filter(pk=pk).order_by("pk" if pk % 2 else "-pk")[: 1 + pk % 2], pk=int).rows(pk=1)


def test_each_thread_asks_by_its_own_connection():
    prepared, seen = Prepared(lambda pk: User.objects.filter(pk=pk), pk=int), []
    prepared.rows(pk=1)
    mine = prepared._local.ready.compiler.connection

    def ask():
        try:
            prepared.rows(pk=1)
            seen.append(prepared._local.ready.compiler.connection)
        finally:
            connection.close()

    thread = threading.Thread(target=ask)
    thread.start(), thread.join()
    assert seen and seen[0] is not mine


def test_a_value_that_need_not_stand_in_it_must_be_called_so():
    build = lambda pk, name: User.objects.filter(pk=pk)  # noqa: E731
    with pytest.raises(NotPrepared):
        Prepared(build, pk=int, name=str).rows(pk=1, name="Sari")
    person = make.make_client()
    assert Prepared(build, pk=int, name=Perhaps(str)).first(pk=person.pk, name="Sari") == person


def test_any_of_some_keys_is_one_text_for_all_of_them(django_assert_num_queries):
    people = [make.make_client() for _n in range(3)]
    some = Prepared(lambda keys: User.objects.filter(AnyOf("pk", keys)).order_by("pk"), keys=list)
    assert some.rows(keys=[one.pk for one in people[:2]]) == people[:2] and some.rows(keys=[]) == []
    assert some.rows(keys=[people[2].pk]) == people[2:]


@pytest.mark.parametrize("kind", [Prepared, Planned])
def test_it_asks_over_the_line_of_the_moment(kind):
    """A thread has another line while an event loop runs in it; what was prepared there must not be asked there for ever."""
    prepared, person = kind(lambda pk: User.objects.filter(pk=pk), pk=int), make.make_client()

    async def elsewhere():
        prepared.rows(pk=0)
        connection.close()

    asyncio.run(elsewhere())
    assert prepared.first(pk=person.pk) == person
