"""Giving a task outside the plan (giao việc): the same gate, the same life, its origin said."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from events.conclusions.document import Conclusion
from events.conclusions.refusals import NoSuchPointError
from events.errors import RefusedError
from events.meetings import Meeting, NoSuchConclusionError
from events.plan_items import Item
from events.tasks.outside import Given
from events.tasks.task import Task
from events.values import Area, Clarity, Origin
from service.catalogues.choosing import converted
from service.plans.gate import Unclear, unclear
from service.tasks.issuing import parts_of
from service.tasks.numbering import numbered
from service.tasks.series import due_day
from service.work import Work
from tenants.access import HEADS, Permission

PAPER = ("number", "issued_on", "issuer")  # what names a superior's document


@dataclass(eq=False)
class StillUnclearError(RefusedError):
    """The task is not clear in all six; what is missing."""

    missing: tuple[Unclear, ...]


@dataclass(eq=False)
class OutsideYourUnitError(RefusedError):
    """The head of a unit gives tasks inside it; to others they are given from above."""

    unit_id: UUID | None


@dataclass(eq=False)
class ComesRoundOutsideError(RefusedError):
    """A duty that comes round belongs into a plan, whose period bounds it."""


@dataclass(eq=False)
class PaperMissingError(RefusedError):
    """A superior's document has a number, a day and an issuer; one was left empty."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveTask:
    """Give a task that no plan has: to a person, or once to each of several units.

    The head of a unit gives inside it; who issues plans, everywhere.
    """

    content: str
    clarity: Clarity
    origin: Origin
    area: Area | None = None
    quoted: str = ""

    def decide(self, work: Work) -> None:
        """Pass the gate and begin it.

        Raises:
            StillUnclearError: one of the six is missing.
            OutsideYourUnitError: it is led by another unit than the actor's own.
            PaperMissingError: a superior's document is not named in full.
            NoSuchConclusionError: the meeting has no such conclusion.
            NoSuchPointError: the document has no such point.
            UnknownWorkCodeError: no catalogue in force has the product's item.
        """
        work.save(*self.given(work, numbered(work, "NV", work.today.year)))

    def given(self, work: Work, codes: Iterator[str], *, name: str = "task") -> list[Task]:
        """Pass the gate and begin it, once for each unit; the caller keeps the tasks.

        Args:
            work: the unit of work.
            codes: the next ones.
            name: tells the tasks of one command from others of it.
        """
        work.actor.require(Permission.GIVE_TASKS)
        self._check_origin(work)
        [clarity] = converted(work.connection, work.today, [self.clarity])
        item = _item(self.content.strip(), clarity)
        require_clear(work, item)
        for part in parts_of(item):
            require_inside(work, part.clarity)
        return list(self._tasks(work, item, codes, name))

    def _check_origin(self, work: Work) -> None:
        origin = self.origin
        missing = [name for name in PAPER if not getattr(origin, name)]
        if origin.kind == "superior" and missing:
            raise PaperMissingError(missing[0])
        if origin.kind == "meeting":
            if origin.meeting_id is None:
                raise NoSuchConclusionError(origin.item or 0)
            work.load(Meeting, origin.meeting_id).conclusion(origin.item or 0)
        if origin.kind == "conclusion":
            if origin.conclusion_id is None:
                raise NoSuchPointError(origin.item or 0)
            work.load(Conclusion, origin.conclusion_id).point(origin.item or 0)

    def _tasks(self, work: Work, item: Item, codes: Iterator[str], name: str) -> Iterator[Task]:
        together = item.clarity.addressees
        for number, part in enumerate(parts_of(item), 1):
            task = Task(work.new_id(f"{name} {number}"))
            clarity = replace(part.clarity, giver_post_id=work.actor.post_id)
            said = Given(
                code=next(codes),
                content=item.text,
                area=self.area,
                clarity=clarity,
                due_on=due_day(work, clarity.deadline, together=together),
                origin=self.origin,
                quoted=self.quoted.strip(),
                part_of=work.new_id("duty") if together else None,
            )
            task.issue(said)
            yield task


def require_clear(work: Work, item: Item) -> None:
    """Let nothing begin that is not clear in all six.

    Raises:
        StillUnclearError: what is missing.
        ComesRoundOutsideError: it would come round without end.
    """
    if missing := unclear(item, work.register, work.today):
        raise StillUnclearError(missing)
    if item.clarity.deadline and item.clarity.deadline.kind == "recurring":
        raise ComesRoundOutsideError


def require_inside(work: Work, clarity: Clarity) -> None:
    """Let who does not issue plans give tasks to their own unit and its people alone.

    Raises:
        OutsideYourUnitError: it is led by another one, or somebody of another is in charge.
    """
    me, post = work.actor, work.register.posts.get(clarity.post_id or UUID(int=0))
    if me.may(Permission.ISSUE_PLAN):
        return
    own = {me.unit_id} if me.roles & HEADS else set()
    for unit_id in (clarity.lead_unit_id, post.unit_id if post else clarity.lead_unit_id):
        if unit_id not in own:
            raise OutsideYourUnitError(unit_id)


def _item(text: str, clarity: Clarity) -> Item:
    return Item(item_id=0, kind="task", text=text, clarity=clarity)
