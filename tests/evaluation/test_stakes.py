"""Whose product a task is when it changed hands, was given up, stopped or cut in parts."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from events.tasks.taking_back import TakenBack
from events.values import Origin
from service.evaluation.facts import Excluded, Found, Kin, fact, kin_of
from tests.evaluation.histories import (
    HUNG,
    JUNE,
    KHAI,
    UNIT,
    Said,
    answered,
    assigned,
    cancelled,
    course,
    given,
    handed_in,
    handed_over,
    june,
    obstacle,
    product,
    refused,
    taken,
    transferred,
)
from tests.evaluation.judged import BEGUN, CALENDAR, LEADER, excluded, found, nothing


def test_what_was_refused_stays_with_who_refused_and_is_extra_for_who_took_over() -> None:
    said = (
        BEGUN,
        refused(june(2)),
        assigned(june(3), HUNG),
        handed_in(june(9)),
        taken(june(9)),
    )
    mine, theirs = found(*said), found(*said, person=HUNG)
    assert mine.state == "handed_back"
    assert (mine.product.handed_back, int(mine.product.done)) == (True, 0)
    assert mine.events["handed_back"] == (2,)
    assert (theirs.state, theirs.product.extra) == ("done", True)
    assert theirs.events["extra"] == (3,)


def test_who_takes_it_after_all_has_not_handed_it_back() -> None:
    got = found(BEGUN, refused(june(2)), assigned(june(3), KHAI))
    assert (got.state, got.product.extra) == ("unfinished", False)


def test_what_is_given_to_somebody_else_for_no_fault_counts_nothing() -> None:
    moved = (BEGUN, transferred(june(2), HUNG))
    assert excluded(*moved) == "taken_away"
    assert found(*moved, person=HUNG).product.extra


@pytest.mark.parametrize(
    "could_not", [(obstacle(june(2), "subjective"),), (obstacle(june(2)),)], ids=str
)
def test_what_is_given_away_after_an_unconfirmed_report_was_handed_back(
    could_not: tuple[Said, ...],
) -> None:
    assert found(BEGUN, *could_not, transferred(june(3), HUNG)).product.handed_back


def test_a_confirmed_cause_takes_the_product_out_of_account_with_the_task() -> None:
    said = (obstacle(june(2)), answered(june(2), 2), transferred(june(3), HUNG))
    assert excluded(BEGUN, *said) == "taken_away"


def test_what_is_given_away_overdue_was_handed_back() -> None:
    assert found(BEGUN, transferred(june(22), HUNG)).product.handed_back
    assert found(BEGUN, handed_over(june(22), HUNG)).product.handed_back


def test_a_change_of_post_before_the_deadline_counts_nothing_for_who_leaves() -> None:
    said = (BEGUN, handed_over(june(10), HUNG))
    assert excluded(*said) == "handed_over"
    assert found(*said, person=HUNG).product.extra
    assert not found(BEGUN, handed_over(date(2026, 5, 25), HUNG), person=HUNG).product.extra


def test_what_was_handed_in_before_a_change_of_post_stays_theirs() -> None:
    said = (BEGUN, handed_in(june(9)), handed_over(june(10), HUNG), taken(june(11)))
    assert found(*said).state == "done"
    assert excluded(*said, person=HUNG) == "done_by_another"


@pytest.mark.parametrize(
    ("day", "origin", "extra"),
    [
        (june(3), LEADER, True),
        (date(2026, 5, 20), LEADER, False),
        (june(3), None, False),
    ],
)
def test_new_work_outside_the_plan_is_extra(
    day: date, origin: Origin | None, *, extra: bool
) -> None:
    assert found((day, given(origin=origin))).product.extra == extra


@pytest.mark.parametrize("person", [KHAI, HUNG])
def test_what_was_stopped_counts_nothing(person: Any) -> None:
    said = (BEGUN, refused(june(2)), assigned(june(3), HUNG), cancelled(june(5)))
    assert excluded(*said, person=person) == "cancelled"


@pytest.mark.parametrize(
    ("part", "left"),
    [("3", (Decimal(7), Decimal(1))), ("10", None)],
)
def test_a_whole_counts_what_its_parts_leave(part: str, left: Any) -> None:
    whole = course((june(1), given(owed=product("10", "1"))))
    cut = course((june(2), given(owed=product(part, "1"), parent=whole.task_id)), task=2)
    got = fact(whole, KHAI, JUNE, CALENDAR, kin_of(None, [cut]))
    if left is None:
        assert isinstance(got, Excluded)
        assert got.reason == "in_parts"
    else:
        assert isinstance(got, Found)
        assert (got.product.quantity, got.product.coefficient) == left


def test_a_part_of_another_worth_leaves_standard_products() -> None:
    whole = course((june(1), given(owed=product("1", "14"))))
    cut = course((june(2), given(owed=product("3", "0.5"), parent=whole.task_id)), task=2)
    got = fact(whole, KHAI, JUNE, CALENDAR, kin_of(None, [cut]))
    assert isinstance(got, Found)
    assert got.product.weight == Fraction(25, 2)


def test_a_part_that_was_stopped_leaves_its_share_to_the_whole() -> None:
    whole = course((june(1), given(owed=product("10", "1"))))
    cut = course(
        (june(2), given(owed=product("10", "1"), parent=whole.task_id)),
        cancelled(june(3)),
        task=2,
    )
    assert kin_of(None, [cut]) == Kin()


def test_a_part_of_work_given_before_the_period_is_not_extra() -> None:
    part = (june(3), given(origin=LEADER, parent=UNIT))
    assert not found(part, kin=Kin(whole_begun=date(2026, 5, 1))).product.extra
    assert found(part, kin=Kin(whole_begun=june(2))).product.extra


def test_what_a_sheet_did_and_took_back_never_was() -> None:
    back = TakenBack(
        sheet_id=UNIT,
        about_id=KHAI,
        status="acknowledged",
        sharers="",
        person_id=KHAI,
        post_id=UNIT,
        due_on=june(20),
        first_due_on=june(20),
        asked=None,
        asked_because="",
        extensions=0,
        amount=Decimal(0),
        note="",
    )
    said = (BEGUN, assigned(june(2), HUNG), (june(3), back))
    assert found(*said).state == "unfinished"
    assert nothing(*said, person=HUNG)


def test_nobody_else_has_anything_of_it() -> None:
    assert nothing(BEGUN, person=HUNG)
