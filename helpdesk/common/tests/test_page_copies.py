"""What a process keeps beside the shared cache: only ever as good as the shared mark, and never for longer."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from helpdesk.common import page_cache
from helpdesk.common.page_cache import copies, generation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]


class Made:
    """Counts how often a part is made."""

    times = 0

    def __call__(self):
        self.times += 1
        return f"made {self.times}"


@pytest.fixture
def made():
    return Made()


def ask(made, name="part"):
    with CaptureQueriesContext(connection) as queries:
        part = page_cache.same_for_all(name, made)
    return part, [query["sql"] for query in queries]


def test_a_part_is_made_once_and_then_only_the_mark_is_read(made):
    assert [ask(made)[0] for _time in range(4)] == ["made 1"] * 4
    _part, (sql,) = ask(made)
    assert generation.MARK in sql and "part:" not in sql


def test_a_change_in_another_process_counts_here_at_once(made):
    for _time in range(3):
        ask(made)
    cache.set(generation.MARK, "of another process", None)
    assert ask(made)[0] == ask(made)[0] == ask(made)[0] == "made 2"
    page_cache.forget_all()
    assert ask(made)[0] == "made 3"


def test_what_another_process_has_made_is_taken_over(made):
    ask(made)
    key = next(iter({key for key in _keys() if "part:" in key})).removeprefix(":1:")
    mark = cache.get(generation.MARK)
    generation.put_away(key, {"mark": mark, "part": "made elsewhere"}, 60)
    assert ask(made)[0] == "made elsewhere" and made.times == 1


def _keys():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        return [key for (key,) in cursor.fetchall()]


def test_a_copy_stays_no_longer_than_the_original(made, monkeypatch):
    for _time in range(3):
        ask(made)
    later = copies.time.time() + 61
    monkeypatch.setattr(copies.time, "time", lambda: later)
    cache.delete_many([key.removeprefix(":1:") for key in _keys() if "part:" in key])  # as if its time were over there too
    assert ask(made)[0] == "made 2"


def test_each_language_and_each_name_has_its_own(made):
    with translation.override("en"):
        assert ask(made)[0] == "made 1"
    with translation.override("id"):
        assert ask(made)[0] == "made 2"
        assert ask(made, "another")[0] == "made 3"
    with translation.override("en"):
        assert ask(made)[0] == "made 1"


def test_nothing_is_kept_where_there_is_nothing(made):
    assert page_cache.same_for_all("nothing", lambda: None) is None
    assert not [key for key in _keys() if "part:" in key]


def test_only_so_many_copies_are_kept(made, monkeypatch):
    monkeypatch.setattr(copies, "MOST", 3)
    for name in "abcdef":
        for _time in range(2):
            ask(made, name)
    assert len(copies._copies) == 3
    assert ask(made, "a")[0] == "made 1"  # from the shared cache


def test_switched_off_it_is_made_each_time(made, settings):
    settings.PAGE_CACHE_SECONDS = 0
    assert [ask(made) for _time in range(2)] == [("made 1", []), ("made 2", [])]
