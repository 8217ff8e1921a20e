"""A plan takes the place of another: all that is open is decided, with reasons, or nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from events.errors import ChangedMeanwhileError, RefusedError
from events.plan_items import Item
from events.plan_life import FateKind
from events.plan_refusals import (
    MissingGroundsError,
    NoSuchItemError,
    NotIssuedYetError,
    PlanSupersededError,
    SamePlanError,
    UndecidedError,
)
from events.tasks.life import OPEN
from events.values import Clarity, Deadline, Deliverable
from service.ledgers import Instance
from service.plans import states as plan_states
from service.read_models import READ_MODELS, rebuild
from service.tasks.giving import Cancel
from service.tasks.issuing import GiveOutTasks, NotClearError
from service.tasks.replacing import ReplacePlan, TaskFate
from tenants.access import AccessDeniedError
from tenants.scope import Scope
from tests.past import Story, days_ago, drafted, duty, issued, local_day, target
from tests.plans.turning import WHY, Turn, turn_of
from tests.work.test_rebuilt_rows import rows


@pytest.fixture
def turn(story: Story) -> Turn:
    return turn_of(story)


def test_each_open_task_goes_on_changes_or_stops(turn: Turn) -> None:
    before = turn.tasks(turn.old)
    turn.do(turn.replaces())
    [stopped] = turn.tasks(turn.old)
    assert (stopped.task_id, stopped.status) == (before[2].task_id, "superseded")
    carried, changed, new = turn.tasks(turn.new)
    assert (carried.task_id, carried.due_on) == (before[0].task_id, before[0].due_on)
    assert (changed.task_id, changed.amount) == (before[1].task_id, Decimal(620))
    assert changed.content == "Số hóa hồ sơ giấy đợt 4, cả hồ sơ bị ướt"
    assert changed.due_on == date(2031, 1, 31)
    assert new.content == "Khôi phục hồ sơ bị ướt"
    assert [t.item_id for t in (carried, changed, new)] == [None, 2, 3]


def test_targets_go_on_as_one_thing_or_are_closed(turn: Turn) -> None:
    turn.do(turn.replaces())
    goes_on, closed = turn.targets(turn.old)
    [new] = turn.targets(turn.new)
    assert (goes_on.continued_by, closed.continued_by) == (new.indicator_id, None)
    assert goes_on.closed_on == closed.closed_on == local_day(10)
    assert goes_on.entry_id is not None
    assert goes_on.entry_id == new.entry_id
    assert closed.entry_id is None


def test_both_plans_stay_readable_and_say_which_replaced_which(turn: Turn) -> None:
    turn.do(turn.replaces())
    with turn.story.ledger.scope.begin() as connection:
        old, new = (plan_states.one(connection, p, None) for p in (turn.old, turn.new))
        then = plan_states.one(connection, turn.old, days_ago(20))
    assert (old.status, old.superseded_by, old.superseded_on) == (
        "replaced",
        turn.new,
        local_day(10),
    )
    assert (new.status, new.supersedes) == ("issued", turn.old)
    assert (then.status, then.superseded_by) == ("issued", None)
    told = turn.plan(turn.old).superseded
    assert told is not None
    assert [fate.kind for fate in told.tasks] == ["carried", "changed", "stopped"]
    assert set(told.task_reasons) == {WHY}


def test_a_plan_that_is_issued_already_takes_the_place_too(turn: Turn) -> None:
    turn.do(turn.issue(later=(2,)))
    turn.do(turn.replaces(issue=None))
    assert len(turn.tasks(turn.new)) == 3
    assert turn.plan(turn.new).given_out == {1, 2, 3}


def test_work_that_a_task_goes_on_as_needs_no_person_anew(turn: Turn) -> None:
    bare = replace(turn.plan(turn.new).items[2], clarity=Clarity())
    draft = drafted(turn.story, [target(1, 80), bare], at=days_ago(11))
    other = Turn(turn.story, turn.old, draft)
    other.do(other.replaces())
    assert [t.item_id for t in other.tasks(draft)] == [None, 2]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (lambda t: {"tasks": t.fates("carried", "changed", "stopped")}, NoSuchItemError),
        (lambda t: {"tasks": t.replaces().tasks[1:]}, UndecidedError),
        (lambda t: {"tasks": (*t.replaces().tasks, t.replaces().tasks[0])}, UndecidedError),
        (lambda t: {"targets": t.replaces().targets[:1]}, UndecidedError),
        (lambda t: {"targets": t.aims(2, None)}, NoSuchItemError),
        (lambda t: {"targets": t.aims(77, None)}, NoSuchItemError),
        (
            lambda t: {"tasks": t.fates("carried", "carried", "carried", items=(2, 2, None))},
            NoSuchItemError,
        ),
        (
            lambda t: {"tasks": t.fates("carried", "carried", "carried", items=(1, 2, None))},
            NoSuchItemError,
        ),
        (lambda _: {"issue": None}, NotIssuedYetError),
        (lambda t: {"old_plan_id": t.new}, UndecidedError),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_happens(
    turn: Turn, facts: Any, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        turn.do(turn.replaces(**facts(turn)))
    assert turn.plan(turn.new).issued is None
    assert turn.plan(turn.old).superseded is None
    assert {task.status for task in turn.tasks(turn.old)} <= OPEN
    assert len(turn.tasks(turn.old)) == 3


def test_each_decision_says_why(turn: Turn) -> None:
    first, *rest = turn.replaces().tasks
    mute = TaskFate(task_id=first.task_id, kind="carried", reason=" ")
    with pytest.raises(MissingGroundsError):
        turn.do(turn.replaces(tasks=(mute, *rest)))
    assert turn.plan(turn.new).issued is None


def test_new_work_still_passes_the_gate(turn: Turn) -> None:
    item = Item(item_id=1, kind="task", state="accepted", text="Việc chưa rõ")
    draft = drafted(turn.story, [item], at=days_ago(11))
    other = Turn(turn.story, turn.old, draft)
    kinds = other.fates("carried", "carried", "stopped")
    with pytest.raises(NotClearError):
        other.do(other.replaces(tasks=kinds, targets=other.aims(None, None)))


def test_a_plan_does_not_replace_itself_nor_what_is_replaced(turn: Turn) -> None:
    for task in turn.tasks(turn.old):
        stop = Cancel(task_id=task.task_id, reason="Xong")
        turn.do(stop)
    itself = ReplacePlan(plan_id=turn.old, old_plan_id=turn.old, targets=turn.aims(None, None))
    with pytest.raises(SamePlanError):
        turn.do(itself)
    turn.do(turn.replaces(tasks=(), targets=turn.aims(1, None)))
    with pytest.raises(PlanSupersededError):
        turn.do(ReplacePlan(plan_id=turn.new, old_plan_id=turn.old))
    with pytest.raises(PlanSupersededError):
        turn.do(GiveOutTasks(plan_id=turn.old, item_ids=(9,)))


def test_a_draft_is_not_replaced(turn: Turn) -> None:
    with pytest.raises(NotIssuedYetError):
        turn.do(ReplacePlan(plan_id=turn.old, old_plan_id=turn.new))


def test_only_who_issues_plans_replaces_them(turn: Turn) -> None:
    for login in ("khai", "do", "tung"):
        with pytest.raises(AccessDeniedError):
            turn.do(turn.replaces(), by=login)


def test_a_resend_changes_nothing_and_of_two_at_once_one_wins(turn: Turn) -> None:
    command = turn.replaces()

    def attempt(_: int) -> bool:
        try:
            turn.do(command)
        except (ChangedMeanwhileError, RefusedError):
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == [False, True]
    assert len(turn.tasks(turn.new)) == 3


def test_what_happens_to_a_task_between_is_looked_at_again(turn: Turn) -> None:
    command = turn.replaces()
    [*_, last] = turn.tasks(turn.old)
    turn.do(Cancel(task_id=last.task_id, reason="Trùng"))
    with pytest.raises(UndecidedError):
        turn.do(command)


def test_the_rows_kept_are_those_of_a_rebuild(turn: Turn, admin: Instance) -> None:
    turn.do(turn.replaces())
    scope = Scope(admin.engine, turn.story.tenant.tenant_id, admin.key, as_owner=True)
    for model in READ_MODELS:
        with scope.begin() as connection:
            kept = rows(connection, model)
            rebuild(connection, model)
            assert rows(connection, model) == kept


FATES = st.tuples(*[st.sampled_from(("carried", "changed", "stopped"))] * 3)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(kinds=FATES, aims=st.tuples(st.booleans(), st.booleans()))
def test_whatever_is_decided_no_task_is_lost_or_doubled(
    story: Story, kinds: tuple[FateKind, FateKind, FateKind], aims: tuple[bool, bool]
) -> None:
    old = [target(1, 85), target(2), *(duty(story, n) for n in (3, 4, 5))]
    new = [target(1, 80), target(2, 70), *(duty(story, n) for n in (3, 4, 5))]
    turn = Turn(
        story, issued(story, old, at=days_ago(60)), drafted(story, new, at=days_ago(12))
    )
    before = [task.task_id for task in turn.tasks(turn.old)]
    items = tuple(
        n if kind != "stopped" else None for n, kind in zip((3, 4, 5), kinds, strict=True)
    )
    goes_on = tuple(n if on else None for n, on in zip((1, 2), aims, strict=True))
    turn.do(turn.replaces(tasks=turn.fates(*kinds, items=items), targets=turn.aims(*goes_on)))
    stayed, went = turn.tasks(turn.old), turn.tasks(turn.new)
    stopped = [one for one, kind in zip(before, kinds, strict=True) if kind == "stopped"]
    assert [t.task_id for t in stayed] == stopped
    assert {*before} <= {t.task_id for t in (*stayed, *went)}
    assert [t.item_id for t in sorted(went, key=lambda t: t.item_id or 0)] == [3, 4, 5]
    assert not [t for t in stayed if t.open]
    assert not [aim for aim in turn.targets(turn.old) if aim.open]
    assert sum(aim.continued_by is not None for aim in turn.targets(turn.old)) == sum(aims)


def test_the_product_and_the_deadline_of_a_change_are_the_new_plans(turn: Turn) -> None:
    product = Deliverable(name="Hồ sơ số và ướt", quantity=Decimal(1500), unit="hồ sơ")
    clarity = replace(
        turn.plan(turn.new).items[2].clarity,
        deliverable=product,
        deadline=Deadline(kind="continuous"),
    )
    wanted = replace(turn.plan(turn.new).items[2], clarity=clarity)
    other = Turn(
        turn.story, turn.old, drafted(turn.story, [target(1), wanted], at=days_ago(11))
    )
    other.do(other.replaces())
    changed = other.tasks(other.new)[1]
    assert (changed.clarity.deliverable, changed.due_on) == (product, None)
    assert changed.quantity == Decimal(1500)
