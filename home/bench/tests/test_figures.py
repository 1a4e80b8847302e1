"""The arithmetic of the benchmark, its verdicts, its table."""

import json
from dataclasses import asdict

import pytest

from home.bench import limits, report, table, verdicts
from home.bench.figures import Measured, Times, growth, median, percentile, ratio
from home.bench.limits import Limit


def measured(p50, floor=2.0, eight=None, floor_eight=10.0, statements=5, rate=100.0, floor_rate=200.0):
    times = lambda value, rate=100.0: Times(value, value * 2, rate, 10)  # noqa: E731
    return Measured(times(p50), times(eight or p50 * 5, rate), times(floor), times(floor_eight, floor_rate), statements, 1.5, 9000, 3000)


def described(found, limit=limits.QUEUE):
    return {**found.as_dict(), "floor": "rows", "limit": asdict(limit)}


def a_report(first=4.0, last=4.4, **changes):
    sizes = {"10000": described(measured(first)), "1000000": described(measured(last))}
    both = {"queue (staff)": {"first": first, "last": last}}
    return {"commit": "abc", "machine": {}, "growth": both, "sizes": {
        size: {"actions": {"queue (staff)": action}, "static": "/static/a.css, 9 bytes", "queue_gzipped": 6_500,
               "cold": {"/static/a.css": 20_000, "/static/a.js": 30_000}, "memory": {"pss": 250.0, "rss": 290.0}} | changes
        for size, action in sizes.items()
    }}  # fmt: skip


def test_a_percentile_is_one_of_the_values():
    values = list(range(1, 101))
    assert [percentile(values, share) for share in (0, 0.5, 0.95, 1)] == [1, 50, 95, 100]
    assert percentile([7.5], 0.95) == 7.5
    assert percentile([3, 1, 2], 0.95) == 3


def test_a_median_is_the_middle():
    assert median([9, 1, 5]) == 5
    assert median([4, 1, 3, 2]) == 2.5
    for empty in (median, lambda values: percentile(values, 0.5)):
        with pytest.raises(ValueError):
            empty([])


def test_times_count_the_rate_over_all_that_passed():
    times = Times.of([10.0, 20.0, 30.0, 40.0], seconds=0.05)
    assert (times.p50, times.p95, times.n) == (25.0, 40.0, 4)
    assert times.rate == pytest.approx(80)


def test_a_ratio_is_to_the_floor_of_the_same_minutes():
    found = measured(5.0, floor=2.0, eight=30.0, floor_eight=10.0, rate=110, floor_rate=200)
    assert (found.ratio_one, found.ratio_eight, found.rate_ratio) == (2.5, 3.0, 0.55)
    assert ratio(1.0, 0.0) is None


def test_growth_leaves_the_mood_of_the_machine_out():
    first, busy = measured(4.0, floor=2.0).as_dict(), measured(8.0, floor=4.0).as_dict()
    assert growth(first, busy) == 1.0
    assert growth(first, measured(5.0, floor=2.0).as_dict()) == 1.25


@pytest.mark.parametrize(("p50", "statements", "kept"), [(5.0, 8, [True, True]), (5.1, 8, [False, True]), (5.0, 9, [True, False])])
def test_a_limit_is_kept_up_to_its_number_and_no_further(p50, statements, kept):
    found = measured(p50, statements=statements).as_dict()
    assert [verdict.is_kept for verdict in verdicts.of_action(limits.QUEUE, found)] == kept


def test_a_login_may_cost_the_floor_and_a_fifth_more_than_one_hash():
    at_the_limit = measured(2.0 + 1.2 * 30).as_dict() | {"hash_ms": 30.0}
    (time, _sql) = verdicts.of_action(limits.LOGIN, at_the_limit)
    assert time.value == pytest.approx(1) and time.is_kept
    (time, _sql) = verdicts.of_action(limits.LOGIN, measured(45.0).as_dict() | {"hash_ms": 30.0})
    assert not time.is_kept


def test_a_public_page_must_keep_a_share_of_the_rate():
    for rate, is_kept in ((110.0, True), (109.0, False)):
        found = measured(2.0, rate=rate, floor_rate=200.0, statements=1).as_dict()
        assert [verdict.is_kept for verdict in verdicts.of_action(limits.PUBLIC, found)] == [True, is_kept, True]


def test_what_has_no_limit_is_not_judged():
    assert not list(verdicts.of_action(Limit(), measured(99.0).as_dict()))


def test_the_limits_are_those_that_were_promised():
    promised = {
        "QUEUE": (2.5, 8), "TICKET": (2.5, 10), "CREATE": (2.0, 12), "REPLY": (2.5, 12), "CREATE_PDF": (1.5, 14), "OWN": (1.25, 6),
        "DASHBOARD": (3, 10), "PUBLIC": (2, 1), "LOGIN": (1, 8),
    }  # fmt: skip
    assert {name: (getattr(limits, name).times, getattr(limits, name).statements) for name in promised} == promised
    assert (limits.PUBLIC.rate, limits.LOGIN.hashes, limits.GROWTH) == (0.55, 1.2, 1.2)
    assert (limits.QUEUE_GZIPPED, limits.COLD_BYTES, limits.COLD_FILES, limits.MEMORY_MIB) == (7_000, 85_000, 4, 300)


def test_the_report_judges_everything_once():
    every = report.judged(a_report())
    assert [size for size, _name, _verdict in every].count("growth") == 1
    assert all(verdict.is_kept for _size, _name, verdict in every)
    heavy = a_report(first=4.0, last=6.0, queue_gzipped=7_001, memory={"pss": 300.5, "rss": 400})
    missed = {(size, verdict.what) for size, _name, verdict in report.judged(heavy) if not verdict.is_kept}
    both = {(size, what) for size in ("10000", "1000000") for what in ("queue HTML, bytes gzipped", "two workers, MiB")}
    assert missed == both | {("growth", "growth"), ("1000000", "× floor")}


def test_growth_is_judged_side_by_side_and_told_with_how_much_a_page_names():
    """The floors of two runs say nothing: the same page in the same minutes does."""
    found = a_report(first=4.0, last=6.0)
    found["growth"]["queue (staff)"] = {"first": 5.0, "last": 5.5}
    for size, number in (("10000", 3), ("1000000", 25)):
        found["sizes"][size]["actions"]["queue (staff)"]["named"] = number
    assert [str(verdict) for _name, verdict in report.grown(found)] == ["✓ growth 1.10 ≤ 1.20"]
    line = list(table.of_growth(found))[-1]
    assert "✓ growth 1.10 ≤ 1.20" in line and line.endswith("1.50     3 → 25")


def test_one_size_says_nothing_of_growth():
    one = a_report()
    del one["sizes"]["1000000"], one["growth"]
    assert not list(report.grown(one))
    assert not list(table.of_growth(one))


def test_the_report_survives_its_file_and_is_compared_by_ratios_alone(tmp_path):
    report.write(a_report(first=4.0), tmp_path / "new" / "before.json")
    before = report.read(tmp_path / "new" / "before.json")
    assert before == json.loads(json.dumps(a_report(first=4.0)))
    twice_as_slow_a_machine = a_report(first=4.0)
    for one in twice_as_slow_a_machine["sizes"].values():
        for action in one["actions"].values():
            action["one"]["p50"] *= 2
    assert not report.became_dearer(report.compared(before, twice_as_slow_a_machine))
    dearer = report.compared(before, a_report(first=5.0))
    assert [(size, name) for size, name, *_rest in report.became_dearer(dearer)] == [("10000", "queue (staff)")]
    assert dearer[0][4] == pytest.approx(0.25)
    assert report.compared({"sizes": {}}, before) == []


def test_the_table_shows_each_action_with_its_verdicts():
    found = a_report(first=4.0, last=6.0)
    text = "\n".join([*table.of_size("10000", found["sizes"]["10000"]), *table.of_growth(found), *table.summary(found)])
    assert "queue (staff)" in text and "✓ × floor 2.00 ≤ 2.50" in text and "✓ SQL 5 ≤ 8" in text
    assert "✗ growth 1.50 ≤ 1.20" in text
    assert "two workers after all that: 250.0 MiB" in text and "bytes /static/a.css" in text
    comparison = "\n".join(table.of_comparison(report.compared(a_report(first=4.0), a_report(first=6.0, last=3.0))))
    assert "+50% dearer" in comparison and "cheaper" in comparison
