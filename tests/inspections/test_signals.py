"""Each rule of the signals: what it sees, and the nearest thing that it must not see."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from events.signals import SignalLimitsSet
from events.values import Evidence, Target
from service.inspections.signals import (
    LEAST_UPDATES,
    USUAL,
    Record,
    Signal,
    TargetStep,
    TaskStep,
    signals,
)

TASK, OTHER, UNIT, LAN, NAM = (UUID(int=n) for n in range(1, 6))
BEGUN = datetime(2026, 5, 4, 2, tzinfo=UTC)
DUE = date(2026, 5, 29)
FILE = Evidence(sha256="a" * 64, name="bao-cao.pdf", size=9, kind="application/pdf")


def step(position: int, days: float = 0, task: UUID = TASK, **facts: Any) -> TaskStep:
    usual: dict[str, Any] = {
        "unit_id": UNIT,
        "person_id": LAN,
        "due_on": DUE,
        "status": "in_progress",
        "evidence": (),
        "extensions": 0,
    }
    return TaskStep(task, position, BEGUN + timedelta(days=days), **usual | facts)


def found(*steps: TaskStep, limits: SignalLimitsSet = USUAL, **facts: Any) -> list[Signal]:
    tasks: dict[UUID, list[TaskStep]] = {}
    for one in steps:
        tasks.setdefault(one.task_id, []).append(one)
    usual: dict[str, Any] = {"targets": {}, "proved": {}, "today": date(2026, 5, 20)}
    record = Record(tasks=tasks, local=lambda at: at, **usual | facts)
    return signals(record, limits)


def rules(*steps: TaskStep, **facts: Any) -> list[str]:
    return [signal.rule for signal in found(*steps, **facts)]


def test_accepted_without_any_evidence() -> None:
    begun, handed = step(1), step(2, 1, status="submitted")
    accepted = step(3, 2, status="accepted")
    assert rules(begun, handed, accepted) == ["no_evidence"]
    assert rules(begun, handed) == []
    assert rules(begun, handed, accepted, proved={TASK: frozenset({OTHER})}) == []
    assert rules(begun, handed._replace(evidence=(FILE,)), accepted) == []


def test_one_file_for_two_tasks_is_seen_once_where_it_came_second() -> None:
    first = step(1, evidence=(FILE,))
    second, again = (step(n, n, task=OTHER, evidence=(FILE,)) for n in (2, 3))
    [signal] = found(first, second, again)
    assert (signal.rule, signal.thing_id, signal.position) == ("same_file", OTHER, 2)
    assert signal.other_id == TASK
    assert found(first, step(2, evidence=(FILE,))) == []


def test_what_is_used_again_from_the_store_was_brought_in_once() -> None:
    both, shared = (step(1, evidence=(FILE,)), step(2, task=OTHER, evidence=(FILE,))), {UNIT}
    assert found(*both, proved={TASK: frozenset(shared), OTHER: frozenset(shared)}) == []
    assert rules(*both, proved={TASK: frozenset(shared)}) == ["same_file"]


def test_time_that_was_asked_for_before_the_date_may_be_granted_after_it() -> None:
    asked = step(1, 20, asked=DUE + timedelta(days=9))
    assert found(asked, step(2, 26, extensions=1)) == []


def test_a_deadline_that_moved_after_it_had_passed() -> None:
    passed, in_time = step(2, 26, extensions=1), step(2, 25, extensions=1)
    [signal] = found(step(1), passed)
    assert (signal.rule, signal.number) == ("extended_late", 1)
    assert found(step(1), in_time) == []


@pytest.mark.parametrize(
    ("comparator", "before", "now", "seen"),
    [
        (">=", "85", "80", True),
        (">=", "80", "85", False),
        ("<=", "5", "8", True),
        ("<=", "8", "5", False),
        (None, "85", "85", False),
    ],
)
def test_a_target_that_became_easier(
    comparator: Any, before: str, now: str, seen: bool
) -> None:
    both = (Target(comparator=comparator, value=Decimal(value)) for value in (before, now))
    steps = [TargetStep(TASK, n, BEGUN, target) for n, target in enumerate(both, 1)]
    assert rules(targets={TASK: steps}) == (["target_lowered"] if seen else [])


def test_another_baseline_is_seen_whatever_the_target() -> None:
    one = Target(comparator=">=", value=Decimal(80), baseline="61,4")
    steps = [TargetStep(TASK, 1, BEGUN, one)]
    steps += [TargetStep(TASK, 2, BEGUN, Target(comparator=">=", value=Decimal(80)))]
    assert rules(targets={TASK: steps}) == ["target_lowered"]


def test_a_person_who_changed_just_before_a_deadline_that_was_missed() -> None:
    changed = step(2, 22, person_id=NAM)
    late, in_time = step(3, 26, status="submitted"), step(3, 24, status="submitted")
    before = [step(1), changed]
    assert "owner_changed" in rules(*before, late)
    assert rules(*before, in_time) == []
    assert "owner_changed" in rules(*before, today=date(2026, 6, 1))
    assert rules(step(1), step(2, 10, person_id=NAM), late) == []
    assert rules(step(1, person_id=None), changed, late) == []


def test_a_quarter_s_updates_that_crowd_into_its_end() -> None:
    days = [0, *(57 + n / 100 for n in range(LEAST_UPDATES))]  # 30 June is day 57
    crowded = [step(n, day) for n, day in enumerate(days, 1)]
    [signal] = found(*crowded)
    assert (signal.rule, signal.thing_id, signal.number) == ("rush", UNIT, 100)
    assert found(*crowded[:-1]) == []
    assert found(*(step(n, n) for n in range(20))) == []
    received = [step(n, day, status="acknowledged") for n, day in enumerate(days, 1)]
    assert found(*received) == []


def test_an_acceptance_within_a_minute() -> None:
    handed = step(1, status="submitted", evidence=(FILE,))
    for seconds, seen in ((60, ["quick_accept"]), (61, [])):
        at = BEGUN + timedelta(seconds=seconds)
        accepted = step(2, status="accepted", evidence=(FILE,))._replace(at=at)
        assert rules(handed, accepted) == seen


def test_the_tenant_s_limits_decide() -> None:
    handed = step(1, status="submitted", evidence=(FILE,))
    later = BEGUN + timedelta(seconds=90)
    accepted = step(2, status="accepted", evidence=(FILE,))._replace(at=later)
    wider = SignalLimitsSet(recorded_days=3, before_days=5, rush_percent=50, accept_seconds=120)
    assert rules(handed, accepted, limits=wider) == ["quick_accept"]
