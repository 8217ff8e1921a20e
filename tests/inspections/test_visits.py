"""An inspection from its order to its conclusion, and everything that it refuses."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from msgspec import structs

from events import inspection_refusals as refusals
from events.errors import WrongStreamError
from service.clock import today
from service.inspections import visits
from service.inspections.findings import AnswerFinding, GiveRepair, NoteFinding, repeated
from service.inspections.ordering import (
    CloseInspection,
    DrawSample,
    OrderInspection,
)
from service.inspections.partiality import InspectsOneselfError
from service.ledgers import Instance
from service.tasks import states as task_states
from tenants.access import AccessDeniedError
from tests.inspections.mandate import Mandate, mandate, order, ordered
from tests.people import Commune, make_commune


@pytest.fixture
def visit(commune: Commune) -> Mandate:
    return mandate(commune)


def note(visit: Mandate, **facts: object) -> NoteFinding:
    usual: dict[str, object] = {
        "inspection_id": visit.inspection_id,
        "unit_id": visit.unit,
        "text": "Ghi nhận việc muộn nhiều ngày",
        "positions": tuple(visit.events[:1]),
        "proposal": "Ghi trong ngày",
    }
    return NoteFinding(**usual | facts)  # type: ignore[arg-type]


def repair(visit: Mandate) -> GiveRepair:
    due = today(visit.commune.tenant.zone) + timedelta(days=30)
    return GiveRepair(
        inspection_id=visit.inspection_id, finding=1, content="Ghi nhận trong ngày", due_on=due
    )


def test_a_finding_is_answered_repaired_and_concluded(visit: Mandate) -> None:
    commune = visit.commune
    commune.do(note(visit), by="tung")
    answer = AnswerFinding(inspection_id=visit.inspection_id, finding=1, text="Mất sóng")
    commune.do(answer, by="do")
    commune.do(repair(visit), by="su")
    close = CloseInspection(inspection_id=visit.inspection_id, document="21/KL-UBND")
    commune.do(close, by="su")
    now = visit.now()
    assert (now.findings[1].answer, now.conclusion) == ("Mất sóng", "21/KL-UBND")
    with commune.ledger.scope.begin() as connection:
        [task] = [
            one
            for one in task_states.of_units(connection, [visit.unit], None)
            if one.task_id == now.findings[1].task_id
        ]
        [state] = visits.every(connection, None)
    assert task.clarity.person_id == commune.actors["do"].person_id
    assert task.origin is not None
    assert task.origin.document == "Kết luận kiểm tra"
    assert (state.findings, state.conclusion) == (1, "21/KL-UBND")
    for late in (note(visit), answer):
        with pytest.raises(refusals.InspectionClosedError):
            commune.do(late, by="tung" if late is not answer else "do")


def test_a_resend_notes_nothing_twice(visit: Mandate) -> None:
    command_id = uuid4()
    for _ in range(2):
        visit.commune.do(note(visit), by="tung", command_id=command_id)
    assert len(visit.now().findings) == 1


def test_a_repair_is_given_once(visit: Mandate) -> None:
    visit.commune.do(note(visit), by="tung")
    visit.commune.do(repair(visit), by="su")
    with pytest.raises(refusals.RepairGivenError):
        visit.commune.do(repair(visit), by="su")


@pytest.mark.parametrize("who", ["ha", "do", "su"])
def test_only_members_note(visit: Mandate, who: str) -> None:
    with pytest.raises(refusals.NotAMemberError):
        visit.commune.do(note(visit), by=who)


def test_a_mandate_that_has_ended_notes_nothing_more(visit: Mandate) -> None:
    over = order(visit.commune, ordered(visit.commune, ago=10))
    with pytest.raises(refusals.OutsideMandateError):
        visit.commune.do(note(visit, inspection_id=over), by="tung")


def test_events_and_units_outside_the_scope_are_refused(visit: Mandate) -> None:
    others = visit.commune.actors["ha"].unit_id
    with pytest.raises(refusals.OutOfScopeError):
        visit.commune.do(note(visit, unit_id=others), by="tung")
    for position in (1, 10**9):
        with pytest.raises(refusals.OutOfScopeError):
            visit.commune.do(note(visit, positions=(position,)), by="tung")
    with pytest.raises(refusals.FindingIncompleteError):
        visit.commune.do(note(visit, positions=()), by="tung")


def test_nobody_answers_for_another_s_unit(visit: Mandate) -> None:
    visit.commune.do(note(visit), by="tung")
    answer = AnswerFinding(inspection_id=visit.inspection_id, finding=1, text="không phải")
    for who in ("ha", "khai", "tung"):
        with pytest.raises(refusals.OutOfScopeError):
            visit.commune.do(answer, by=who)
    unknown = AnswerFinding(inspection_id=visit.inspection_id, finding=9, text="gì")
    with pytest.raises(refusals.NoSuchFindingError):
        visit.commune.do(unknown, by="do")


def test_nobody_inspects_their_own_unit_but_by_self_check(commune: Commune) -> None:
    own = ordered(commune, members=("khai",))
    with pytest.raises(InspectsOneselfError):
        commune.do(OrderInspection(ordered=own), by="su")
    check = ordered(commune, members=("khai",), kind="self_check")
    check_id = order(commune, check)
    with commune.ledger.scope.begin() as connection:
        assert visits.one(connection, check_id).mandate.kind == "self_check"


def test_a_mandate_says_everything_and_its_days_are_in_order(commune: Commune) -> None:
    lacking = (
        ordered(commune, document=""),
        ordered(commune, unit_ids=()),
        ordered(commune, members=()),
    )
    for said in lacking:
        with pytest.raises(refusals.MandateIncompleteError):
            commune.do(OrderInspection(ordered=said), by="su")
    with pytest.raises(refusals.MandateDaysError):
        commune.do(
            OrderInspection(ordered=ordered(commune, last_day=date(2020, 1, 1))), by="su"
        )
    with pytest.raises(AccessDeniedError):
        commune.do(OrderInspection(ordered=ordered(commune)), by="tung")


def test_the_same_seed_draws_the_same_tasks(visit: Mandate) -> None:
    draw = DrawSample(inspection_id=visit.inspection_id, count=5, seed=20261127)
    visit.commune.do(draw, by="tung")
    visit.commune.do(draw, by="tung")
    one, other = visit.now().samples
    assert one.task_ids == other.task_ids == (visit.task_id,)
    assert one.of == 1


def test_what_was_found_before_in_the_same_unit_is_recognised(visit: Mandate) -> None:
    visit.commune.do(note(visit), by="tung")
    again = order(visit.commune, ordered(visit.commune))
    visit.commune.do(
        note(visit, inspection_id=again, text="Ghi nhận muộn nhiều ngày"), by="tung"
    )
    with visit.commune.ledger.scope.begin() as connection:
        noted = visits.one(connection, again).findings[1].noted
        before = visits.one(connection, visit.inspection_id)
    [(earlier, same)] = repeated([before], noted)
    assert (earlier.id, same.finding) == (visit.inspection_id, 1)
    assert not repeated([before], structs.replace(noted, text="Thiếu chữ ký ở biên bản"))


def test_another_tenant_s_inspection_is_not_there(
    visit: Mandate, admin: Instance, instance: Instance
) -> None:
    other = make_commune(admin, instance)
    with pytest.raises(WrongStreamError):
        other.do(note(visit), by="tung")
