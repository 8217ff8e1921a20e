"""What earlier plans tell about a new one: who did the same, whose field it is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args
from uuid import UUID

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from events.plan_items import Item
from events.values import Area, Clarity, Deadline
from service.tasks.state import TaskState
from tenants.directory import Directory
from tenants.names import folded

AREAS: dict[str, Area] = {name: name for name in get_args(Area)}
ALIKE = 82.0  # of 100, marks and years left out
YEARS = re.compile(r"\b(?:nam\s+)?20\d\d\b")


@dataclass(frozen=True, slots=True)
class Precedent:
    """A record and the task of an earlier plan that says nearly the same, from 0 to 100."""

    item: Item
    task: TaskState
    score: float


def precedents(items: Iterable[Item], tasks: Sequence[TaskState]) -> list[Precedent]:
    """Find for each record the likest earlier task; of two equally like ones the newer."""
    known = [plain(task.content) for task in tasks]
    found = []
    for item in items:
        wanted, cut = plain(item.text), ALIKE
        best = process.extractOne(wanted, known, scorer=fuzz.ratio, score_cutoff=cut)
        if best is not None:
            found.append(Precedent(item, tasks[best[2]], best[1]))
    return found


def as_before(one: Precedent, register: Directory, day: date) -> Clarity:
    """Offer what the earlier task had, with the person who is in that post today.

    Nobody is offered when the post is empty or several hold it; a deadline on a day moves to
    the same day of the coming year, and a unit or a post that is gone is not offered.
    """
    before = one.task.clarity
    holders = register.holders(before.post_id, day) if before.post_id else []
    person = before.person_id if before.person_id in holders else None
    person = person or (holders[0] if len(holders) == 1 else None)
    return replace(
        before,
        person_id=person,
        post_id=before.post_id if person else None,
        lead_unit_id=_known(before.lead_unit_id, register.units),
        cooperating=tuple(unit for unit in before.cooperating if unit in register.units),
        accept_post_id=_known(before.accept_post_id, register.posts),
        extend_post_id=_known(before.extend_post_id, register.posts),
        deadline=_next(before.deadline, day),
    )


def fields(items: Iterable[Item], tasks: Iterable[TaskState]) -> dict[Area, UUID]:
    """Say which unit leads in each area: as this plan says, or as earlier ones were given."""
    counts: dict[Area, Counter[UUID]] = {}
    known: list[Item | TaskState] = [*items, *tasks]
    for one in known:
        area, unit = AREAS.get(one.area or ""), one.clarity.lead_unit_id
        if area and unit:
            counts.setdefault(area, Counter())[unit] += 1
    return {area: units.most_common(1)[0][0] for area, units in counts.items()}


def plain(text: str) -> str:
    """Leave out marks and years, which differ between two years' plans."""
    return " ".join(YEARS.sub(" ", folded(text)).split())


def _known(identifier: UUID | None, register: Mapping[UUID, object]) -> UUID | None:
    return identifier if identifier in register else None


def _next(deadline: Deadline | None, day: date) -> Deadline | None:
    if deadline is None or deadline.on is None:
        return deadline
    years = range(deadline.on.year, deadline.on.year + 10)
    moved = (_moved(deadline.on, year) for year in years)
    return replace(deadline, printed="", on=next((on for on in moved if on >= day), None))


def _moved(on: date, year: int) -> date:
    last_of_february = (on.month, on.day) == (2, 29)
    return on.replace(year=year, day=28 if last_of_february else on.day)
