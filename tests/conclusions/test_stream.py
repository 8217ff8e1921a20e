"""A document from its issue to its end, and everything that it refuses; pure."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from events.conclusions import refusals
from events.conclusions.document import Conclusion
from events.conclusions.steps import Disseminated, Issued

CELL, OTHER, LIN, TODAY = UUID(int=1), UUID(int=2), UUID(int=3), date(2026, 6, 20)
SAID = Issued(
    kind="conclusion",
    number="12-KL/ĐU",
    issued_on=date(2026, 6, 1),
    title="Về phục vụ bà con",
    points=("Một", "Hai"),
    unit_ids=(CELL,),
    people=(LIN,),
    told_by=date(2026, 6, 30),
)
TOLD = Disseminated(
    session=1,
    unit_id=CELL,
    held_on=date(2026, 6, 10),
    manner="study",
    present=18,
    members=20,
    reason="Hai đồng chí đi công tác",
)


def issued(**facts: Any) -> Conclusion:
    made = Conclusion(uuid4())
    made.issue(structs.replace(SAID, **facts), today=TODAY)
    return made


def known() -> Conclusion:
    made = issued()
    made.acknowledge(CELL)
    return made


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"number": ""}, refusals.ConclusionIncompleteError),
        ({"title": ""}, refusals.ConclusionIncompleteError),
        ({"points": ()}, refusals.ConclusionIncompleteError),
        ({"unit_ids": (), "people": ()}, refusals.ConclusionIncompleteError),
        ({"issued_on": date(2026, 6, 21)}, refusals.IssuedInTheFutureError),
        ({"told_by": date(2026, 5, 31)}, refusals.DueBeforeIssueError),
    ],
)
def test_a_document_says_everything(facts: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        issued(**facts)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"unit_id": OTHER}, refusals.NotAddressedError),
        ({"unit_id": LIN}, refusals.NotAddressedError),
        ({"held_on": date(2026, 6, 21)}, refusals.SessionDayError),
        ({"held_on": date(2026, 5, 31)}, refusals.SessionDayError),
        ({"present": 21}, refusals.MorePresentThanMembersError),
        ({"present": 0}, refusals.MorePresentThanMembersError),
        ({"reason": ""}, refusals.AbsenceUnexplainedError),
    ],
)
def test_a_session_is_as_it_can_be(facts: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        known().disseminate(structs.replace(TOLD, **facts), today=TODAY)


def test_who_was_absent_is_told_later_and_then_nobody_is_left() -> None:
    made = known()
    made.disseminate(TOLD, today=TODAY)
    assert made.owing == [CELL, LIN]
    later = structs.replace(TOLD, session=2, present=2, reason="")
    with pytest.raises(refusals.MorePresentThanMembersError):
        made.disseminate(structs.replace(later, present=3), today=TODAY)
    made.disseminate(later, today=TODAY)
    assert (made.told(CELL), made.owing) == (20, [LIN])
    with pytest.raises(refusals.EverybodyToldError):
        made.disseminate(structs.replace(later, session=3), today=TODAY)


def test_what_was_a_mistake_is_struck_once_with_a_reason() -> None:
    made = known()
    made.disseminate(TOLD, today=TODAY)
    with pytest.raises(refusals.UnexplainedError):
        made.strike(1, "")
    made.strike(1, "Ghi nhầm ngày")
    assert made.told(CELL) == 0
    for number in (1, 2):
        with pytest.raises(refusals.NoSuchSessionError):
            made.strike(number, "Ghi nhầm")


def test_a_document_is_acknowledged_first_once_and_by_whom_it_reaches() -> None:
    made = issued()
    with pytest.raises(refusals.AcknowledgedFirstError):
        made.disseminate(TOLD, today=TODAY)
    with pytest.raises(refusals.NotAddressedError):
        made.acknowledge(OTHER)
    made.acknowledge(LIN)
    with pytest.raises(refusals.AlreadyAcknowledgedError):
        made.acknowledge(LIN)


@pytest.mark.parametrize("end", ["close", "withdraw", "supersede"])
def test_what_has_ended_takes_nothing_more(end: str) -> None:
    made = known()
    if end == "close":
        with pytest.raises(refusals.StillOpenError):
            made.close("", open_tasks=0)
        made.close("Chuyển sang văn bản năm sau", open_tasks=1)
    elif end == "withdraw":
        made.withdraw("Ban hành nhầm")
    else:
        made.supersede(uuid4())
    for act in (
        lambda: made.acknowledge(LIN),
        lambda: made.disseminate(TOLD, today=TODAY),
        lambda: made.urge((LIN,), datetime(2026, 6, 20, tzinfo=UTC)),
        lambda: made.withdraw("Lại"),
        lambda: made.supersede(uuid4()),
        lambda: made.close("", open_tasks=0),
        lambda: made.point(1),
    ):
        with pytest.raises(refusals.ConclusionEndedError):
            act()


def test_points_are_numbered_from_one() -> None:
    made = issued()
    assert made.point(2) == "Hai"
    for number in (0, 3):
        with pytest.raises(refusals.NoSuchPointError):
            made.point(number)
