"""One plan of the story: from its paper to the acts that make it a year of work."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5
from zlib import crc32

from events.plan_items import WORK_KINDS, Item
from events.values import Clarity, Deadline, Evidence
from service.demo.casting import Cast
from service.demo.courses import Duty, Frame
from service.demo.days import Days, instant
from service.demo.papers import as_word
from service.demo.proofs import proof
from service.demo.replacement import TakeOver
from service.files import FileStore, evidence
from service.imports.drafts import start_draft, written
from service.imports.importer import read_plan
from service.plans.drafting import StartDraft
from service.plans.reviewing import AddItem, ReviseItem, SetItemsState
from service.tasks.issuing import IssuePlan
from service.work import Command

DRAFTED, REVIEWED = -9, -4  # working days before the issue


@dataclass(frozen=True, slots=True)
class Act:
    """A command of the story: who, when it was recorded, when it happened.

    `cast` is whose tenant it is done in; None: the one whose story is told. An `optional` one
    is left where the rules refuse it: what of evaluation is possible depends on the day.
    """

    recorded_at: datetime
    by: str
    command: Command
    happened_at: datetime | None = None
    command_id: UUID = field(default_factory=uuid4)
    cast: Cast | None = None
    optional: bool = False


def where_possible(acts: Iterable[Act]) -> Iterator[Act]:
    """Let acts be left where the rules refuse them on the day of loading."""
    return (replace(act, optional=True) for act in acts)


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan document, who drafts, issues and signs it, and which plan it replaces."""

    file: str
    text: str
    number: str
    symbol: str
    drafts: str
    signer: tuple[str, str]
    replaces: UUID | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A plan as the story plays it: its acts, and what came out of its sentences."""

    acts: list[Act]
    plan_id: UUID
    issued: date
    tasks: dict[str, UUID]
    targets: dict[str, UUID]

    def task(self, phrase: str) -> UUID:
        """Give the task whose duty has a phrase."""
        return next(found for said, found in self.tasks.items() if phrase in said)

    def target(self, phrase: str) -> UUID:
        """Give the indicator whose sentence has a phrase."""
        return next(found for said, found in self.targets.items() if phrase in said)


@dataclass(frozen=True, slots=True)
class Script:
    """What the acts of one tenant are written with."""

    cast: Cast
    days: Days
    files: FileStore
    kept: dict[str, Evidence] = field(default_factory=dict)

    def draft(self, paper: Paper, on: date) -> Act:
        """Read a document, keep it and the reading, and start a draft of it."""
        data = as_word(paper.text)
        said = evidence(paper.file, data)
        reading = read_plan(data, paper.file)  # our own paper needs no guarded child
        self.keep(said, data)
        command = start_draft(reading, said, self.files.put(written(reading)))
        return Act(instant(on, 20), paper.drafts, command)

    def year(self, paper: Paper, issued: date, duties: Sequence[Duty]) -> Year:
        """Give every act of a plan from its draft to today, each task in its own order."""
        started = self.draft(paper, self.days.working(issued, DRAFTED))
        plan_id = uuid5(started.command_id, "plan")
        on = self.days.working(issued, REVIEWED)
        found = self._found(started.command, duties)
        issue = IssuePlan(
            plan_id=plan_id,
            number=paper.number,
            symbol=paper.symbol,
            issued_on=issued,
            signer=paper.signer[0],
            signer_post=paper.signer[1],
        )
        signing = TakeOver(paper.replaces, issue) if paper.replaces else issue
        issuing = Act(instant(issued, 45), paper.drafts, signing)
        tasks = {
            duty.phrase: uuid5(issuing.command_id, f"task {item.item_id}")
            for duty, item in zip(duties, found, strict=True)
        }
        acts = [started, *self._reviewed(plan_id, started, found, duties, on), issuing]
        for duty in duties:
            acts += self.worked_on(duty, tasks[duty.phrase], issued)
        return Year(acts, plan_id, issued, tasks, _targets(started.command, issuing))

    def _found(self, command: Command, duties: Sequence[Duty]) -> list[Item]:
        """Match each duty with the record that the reader made of its sentence."""
        if not isinstance(command, StartDraft):
            return []
        work = [item for item in command.items if item.kind in WORK_KINDS]
        added = max((item.item_id for item in command.items), default=0)
        matched: list[Item] = []
        for duty in duties:
            fits = [item for item in work if duty.phrase in item.text and item not in matched]
            if not fits:
                added += 1
                fits = [Item(item_id=added, kind="task", text=duty.phrase, rule="added")]
            matched.append(fits[0])
        return matched

    def _reviewed(
        self, plan_id: UUID, started: Act, found: list[Item], duties: Sequence[Duty], on: date
    ) -> Iterator[Act]:
        """Accept indicators, drop what is nobody's task, make every duty clear."""
        by, minute = started.by, 30
        items = started.command.items if isinstance(started.command, StartDraft) else ()
        clear = {item.item_id for item in found}
        rest = [i for i in items if i.item_id not in clear]
        targets = tuple(i.item_id for i in rest if i.kind == "indicator")
        others = tuple(i.item_id for i in rest if i.kind != "indicator")
        yield Act(
            instant(on, minute),
            by,
            SetItemsState(plan_id=plan_id, item_ids=targets, state="accepted"),
        )
        yield Act(
            instant(on, minute + 3),
            by,
            SetItemsState(plan_id=plan_id, item_ids=others, state="dropped"),
        )
        for item in found:
            if item.rule == "added":
                add = AddItem(plan_id=plan_id, kind="task", text=item.text)
                yield Act(instant(on, minute + 5), by, add)
        for number, (item, duty) in enumerate(zip(found, duties, strict=True)):
            revised = ReviseItem(
                plan_id=plan_id,
                item_id=item.item_id,
                text=item.text,
                kind="task",
                area=item.area,
                target=None,
                clarity=self.clarity(duty),
            )
            yield Act(instant(on, minute + 8 + 4 * number), by, revised)

    def clarity(self, duty: Duty) -> Clarity:
        """Give a duty's six clarities, but for the work itself."""
        actors = self.cast.actors
        deadline = Deadline(kind="continuous")
        if duty.due:
            kind = "recurring" if duty.rhythm else "date"
            deadline = Deadline(kind=kind, on=self.days.day(duty.due), rhythm=duty.rhythm)  # type: ignore[arg-type]
        return Clarity(
            person_id=actors[duty.by].person_id,
            post_id=actors[duty.by].post_id,
            lead_unit_id=actors[duty.by].unit_id,
            cooperating=tuple(actors[login].unit_id for login in duty.together),
            deadline=deadline,
            deliverable=duty.product,
            accept_post_id=actors[duty.accepts].post_id,
            extend_post_id=actors[duty.extends].post_id,
        )

    def worked_on(self, duty: Duty, task_id: UUID, issued: date) -> Iterator[Act]:
        """Give the acts of one task in the past; a later one never comes before an earlier."""
        due = self.days.day(duty.due or "d+0")
        name, data = proof(duty, self.cast.tenant.name, due)
        shown = evidence(name, data)
        self.keep(shown, data)
        yesterday, before = self.days.day("d-1"), self.days.working(issued, 1)
        spread = crc32(duty.phrase.encode()) % 300
        happened = instant(before, 0)
        frame = Frame(self.days, issued, due, shown, self.cast.actors)
        for number, step in enumerate(duty.course(duty, frame)):
            before = max(before, min(step.on, yesterday))
            soon, own = timedelta(seconds=step.soon), instant(before, spread + 9 * number)
            happened = happened + soon if soon else own
            recorded = happened + timedelta(days=step.noted)
            if step.noted:
                before = recorded.date()
            yield Act(recorded, step.by, step.make(task_id), happened if step.noted else None)

    def keep(self, said: Evidence, data: bytes) -> None:
        """Keep a file, to be listed when the story is told."""
        self.files.put(data)
        self.kept[said.sha256] = said


def _targets(drafted: Command, issuing: Act) -> dict[str, UUID]:
    items = drafted.items if isinstance(drafted, StartDraft) else ()
    return {
        item.text: uuid5(issuing.command_id, f"indicator {item.item_id}")
        for item in items
        if item.kind == "indicator"
    }
