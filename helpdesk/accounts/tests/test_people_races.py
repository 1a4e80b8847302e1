"""Two at once: of two Super Admins who remove each other one stays; two people never get one name or one address."""

import pytest

from helpdesk.accounts import guard, people, standing
from helpdesk.accounts.models import Role, User
from helpdesk.tests import factories as make
from helpdesk.tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(site_tree):
    return make.make_superadmin("satu"), make.make_superadmin("dua")


def each_other(two, verb):
    """Each acts with an object of their own, as two requests do."""
    def act(whom, by):
        whom, by = User.objects.get(pk=whom.pk), User.objects.get(pk=by.pk)
        return lambda: verb(whom, by)

    return at_once(act(two[1], two[0]), act(two[0], two[1]))


def left():
    return User.objects.filter(role=Role.SUPERADMIN, is_active=True).count()


@pytest.mark.parametrize("verb", [
    lambda whom, by: people.deactivate(whom, by=by),
    lambda whom, by: people.change_role(whom, Role.ADMIN, by=by),
], ids=["deactivate", "demote"])
def test_two_super_admins_who_remove_each_other_leave_one(two, verb):
    results = each_other(two, verb)
    assert left() == 1
    assert sum(isinstance(result, people.Refused) for result in results) == 1, results


def test_without_the_lock_none_would_be_left(two, monkeypatch):
    """The control: this is the race that the lock decides."""
    from threading import Barrier

    both = Barrier(2)

    def see(person, by):
        both.wait(30)
        return {row.pk for row in User.objects.filter(role=Role.SUPERADMIN, is_active=True)}

    def must(person, by, question):
        answer = guard.must(person, by, question)
        both.wait(30)
        return answer

    monkeypatch.setattr(standing, "lock", see)
    monkeypatch.setattr(standing, "must", must)
    each_other(two, lambda whom, by: people.deactivate(whom, by=by))
    assert left() == 0


def test_one_name_for_one_person(two):
    def add(by):
        return lambda: people.add_person(by=by, role=Role.STAFF, name="Dewi", username="dewi", email=f"{by.username}@dewi.example.id")

    results = at_once(*map(add, two))
    assert User.objects.filter(username="dewi").count() == 1
    assert sum(isinstance(result, people.Refused) for result in results) == 1, results
