"""Signals are counted against the labels of the demonstration's year."""

from pathlib import Path

from events.signals import SignalRule
from service.bench.alarms import Alarms, counted, of_demo
from service.ledgers import Instance

BENCHMARKS = Path(__file__).parents[2] / "docs/benchmarks.md"


def test_the_labelled_year_is_named_as_the_published_table_says(told: Instance) -> None:
    table = of_demo(told)
    assert {misses for _, _, misses, *_ in table.rows} == {"0"}
    assert table.markdown() in BENCHMARKS.read_text(encoding="utf-8")


def test_what_nobody_labelled_is_a_false_alarm() -> None:
    labels: dict[tuple[SignalRule, int], bool] = {
        ("rush", 1): True,
        ("rush", 2): True,
        ("rush", 3): False,
        ("rush", 4): False,
    }
    [one] = counted([("rush", 1), ("rush", 1), ("rush", 3), ("rush", 5)], labels)
    assert one == Alarms("rush", hits=1, misses=1, false=2, left_alone=1)
