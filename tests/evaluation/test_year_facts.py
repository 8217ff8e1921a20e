"""What a year is reckoned from: a unit's tasks counted, months worked, who stands where."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from service.evaluation.years.ranks import first_post, months_worked, standings
from service.evaluation.years.unit_facts import Counted, counted
from service.ledgers import Instance
from service.tasks import states
from service.tasks.state import TaskState
from tenants.directory import Directory, Holding, Post, Unit
from tests.evaluation.graded import TODAY, YEAR, graded
from tests.people import make_commune

OFFICE, LEADERS = UUID(int=1), UUID(int=2)
CHAIR, DEPUTY, HEAD, STAFF = (UUID(int=n) for n in range(3, 7))
SU, DUNG, HA, HUNG = (UUID(int=n) for n in range(7, 11))


@pytest.fixture(scope="module")
def task(admin: Instance, instance: Instance) -> TaskState:
    """A task that is due today."""
    made = graded(make_commune(admin, instance))
    with made.commune.ledger.scope.begin() as connection:
        [found] = states.listed(connection)
    return found


def like(task: TaskState, **facts: Any) -> TaskState:
    return structs.replace(task, task_id=uuid4(), **facts)


def summed(found: Counted) -> tuple[int, int, int, int]:
    return len(found.assigned), found.done, found.late, found.exceeding


def test_a_unit_s_tasks_of_the_year_are_counted_once_each(task: TaskState) -> None:
    done = {"status": "accepted", "submitted_on": TODAY}
    plain = like(task, **done, amount=task.quantity)
    more = like(task, **done, amount=task.quantity + 1)
    late = like(task, status="rated", due_on=date(YEAR, 1, 2), submitted_on=date(YEAR, 1, 3))
    part = like(task, **done, parent_id=plain.task_id)
    other = like(task, due_on=date(YEAR - 1, 12, 31))
    undated = like(task, due_on=None, submitted_on=None)
    handed_in = like(task, **done | {"due_on": None})
    gone = [like(task, status=status) for status in ("recalled", "cancelled", "superseded")]
    everything = [task, plain, more, late, part, other, undated, handed_in, *gone]
    assert summed(counted(everything, YEAR, TODAY)) == (5, 4, 1, 1)
    assert summed(counted(reversed(everything), YEAR, TODAY)) == (5, 4, 1, 1)
    assert summed(counted([], YEAR, TODAY)) == (0, 0, 0, 0)


def register(*held: Holding) -> Directory:
    posts = {
        CHAIR: Post(CHAIR, LEADERS, "Chủ tịch", ("leader",)),
        DEPUTY: Post(DEPUTY, LEADERS, "Phó Chủ tịch", ("leader",)),
        HEAD: Post(HEAD, OFFICE, "Trưởng phòng", ("unit_head",)),
        STAFF: Post(STAFF, OFFICE, "Chuyên viên", ("official",)),
    }
    units = {one: Unit(one, "", "department") for one in (LEADERS, OFFICE)}
    return Directory(units, posts, dict.fromkeys((SU, DUNG, HA, HUNG), ""), held)


def since(post: UUID, person: UUID, first: date, last: date | None = None) -> Holding:
    return Holding(post, person, first, last)


def test_everybody_has_a_rank_but_the_head_of_the_body() -> None:
    day = date(2026, 12, 1)
    pairs = zip((CHAIR, DEPUTY, HEAD, STAFF), (SU, DUNG, HA, HUNG), strict=True)
    known = register(*(since(post, person, date(2026, 1, 1)) for post, person in pairs))
    ranks = {one: found.rank for one, found in standings(known, day).items()}
    assert ranks == {DUNG: "deputy", HA: "head", HUNG: "staff"}
    assert first_post(known, day) == CHAIR
    alone = register(since(DEPUTY, DUNG, date(2026, 1, 1)))
    assert first_post(alone, day) == DEPUTY
    assert first_post(register(), day) is None


@pytest.mark.parametrize(
    ("first", "last", "today", "months"),
    [
        (date(2025, 1, 1), None, date(2027, 1, 5), 12),
        (date(2026, 7, 31), None, date(2027, 1, 5), 6),
        (date(2026, 2, 3), date(2026, 4, 1), date(2027, 1, 5), 3),
        (date(2025, 1, 1), None, date(2026, 5, 2), 5),
        (date(2025, 1, 1), date(2025, 12, 31), date(2026, 5, 2), 0),
    ],
)
def test_a_month_counts_in_which_a_post_was_held(
    first: date, last: date | None, today: date, months: int
) -> None:
    assert months_worked(register(since(STAFF, HUNG, first, last)), HUNG, 2026, today) == months
