"""The result as text: one line for each action, ✓ and ✗ where a limit stands."""

from home.bench import limits, report, verdicts
from home.bench.figures import growth

WIDTH = 52
HEAD = (
    f"{'':{WIDTH}} {'p50':>7} {'p95':>7} {'floor':>7} {'×':>6}   {'8: p50':>7} {'p95':>7} {'req/s':>6} {'×':>6}   "
    f"{'SQL':>3} {'ms in it':>8} {'bytes':>8} {'gzip':>6}   limits"
)


def of_size(size, found):
    """Lines about one size. Times in milliseconds; × is the multiple of the floor beside it."""
    yield f"\n{int(size):,} tickets; the static answer is {found['static']}"
    if found["memory"]:
        yield f"two workers after all that: {found['memory']['pss']} MiB (PSS), {found['memory']['rss']} MiB (RSS)"
    yield from (f"  {verdict}" for verdict in verdicts.of_size(found))
    yield from (f"    {size:>7,} bytes {address}" for address, size in found["cold"].items())
    yield HEAD
    for name, action in found["actions"].items():
        yield of_action(name, action)


def of_action(name, one):
    alone, many = one["one"], one["eight"]
    judged = [str(verdict) for verdict in verdicts.of_action(limits.Limit(**one["limit"]), one)]
    if one["hash_ms"]:
        judged.append(f"(one hash {one['hash_ms']:.1f} ms)")
    return (
        f"{name[:WIDTH]:{WIDTH}} {alone['p50']:>7.1f} {alone['p95']:>7.1f} {one['floor_one']['p50']:>7.1f} {one['ratio_one']:>6.2f}   "
        f"{many['p50']:>7.1f} {many['p95']:>7.1f} {many['rate']:>6.0f} {one['ratio_eight']:>6.2f}   "
        f"{one['statements']:>3} {one['sql_ms']:>8.1f} {one['sent']:>8} {one['gzipped']:>6}   {'  '.join(judged)}"
    ).rstrip()


def of_growth(found):
    sizes = sorted(found["sizes"], key=int)
    if len(sizes) < 2:
        return
    judged = dict(report.grown(found))
    yield f"\nFrom {int(sizes[0]):,} to {int(sizes[-1]):,} tickets: side by side (judged), × the floor of each, tickets that the page names"
    for name, first, last in report.from_first_to_last(found):
        verdict = judged.get(name, "  not judged")
        yield f"{name[:WIDTH]:{WIDTH}} {verdict!s:<24} {growth(first, last):>6.2f}   {first['named']:>3} → {last['named']}"


def of_comparison(rows):
    yield f"\n{'Against the earlier run, × the floor':{WIDTH}} {'tickets':>10} {'before':>7} {'now':>7} {'change':>7}"
    for size, name, was, is_now, change in rows:
        mark = "dearer" if change > report.NOISE else "cheaper" if change < -report.NOISE else ""
        yield f"{name[:WIDTH]:{WIDTH}} {int(size):>10,} {was:>7.2f} {is_now:>7.2f} {change:>+7.0%} {mark}".rstrip()


def summary(found):
    every = [verdict for _size, _name, verdict in report.judged(found)]
    missed = [(size, name, verdict) for size, name, verdict in report.judged(found) if not verdict.is_kept]
    yield f"\n{len(every) - len(missed)} of {len(every)} limits are kept."
    for size, name, verdict in missed:
        yield f"  {size:>9}  {name or '(the desk)'}: {verdict}"
