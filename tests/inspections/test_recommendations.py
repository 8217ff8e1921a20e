"""Recommendations: a task each, late ones raised, closed by acceptance or with a reason."""

from datetime import date, timedelta

import pytest

from events import inspection_refusals as refusals
from service.clock import today
from service.db import together
from service.inspections.entries import positions
from service.inspections.findings import GiveRepair, NoteFinding, SettleFinding
from service.inspections.recommendations import Recommendation, open_of, standing_of
from service.ledgers import Instance
from tenants.access import AccessDeniedError
from tests.inspections.mandate import Mandate, mandate
from tests.people import Commune, make_commune
from tests.web import browse

DAY = date(2026, 9, 15)


@pytest.fixture
def visit(commune: Commune) -> Mandate:
    visit = mandate(commune)
    for text, proposal in (("Ghi muộn", "Ghi trong ngày"), ("Đúng hạn", "")):
        note = NoteFinding(
            inspection_id=visit.inspection_id,
            unit_id=visit.unit,
            text=text,
            positions=tuple(visit.events[:1]),
            proposal=proposal,
            due_on=today(commune.tenant.zone) - timedelta(days=1),
        )
        commune.do(note, by="tung")
    return visit


def open_for(visit: Mandate, who: str) -> list[Recommendation]:
    with visit.commune.ledger.scope.begin() as connection:
        [found] = together(connection, open_of(visit.commune.actors[who]))
    return found


def test_what_was_recommended_waits_for_its_members_and_for_who_orders(visit: Mandate) -> None:
    for who in ("tung", "su"):
        [one] = open_for(visit, who)
        assert (one.finding, one.said, one.code) == (1, "Ghi trong ngày", "")
        assert one.late(today(visit.commune.tenant.zone))
    assert open_for(visit, "ha") == []


def test_a_task_moves_the_deadline_and_the_home_page_raises_what_is_late(
    visit: Mandate,
) -> None:
    tung = browse(visit.commune, "tung")
    home = tung.get("").text
    assert "Kiến nghị chưa đóng" in home
    assert "Quá hạn" in home
    due = today(visit.commune.tenant.zone) + timedelta(days=30)
    give = GiveRepair(
        inspection_id=visit.inspection_id, finding=1, content="Ghi ngay", due_on=due
    )
    visit.commune.do(give, by="su")
    [one] = open_for(visit, "tung")
    assert (one.said, one.due_on, bool(one.code)) == ("Ghi ngay", due, True)
    assert "Đang khắc phục" in tung.get("").text
    with pytest.raises(refusals.RepairGivenError):
        visit.commune.do(settle(visit), by="su")


def settle(visit: Mandate, finding: int = 1, reason: str = "Đã sửa tại chỗ") -> SettleFinding:
    return SettleFinding(inspection_id=visit.inspection_id, finding=finding, reason=reason)


def test_who_orders_closes_one_with_a_reason(visit: Mandate) -> None:
    path = f"kiem-tra/{visit.inspection_id}"
    leader = browse(visit.commune, "su")
    empty = leader.post(f"{path}/dong-kien-nghi/1", {"reason": ""})
    assert (empty.status, "lý do đóng kiến nghị" in empty.text) == (422, True)
    with pytest.raises(AccessDeniedError):
        visit.commune.do(settle(visit), by="tung")
    with pytest.raises(refusals.NoSuchFindingError):
        visit.commune.do(settle(visit, 9), by="su")
    assert leader.post(f"{path}/dong-kien-nghi/1", {"reason": "Đã sửa"}).status == 303
    assert open_for(visit, "su") == []
    assert "Đóng vì: Đã sửa" in leader.get(path).text


@pytest.mark.parametrize(
    ("closed", "status", "due", "said"),
    [
        (False, None, None, "open"),
        (False, None, DAY - timedelta(days=1), "late"),
        (False, "assigned", DAY, "under_way"),
        (False, "assigned", DAY - timedelta(days=1), "late"),
        (False, "cancelled", DAY, "open"),
        (False, "accepted", DAY - timedelta(days=9), "closed"),
        (True, None, DAY - timedelta(days=9), "closed"),
    ],
)
def test_how_one_stands(
    *, closed: bool, status: str | None, due: date | None, said: str
) -> None:
    assert standing_of(closed=closed, status=status, due_on=due, day=DAY) == said


def test_a_finding_on_an_event_of_another_tenant_is_refused(
    visit: Mandate, admin: Instance, instance: Instance
) -> None:
    other = mandate(make_commune(admin, instance))
    for _ in range(3):
        mandate(other.commune)
    with other.commune.ledger.scope.begin() as connection:
        [*_, theirs] = positions(connection, [other.task_id, mandate(other.commune).task_id])
    note = NoteFinding(
        inspection_id=visit.inspection_id,
        unit_id=visit.unit,
        text="Của đơn vị khác",
        positions=(theirs,),
    )
    with pytest.raises(refusals.OutOfScopeError):
        visit.commune.do(note, by="tung")
