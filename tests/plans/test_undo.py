from uuid import UUID

import pytest

from events.errors import ChangedMeanwhileError
from events.plan_refusals import NothingToTakeBackError, PlanClosedError
from service.plans import states
from service.plans.drafts import draft
from service.plans.reviewing import MergeItems, ReviseFront, SetItemsState, SplitItem
from service.plans.undoing import TakeBack, steps
from tenants.access import AccessDeniedError
from tests.journey.test_by_commands import cleared, drafted, issue
from tests.people import Commune


@pytest.fixture
def plan_id(commune: Commune) -> UUID:
    """A draft with three accepted records: one step after its beginning."""
    return drafted(commune)


def texts(commune: Commune, plan_id: UUID) -> list[tuple[str, str]]:
    with commune.ledger.scope.begin() as connection:
        items = draft(connection, plan_id).items.values()
    return [(item.text, item.state) for item in items]


def version(commune: Commune, plan_id: UUID) -> int:
    with commune.ledger.scope.begin() as connection:
        return draft(connection, plan_id).version


def take_back(commune: Commune, plan_id: UUID, to: int) -> None:
    commune.do(TakeBack(plan_id=plan_id, to_version=to), by="ha")


def test_steps_are_undone_one_after_the_other_and_brought_back(
    commune: Commune, plan_id: UUID
) -> None:
    begun = texts(commune, plan_id)
    commune.do(SplitItem(plan_id=plan_id, item_id=2, texts=("Nửa đầu", "Nửa sau")), by="ha")
    halves = texts(commune, plan_id)
    commune.do(MergeItems(plan_id=plan_id, item_ids=(4, 5), text="Lại một"), by="ha")
    whole = texts(commune, plan_id)
    take_back(commune, plan_id, 3)
    assert texts(commune, plan_id) == halves
    take_back(commune, plan_id, 2)
    assert texts(commune, plan_id) == begun
    take_back(commune, plan_id, 4)  # as it stood before the first undo
    assert texts(commune, plan_id) == whole


def test_the_front_goes_back_too_also_in_the_list_of_plans(
    commune: Commune, plan_id: UUID
) -> None:
    with commune.ledger.scope.begin() as connection:
        old = draft(connection, plan_id).front
    from_now = old.__class__(title="Tên khác", number="9")
    commune.do(ReviseFront(plan_id=plan_id, front=from_now), by="ha")
    take_back(commune, plan_id, 2)
    with commune.ledger.scope.begin() as connection:
        plan = draft(connection, plan_id)
        assert (plan.front, plan.front_checked) == (old, False)
        assert states.one(connection, plan_id, None).title == old.title


def test_a_number_once_given_is_never_given_again(commune: Commune, plan_id: UUID) -> None:
    commune.do(SplitItem(plan_id=plan_id, item_id=2, texts=("a", "b")), by="ha")
    take_back(commune, plan_id, 2)
    commune.do(SplitItem(plan_id=plan_id, item_id=2, texts=("c", "d")), by="ha")
    with commune.ledger.scope.begin() as connection:
        assert list(draft(connection, plan_id).items) == [1, 6, 7, 3]


def test_the_steps_say_who_and_whether_they_still_count(
    commune: Commune, plan_id: UUID
) -> None:
    commune.do(SetItemsState(plan_id=plan_id, item_ids=(3,), state="dropped"), by="ha")
    take_back(commune, plan_id, 2)
    with commune.ledger.scope.begin() as connection:
        found = steps(connection, draft(connection, plan_id))
    assert [(step.before, step.counts) for step in found] == [(3, False), (2, False), (1, True)]
    assert [step.brings_back for step in found] == [True, False, False]
    assert {step.person_id for step in found} == {commune.actors["ha"].person_id}


def test_what_nobody_has_looked_at_is_not_undone(commune: Commune, plan_id: UUID) -> None:
    seen = version(commune, plan_id)
    commune.do(SetItemsState(plan_id=plan_id, item_ids=(3,), state="dropped"), by="ha")
    late = TakeBack(plan_id=plan_id, to_version=1, seen=seen)
    with pytest.raises(ChangedMeanwhileError):
        commune.do(late, by="ha")


@pytest.mark.parametrize("to", [0, -1, 2, 99])
def test_a_draft_goes_back_only_to_how_it_stood(
    commune: Commune, plan_id: UUID, to: int
) -> None:
    with pytest.raises(NothingToTakeBackError):
        take_back(commune, plan_id, to)


def test_nothing_is_undone_after_the_issue_nor_by_others(
    commune: Commune, plan_id: UUID
) -> None:
    with pytest.raises(AccessDeniedError):
        commune.do(TakeBack(plan_id=plan_id, to_version=1), by="su")
    cleared(commune, plan_id, 2, 3)
    commune.do(issue(commune, plan_id), by="ha")
    with pytest.raises(PlanClosedError):
        take_back(commune, plan_id, 1)


def test_accepting_many_leaves_alone_what_somebody_has_decided(
    commune: Commune, plan_id: UUID
) -> None:
    take_back(commune, plan_id, 1)
    commune.do(SetItemsState(plan_id=plan_id, item_ids=(3,), state="dropped"), by="ha")
    every = SetItemsState(
        plan_id=plan_id, item_ids=(1, 2, 3), state="accepted", only="proposed"
    )
    commune.do(every, by="ha")
    states_now = [state for _, state in texts(commune, plan_id)]
    assert states_now == ["accepted", "accepted", "dropped"]
