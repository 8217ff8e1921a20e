"""What a person decides of each open task and target when a plan takes another's place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import request

from events.plan_items import WORK_KINDS, Item
from events.plan_life import FateKind, LivingPlan
from service.indicators.states import IndicatorState
from service.plans.likeness import ALIKE, Pair, pairs
from service.tasks.replacing import IndicatorFate, TaskFate
from service.tasks.state import TaskState
from web.forms import many_lines
from web.plans.labels import figure
from web.plans.nearest import Choice, nearest

LONGEST_REASON = 2_000
KINDS: dict[FateKind, str] = {
    "carried": "Chuyển sang, giữ nguyên",
    "changed": "Chuyển sang, đổi theo mục mới",
    "stopped": "Dừng",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One open task or target of the old plan, with what stands in its fields."""

    key: str
    code: str
    text: str
    facts: str
    kind: str
    choices: list[Choice]
    chosen: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The open things of the old plan beside the records of the new one."""

    new: LivingPlan
    tasks: Sequence[TaskState]
    targets: Sequence[IndicatorState]

    def task_lines(self) -> list[Line]:
        """Show each open task with what is proposed, or was typed."""
        work = [i for i in self._open() if i.kind in WORK_KINDS]
        found = _proposed([t.content for t in self.tasks], work)
        return [
            self._line(str(t.task_id), t.code, t.content, "", work, found.get(n))
            for n, t in enumerate(self.tasks)
        ]

    def target_lines(self) -> list[Line]:
        """Show each target with what is proposed, or was typed."""
        aims = [i for i in self.new.items.values() if _is_target(i)]
        found = _proposed([t.content for t in self.targets], aims)
        return [
            self._line(
                str(t.indicator_id), t.code, t.content, figure(t.target), aims, found.get(n)
            )
            for n, t in enumerate(self.targets)
        ]

    def task_fates(self) -> tuple[TaskFate, ...]:
        """Read what was decided of the tasks."""
        return tuple(
            TaskFate(
                task_id=UUID(line.key),
                kind=_kind(line.kind),
                reason=line.reason or typed(f"why-{line.kind}"),
                item_id=None if line.kind == "stopped" else line.chosen,
            )
            for line in self.task_lines()
        )

    def target_fates(self) -> tuple[IndicatorFate, ...]:
        """Read what was decided of the targets."""
        return tuple(
            IndicatorFate(
                indicator_id=UUID(line.key),
                reason=line.reason or typed("why-target"),
                item_id=line.chosen,
            )
            for line in self.target_lines()
        )

    def _open(self) -> Iterator[Item]:
        for item in self.new.items.values():
            if item.state == "accepted" and item.item_id not in self.new.given_out:
                yield item

    def _line(
        self,
        key: str,
        code: str,
        text: str,
        facts: str,
        items: Sequence[Item],
        proposed: int | None,
    ) -> Line:
        sent = f"g-{key}" in request.form
        chosen = request.form.get(f"g-{key}", type=int) if sent else proposed
        kind = request.form.get(f"k-{key}", "") if sent else _first_kind(text, items, proposed)
        offered = nearest(text, items, chosen)
        known = chosen if chosen in {one.item_id for one in offered} else None
        return Line(key, code, text, facts, kind, offered, known, typed(f"r-{key}"))


def typed(name: str) -> str:
    """Give a reason as it was typed, bounded."""
    return many_lines(request.form.get(name))[:LONGEST_REASON]


def _kind(asked: str) -> FateKind:
    return next((kind for kind in KINDS if kind == asked), "carried")


def _first_kind(text: str, items: Sequence[Item], proposed: int | None) -> str:
    same = [item.text == text for item in items if item.item_id == proposed]
    if not same:
        return "stopped"
    return "carried" if all(same) else "changed"


def _is_target(item: Item) -> bool:
    return item.kind == "indicator" and item.state == "accepted"


def _proposed(old: Sequence[str], items: Sequence[Item]) -> dict[int, int]:
    found: Sequence[Pair] = pairs(old, [item.text for item in items], ALIKE)
    return {pair.old: items[pair.new].item_id for pair in found}
