"""Signals to look at: documented rules over what was recorded. Pure; never a verdict.

| rule | what it sees |
|---|---|
| recorded_late | recorded more than so many days after it happened, no cause for it confirmed |
| no_evidence | accepted, and no evidence was ever handed in or used for it |
| same_file | a file that was brought in for another task before, and brought in once more |
| extended_late | the deadline moved after it had passed, and nobody had asked in time |
| target_lowered | a target became easier, or its baseline another, after the issue |
| owner_changed | the person changed within so many days before a deadline then missed |
| rush | in a quarter, more than so many percent of a unit's reports in its last 48 hours |
| quick_accept | accepted within so many seconds of being handed in |
| self_score_above | a self-score further above what the products gave than so many percent |
| report_differs | a locked figure further from that of the events than so many percent |

The last two are found in `service/evaluation/self_scores.py`, `service/reports/differing.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from events.signals import SignalLimitsSet, SignalRule
from events.tasks.life import DONE, OPEN, Status
from events.values import Evidence, Target

LEAST_UPDATES = 8  # of a unit in a quarter; of fewer a share says nothing
REPORTED: frozenset[Status] = frozenset({"in_progress", "submitted"})  # after what a unit tells
LAST = timedelta(hours=48)
AT_MOST = frozenset({"<", "<="})
USUAL = SignalLimitsSet(recorded_days=3, before_days=5, rush_percent=50, accept_seconds=60)
Local = Callable[[datetime], datetime]


class TaskStep(NamedTuple):
    """How a task stood after one event; `asked` is until when more time was asked for."""

    task_id: UUID
    position: int
    at: datetime
    unit_id: UUID
    person_id: UUID | None
    due_on: date | None
    status: Status
    evidence: tuple[Evidence, ...]
    extensions: int
    asked: date | None = None


class TargetStep(NamedTuple):
    """The target of an indicator after one event."""

    indicator_id: UUID
    position: int
    at: datetime
    target: Target | None


@dataclass(frozen=True, slots=True)
class Signal:
    """What a rule sees: about which thing, at which event; `number` is how much of it.

    `number`: days, percent, seconds or figures, as the rule counts; `other_id`: the file's
    other task, the person who scored themselves, or the report.
    """

    rule: SignalRule
    thing_id: UUID
    position: int
    at: datetime
    number: int = 0
    other_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the rules look at: every step of every task and target, oldest first for each.

    `proved` gives what of the store of evidence is used for a task; `local` gives an instant
    in the tenant's zone, `today` is the day on which one looks.
    """

    tasks: Mapping[UUID, Sequence[TaskStep]]
    targets: Mapping[UUID, Sequence[TargetStep]]
    proved: Mapping[UUID, frozenset[UUID]]
    local: Local
    today: date

    def day(self, at: datetime) -> date:
        """Give the day of an instant in the tenant's zone."""
        return self.local(at).date()

    def share_evidence(self, one: UUID, other: UUID) -> bool:
        """Tell whether something of the store is used for two tasks, for all to see."""
        nothing = frozenset[UUID]()
        return bool(self.proved.get(one, nothing) & self.proved.get(other, nothing))


def no_evidence(record: Record, _limits: SignalLimitsSet) -> Iterator[Signal]:
    """Find what was accepted without any evidence."""
    for task_id, steps in record.tasks.items():
        if task_id not in record.proved and not any(step.evidence for step in steps):
            for step in _turned(steps, "accepted"):
                yield Signal("no_evidence", task_id, step.position, step.at)


def same_file(record: Record, _limits: SignalLimitsSet) -> Iterator[Signal]:
    """Find files that were brought in for a second task, at the step at which they came there.

    What the store has and is used again, for all to see, was brought in once.
    """
    first: dict[str, UUID] = {}
    told: set[tuple[str, UUID]] = set()
    every = (step for steps in record.tasks.values() for step in steps)
    for step in sorted(every, key=lambda step: step.position):
        for file in step.evidence:
            other = first.setdefault(file.sha256, step.task_id)
            if other == step.task_id or (file.sha256, step.task_id) in told:
                continue
            if not record.share_evidence(other, step.task_id):
                told.add((file.sha256, step.task_id))
                yield Signal("same_file", step.task_id, step.position, step.at, other_id=other)


def extended_late(record: Record, _limits: SignalLimitsSet) -> Iterator[Signal]:
    """Find deadlines that moved after they had passed, and nobody had asked before, by day."""
    for task_id, before, step in _pairs(record):
        due, moved = before.due_on, step.extensions > before.extensions
        if (
            moved
            and not before.asked
            and due
            and (late := (record.day(step.at) - due).days) > 0
        ):
            yield Signal("extended_late", task_id, step.position, step.at, late)


def target_lowered(record: Record, _limits: SignalLimitsSet) -> Iterator[Signal]:
    """Find targets that became easier, and baselines that became others."""
    for indicator_id, steps in record.targets.items():
        for before, step in pairwise(steps):
            if _easier(before.target, step.target):
                yield Signal("target_lowered", indicator_id, step.position, step.at)


def owner_changed(record: Record, limits: SignalLimitsSet) -> Iterator[Signal]:
    """Find people who changed shortly before a deadline that was then missed."""
    for task_id, steps in record.tasks.items():
        for number, (before, step) in enumerate(pairwise(steps), 1):
            due, person = step.due_on, before.person_id
            if due is None or person is None or step.person_id in {None, person}:
                continue
            left = (due - record.day(step.at)).days
            if 0 <= left <= limits.before_days and _missed(steps[number:], due, record):
                yield Signal("owner_changed", task_id, step.position, step.at, left)


def rush(record: Record, limits: SignalLimitsSet) -> Iterator[Signal]:
    """Find units whose reports of a quarter crowd into its last 48 hours.

    What others do to a unit's tasks, and its receipts for them, say nothing of its own work.
    """
    updates: dict[tuple[UUID, int, int], list[TaskStep]] = {}
    for step in (step for _, _, step in _pairs(record) if step.status in REPORTED):
        at = record.local(step.at)
        updates.setdefault((step.unit_id, at.year, (at.month - 1) // 3), []).append(step)
    for (unit_id, _year, _quarter), steps in updates.items():
        end = _quarter_end(record.local(steps[0].at))
        last = [step for step in steps if step.at >= end - LAST]
        share = 100 * len(last) // len(steps)
        if len(steps) >= LEAST_UPDATES and share > limits.rush_percent:
            newest = max(last, key=lambda step: step.position)
            yield Signal("rush", unit_id, newest.position, newest.at, share)


def quick_accept(record: Record, limits: SignalLimitsSet) -> Iterator[Signal]:
    """Find products that were accepted right after they had been handed in."""
    for task_id, before, step in _pairs(record):
        if before.status == "submitted" and step.status == "accepted":
            seconds = int((step.at - before.at).total_seconds())
            if seconds <= limits.accept_seconds:
                yield Signal("quick_accept", task_id, step.position, step.at, seconds)


RULES: tuple[Callable[[Record, SignalLimitsSet], Iterator[Signal]], ...] = (
    no_evidence,
    same_file,
    extended_late,
    target_lowered,
    owner_changed,
    rush,
    quick_accept,
)


def signals(record: Record, limits: SignalLimitsSet = USUAL) -> list[Signal]:
    """Apply every rule, newest first; `recorded_late` is asked of the log itself."""
    found = (signal for rule in RULES for signal in rule(record, limits))
    return newest_first(found)


def newest_first(found: Iterable[Signal]) -> list[Signal]:
    """Put signals in order, the newest first."""
    return sorted(found, key=lambda signal: (signal.position, signal.rule), reverse=True)


def _pairs(record: Record) -> Iterator[tuple[UUID, TaskStep, TaskStep]]:
    for task_id, steps in record.tasks.items():
        yield from ((task_id, before, step) for before, step in pairwise(steps))


def _turned(steps: Sequence[TaskStep], status: Status) -> Iterator[TaskStep]:
    for before, step in pairwise(steps):
        if step.status == status != before.status:
            yield step


def _missed(later: Sequence[TaskStep], due: date, record: Record) -> bool:
    """Tell whether the deadline passed while the task was still owed."""
    for step in later:
        if step.status == "submitted" or step.status in DONE:
            return record.day(step.at) > due
    return bool(later) and later[-1].status in OPEN and record.today > due


def _easier(before: Target | None, now: Target | None) -> bool:
    if before is None or now is None:
        return False
    if now.baseline != before.baseline:
        return True
    if before.value is None or now.value is None or before.comparator != now.comparator:
        return False
    if before.comparator in AT_MOST:
        return now.value > before.value
    return now.value < before.value


def _quarter_end(at: datetime) -> datetime:
    month = 3 * ((at.month - 1) // 3) + 4
    year, month = (at.year + 1, 1) if month > 12 else (at.year, month)
    return at.replace(year=year, month=month, day=1, hour=0, minute=0, second=0, microsecond=0)
