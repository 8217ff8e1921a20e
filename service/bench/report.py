"""Writes measurements as tables for people and as lines for a document."""

from collections.abc import Sequence
from statistics import median

from service.bench.append import MANY, Appended
from service.bench.pages import Paced
from service.bench.reading import ReadBack, percentile
from service.bench.sheet import Sheet

WORDS = {"full": "full command", "bare": "our append", "stock": "stock append", "raw": "INSERT"}
P95_BUDGET_MS = 50


def appended(found: Appended) -> Sheet:
    """Lay out appends a second with the ratios to the two others."""
    rows = []
    for case in found.cases():
        rates = [f"{found.rate(way, case):,.0f}" for way in WORDS]
        pairs = (("full", "stock"), ("bare", "stock"), ("bare", "raw"))
        ratios = [f"{found.ratio(way, other, case):.2f}" for way, other in pairs]
        rows.append((str(case[0]), str(case[1]), *rates, *ratios))
    head = ("writers", "tenants", *WORDS.values())
    ratios_head = ("full : stock", "ours : stock", "ours : INSERT")
    title = "Commits per second, medians of interleaved rounds"
    return Sheet(title, (*head, *ratios_head), rows)


def served(found: Appended, back: ReadBack) -> Sheet:
    """Lay out the single figures beside their targets."""
    waits = [1000 * wait for wait in found.waits["full"]]
    best = (MANY, found.tenants)
    ratio = f"{found.ratio('bare', 'stock', best):.2f}"
    rows = [
        (f"our append : stock append, {MANY} writers, all tenants", ratio, "≥ 2.0"),
        ("rate kept while one tenant holds 50 ms", f"{found.kept_while_held():.2f}", "≥ 0.9"),
        ("full command, 4 writers, p50", f"{median(waits):.1f} ms", ""),
        ("full command, 4 writers, p95", f"{percentile(waits, 0.95):.1f} ms", "≤ 5 ms"),
        (f"load a stream of {back.stream_events} events", f"{back.stream_ms:.1f} ms", "≤ 3 ms"),
        ("the same bytes fetched, nothing made of them", f"{back.fetch_ms:.1f} ms", ""),
        ("rebuild all read models", f"{back.rebuild_rate:,.0f} events/s", "≥ 150,000"),
        ("the same rows copied, ready made, no wall", f"{back.copy_rate:,.0f} events/s", ""),
        (_plan(back) + ", p50", f"{back.as_of_p50_ms:.1f} ms", ""),
        (_plan(back) + ", p95", f"{back.as_of_p95_ms:.1f} ms", "≤ 3 ms"),
    ]
    return Sheet("Single figures", ("what", "measured", "target"), rows)


def paced(found: Sequence[Paced], tenants: int) -> Sheet:
    """Lay out the pages: alone, among all tenants, and the ratio of the medians."""
    rows = []
    for page in found:
        alone, among = median(page.alone), median(page.among)
        p95 = percentile(page.among, 0.95)
        shown = [f"{value:.1f}" for value in (alone, among, p95)]
        rows.append((page.name, *shown, f"{among / alone:.2f}"))
    head = ("page", "p50, 1 tenant", f"p50, {tenants} tenants", f"p95, {tenants} tenants")
    title = f"Milliseconds a page, one client (budget: p95 ≤ {P95_BUDGET_MS}, ratio ≤ 1.2)"
    return Sheet(title, (*head, "ratio"), rows)


def grown(found: Sequence[Paced], tasks: int, times: int) -> Sheet:
    """Lay out the pages of a tenant, and of one with so many times its tasks."""
    rows = []
    for page in found:
        small, large = median(page.alone), median(page.among)
        rows.append((page.name, f"{small:.1f}", f"{large:.1f}", f"{large / small:.2f}"))
    head = ("page", f"p50, {tasks} tasks", f"p50, {times * tasks} tasks", "ratio")
    return Sheet("Milliseconds a page with ten times the tasks (budget: 1.3)", head, rows)


def _plan(back: ReadBack) -> str:
    return f"plan of {back.plan_tasks} tasks and {back.plan_events:,} events, as of a past day"
