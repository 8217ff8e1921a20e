"""One plan takes the place of another (thay thế): all that was open is decided, or nothing is.

Each open task of the old plan goes on as it stands, goes on as the new plan's record wants it,
or stops; each target goes on as a target of the new plan, or is closed. Each with a reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from events.indicators import Closed, Indicator
from events.plan_life import Fate, FateKind, LivingPlan, Superseded, TargetFate
from events.plan_refusals import NoSuchItemError, UndecidedError
from events.shared_indicators import Named, SharedIndicator
from events.stream import Stream
from events.tasks import giving
from events.tasks.life import DONE
from events.tasks.series import SeriesEnded
from events.tasks.task import Task
from service.indicators import states as indicator_states
from service.plans.numbers import full_number
from service.tasks import states as task_states
from service.tasks.amending import amended
from service.tasks.hands import say
from service.tasks.issuing import IssuePlan
from service.tasks.parts import end_parts
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFate:
    """What becomes of an open task; `item_id` is the new plan's record that it goes on as."""

    task_id: UUID
    kind: FateKind
    reason: str
    item_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFate:
    """What becomes of a target: it goes on as the new plan's record, or (None) is closed."""

    indicator_id: UUID
    reason: str
    item_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacePlan:
    """Let a plan take the place of an old one, in the same breath issuing it if it is a draft.

    `seen` is the version of the old plan that was looked at; that of the new one is the
    issue's.
    """

    plan_id: UUID
    old_plan_id: UUID
    tasks: tuple[TaskFate, ...] = ()
    targets: tuple[IndicatorFate, ...] = ()
    issue: IssuePlan | None = None
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Issue, decide every open task and target, close the old plan; all or nothing.

        Raises:
            UndecidedError: an open task or target was not decided, or is not open.
            NoSuchItemError: a record of the new plan is no open work, or no target.
        """
        work.actor.require(Permission.ISSUE_PLAN)
        new = work.load(LivingPlan, self.plan_id)
        old = work.load(LivingPlan, self.old_plan_id, seen=self.seen)
        self._require_all_decided(work)
        taken = [fate.item_id for fate in self.tasks if fate.item_id is not None]
        self._require_work(new, taken)
        if self.issue:
            self.issue.issue(work, new, taken)
        else:
            new.give_out(tuple(taken))
            work.save(new)
        new.take_place_of(old.id, _number(old))
        old.supersede(self._superseded(work, new))
        work.save(old, *self._tasks_go_on(work, new), *self._targets_go_on(work, new))
        work.save(*self._series_end(work))

    def _require_all_decided(self, work: Work) -> None:
        tasks = task_states.of_plan(work.connection, self.old_plan_id, None)
        targets = indicator_states.of_plan(work.connection, self.old_plan_id, None)
        owed = {t.task_id for t in tasks if t.open}
        owed |= {t.indicator_id for t in targets if t.open}
        decided = [fate.task_id for fate in self.tasks]
        decided += [fate.indicator_id for fate in self.targets]
        if owed != set(decided) or len(decided) != len(owed):
            raise UndecidedError(tuple(sorted(owed.symmetric_difference(decided))))

    def _require_work(self, new: LivingPlan, taken: list[int]) -> None:
        for item_id in taken:
            item = new.item(item_id)
            if item.state != "accepted" or item.kind == "indicator" or taken.count(item_id) > 1:
                raise NoSuchItemError(item_id)

    def _superseded(self, work: Work, new: LivingPlan) -> Superseded:
        goes_on = dict(self._continued(work))
        return Superseded(
            by_plan_id=new.id,
            by_number=_number(new),
            superseded_on=new.issued.issued_on if new.issued else work.today,
            tasks=tuple(
                Fate(task_id=f.task_id, kind=f.kind, item_id=f.item_id) for f in self.tasks
            ),
            task_reasons=tuple(fate.reason.strip() for fate in self.tasks),
            targets=tuple(
                TargetFate(
                    indicator_id=f.indicator_id, continued_by=goes_on.get(f.indicator_id)
                )
                for f in self.targets
            ),
            target_reasons=tuple(fate.reason.strip() for fate in self.targets),
        )

    def _continued(self, work: Work) -> Iterator[tuple[UUID, UUID]]:
        """Find the indicator of the new plan that goes on with each old one."""
        known = indicator_states.of_plan(work.connection, self.plan_id, None)
        ids = {state.item_id: state.indicator_id for state in known}
        begun = {stream.id for stream in work.saved}
        for fate in self.targets:
            if fate.item_id is not None:
                new_id = ids.get(fate.item_id) or work.new_id(f"indicator {fate.item_id}")
                if fate.item_id not in ids and new_id not in begun:
                    raise NoSuchItemError(fate.item_id)
                yield fate.indicator_id, new_id

    def _tasks_go_on(self, work: Work, new: LivingPlan) -> Iterator[Stream]:
        for fate in self.tasks:
            task, reason = work.load(Task, fate.task_id), fate.reason.strip()
            if fate.kind == "stopped":
                stopped = giving.Superseded(plan_id=new.id, reason=reason)
                say(work, task, stopped)
                yield from end_parts(work, task, stopped)
            else:
                carried = giving.CarriedOver(
                    plan_id=new.id, reason=reason, item_id=fate.item_id
                )
                say(work, task, carried)
            if fate.kind == "changed":
                self._change(work, task, new, fate)
            yield task

    def _series_end(self, work: Work) -> Iterator[Stream]:
        """Let what recurs and is not due anew come round no more: the new plan has its own."""
        for state in task_states.of_plan(work.connection, self.old_plan_id, None):
            if state.next_on and state.status in DONE:
                task = work.load(Task, state.task_id)
                say(work, task, SeriesEnded())
                yield task

    def _change(self, work: Work, task: Task, new: LivingPlan, fate: TaskFate) -> None:
        if fate.item_id is None or new.issued is None:
            raise NoSuchItemError(fate.item_id or 0)
        change = amended(work, new, task, new.items[fate.item_id], new.issued.issued_on)
        say(work, task, replace(change, reason=fate.reason.strip()))

    def _targets_go_on(self, work: Work, new: LivingPlan) -> Iterable[Stream]:
        goes_on, changed = dict(self._continued(work)), list[Stream]()
        day = new.issued.issued_on if new.issued else work.today
        for fate in self.targets:
            old, new_id = (
                work.load(Indicator, fate.indicator_id),
                goes_on.get(fate.indicator_id),
            )
            old.close(Closed(closed_on=day, reason=fate.reason.strip(), continued_by=new_id))
            changed.append(old)
            if new_id:
                changed += _shared(work, old, new_id)
        return changed


def _shared(work: Work, old: Indicator, new_id: UUID) -> list[Stream]:
    """Let both be one thing in the catalogue, when they are measured in the same unit."""
    begun = [s for s in work.saved if isinstance(s, Indicator) and s.id == new_id]
    new = begun[0] if begun else work.load(Indicator, new_id)
    units = {i.target.unit if i.target else None for i in (old, new)}
    if len(units) > 1 or new.entry_id is not None:
        return []
    changed: list[Stream] = [] if begun else [new]
    if old.entry_id is None:
        entry = SharedIndicator(work.new_id(f"entry {old.id}"))
        entry.call(Named(name=new.text[:300], unit=units.pop(), area=new.area))
        old.join(entry.id)
        changed.append(entry)
    if old.entry_id:
        new.join(old.entry_id)
    return changed


def _number(plan: LivingPlan) -> str:
    return full_number(plan.issued.number, plan.issued.symbol) if plan.issued else ""
