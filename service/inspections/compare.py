"""What changed between two instants? Pure: two pictures and the steps between."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal
from uuid import UUID

from service.indicators.states import IndicatorState
from service.inspections.pictures import Picture, Step, step_of
from service.tasks.state import TaskState

Kind = Literal[
    "added",
    "gone",
    "person",
    "deadline",
    "target",
    "status",
    "evidence",
    "progress",
    "figure",
]
KINDS: tuple[Kind, ...] = (
    "added",
    "gone",
    "person",
    "deadline",
    "target",
    "status",
    "evidence",
    "progress",
    "figure",
)
FACETS: dict[Kind, Callable[[Step], object]] = {
    "person": lambda step: step.person_id,
    "deadline": lambda step: step.due_on,
    "status": lambda step: step.status,
    "progress": lambda step: step.amount,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of one task or indicator that differs between the two pictures.

    `who` and `when` are those of the last step that gave the new value, `why` its reason where
    one is asked for.
    """

    kind: Kind
    subject: TaskState | IndicatorState
    old: object = None
    new: object = None
    who: UUID | None = None
    when: datetime | None = None
    why: str = ""


def changes(
    before: Picture, after: Picture, steps: Mapping[UUID, Sequence[Step]]
) -> list[Change]:
    """List what differs, by kind and then by code."""
    found = [
        *_tasks(before, after, steps),
        *_indicators(before, after),
        *_figures(before, after),
        *_proofs(before, after),
    ]
    return sorted(found, key=lambda c: (KINDS.index(c.kind), c.subject.code))


def _tasks(
    before: Picture, after: Picture, steps: Mapping[UUID, Sequence[Step]]
) -> Iterator[Change]:
    for task_id, task in after.tasks.items():
        walked = steps.get(task_id, ())
        if task_id in before.tasks:
            yield from _facets(task, step_of(before.tasks[task_id]), walked)
        else:
            came = _turned(walked, inside=True) or step_of(task)
            yield Change("added", task, None, None, came.changed_by, came.changed_at)
    for task_id, task in before.tasks.items():
        if task_id not in after.tasks:
            left = _turned(steps.get(task_id, ()), inside=False)
            by = (left.changed_by, left.changed_at) if left else (None, None)
            yield Change("gone", task, None, None, *by)


def _turned(walked: Sequence[Step], *, inside: bool) -> Step | None:
    """Find the last step that brought a task in, or took it out."""
    before = [not inside, *(step.inside for step in walked)]
    turns = [
        step for was, step in zip(before, walked, strict=False) if inside == step.inside != was
    ]
    return turns[-1] if turns else None


def _facets(task: TaskState, before: Step, walked: Sequence[Step]) -> Iterator[Change]:
    after = step_of(task)
    for kind, facet in FACETS.items():
        old, new = facet(before), facet(after)
        if old != new:
            last = _last_turn(facet, [before, *walked], after)
            yield Change(kind, task, old, new, last.changed_by, last.changed_at)


def _last_turn(facet: Callable[[Step], object], walked: Sequence[Step], after: Step) -> Step:
    """Find the last step that changed the fact; the state itself when steps are not told."""
    turns = [new for old, new in pairwise(walked) if facet(old) != facet(new)]
    return turns[-1] if turns else after


def _indicators(before: Picture, after: Picture) -> Iterator[Change]:
    old, new = before.indicators, after.indicators
    yield from (Change("gone", state) for key, state in old.items() if key not in new)
    for key, state in new.items():
        by = (state.changed_by, state.valid_from, state.reason)
        if key not in old:
            yield Change("added", state, None, None, *by)
        elif old[key].open and not state.open:
            yield Change("gone", state, None, None, *by)
        elif state.target != old[key].target:
            yield Change("target", state, old[key].target, state.target, *by)


def _figures(before: Picture, after: Picture) -> Iterator[Change]:
    for key, figure in sorted(after.figures.items(), key=lambda kept: kept[1].first_day):
        old, indicator = before.figures.get(key), after.indicators.get(key[0])
        if indicator and figure != old:
            by = (figure.changed_by, figure.changed_at, figure.reason)
            yield Change("figure", indicator, old, figure, *by)


def _proofs(before: Picture, after: Picture) -> Iterator[Change]:
    for key, proof in after.proofs.items():
        subject = after.tasks.get(proof.for_id) or after.indicators.get(proof.for_id)
        old = before.proofs.get(key)
        if subject and proof.counts != bool(old and old.counts):
            gone, come = (None, proof) if proof.counts else (proof, None)
            by = (proof.changed_by, proof.changed_at, proof.reason)
            yield Change("evidence", subject, gone, come, *by)
