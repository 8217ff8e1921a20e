"""A paper moves the end of a mandate or replaces a member; nobody inspects themselves."""

from datetime import timedelta

import pytest

from events import inspection_refusals as refusals
from service.clock import today
from service.inspections.changing import MoveLastDay, ReplaceMember
from service.inspections.ordering import CloseInspection, OrderInspection
from service.inspections.partiality import InspectsOneselfError
from tenants.access import AccessDeniedError
from tests.inspections.mandate import Mandate, mandate, order, ordered
from tests.people import Commune
from tests.web import browse


@pytest.fixture
def visit(commune: Commune) -> Mandate:
    return mandate(commune)


def move(visit: Mandate, days: int) -> MoveLastDay:
    day = today(visit.commune.tenant.zone)
    return MoveLastDay(
        inspection_id=visit.inspection_id,
        document="17/QĐ-UBND",
        issued_on=day,
        last_day=day + timedelta(days=days),
    )


def replace(visit: Mandate, joins: str) -> ReplaceMember:
    people = visit.commune.actors
    return ReplaceMember(
        inspection_id=visit.inspection_id,
        document="18/QĐ-UBND",
        issued_on=today(visit.commune.tenant.zone),
        leaves=people["tung"].person_id,
        joins=people[joins].person_id,
    )


def test_access_moves_with_the_last_day(visit: Mandate) -> None:
    lapsed = order(visit.commune, ordered(visit.commune, ago=10))
    visit.commune.do(
        CloseInspection(inspection_id=visit.inspection_id, document="1/KL"), by="su"
    )
    tung = browse(visit.commune, "tung")
    assert tung.get(f"nhiem-vu/{visit.task_id}").status == 404
    again = Mandate(visit.commune, visit.task_id, lapsed, visit.events)
    visit.commune.do(move(again, 3), by="su")
    assert tung.get(f"nhiem-vu/{visit.task_id}").status == 200
    visit.commune.do(move(again, 0), by="su")
    for wrong in (-1, 0):
        with pytest.raises(refusals.LastDayMovesWrongError):
            visit.commune.do(move(again, wrong), by="su")
    with pytest.raises(AccessDeniedError):
        visit.commune.do(move(again, 9), by="tung")
    with pytest.raises(refusals.InspectionClosedError):
        visit.commune.do(move(visit, 9), by="su")


def test_who_is_replaced_reads_nothing_more_and_who_joins_reads(visit: Mandate) -> None:
    tung, hung = browse(visit.commune, "tung"), browse(visit.commune, "hung")
    assert (tung.get(f"nhiem-vu/{visit.task_id}").status, 404) == (
        200,
        hung.get(f"nhiem-vu/{visit.task_id}").status,
    )
    visit.commune.do(replace(visit, "hung"), by="su")
    assert tung.get(f"nhiem-vu/{visit.task_id}").status == 404
    assert hung.get(f"nhiem-vu/{visit.task_id}").status == 200
    with pytest.raises(refusals.NotAMemberError):
        visit.commune.do(replace(visit, "ha"), by="su")


@pytest.mark.parametrize("joins", ["khai", "do"])
def test_nobody_joins_who_is_inspected(visit: Mandate, joins: str) -> None:
    with pytest.raises(InspectsOneselfError):
        visit.commune.do(replace(visit, joins), by="su")


def test_a_period_has_days_and_ends_with_the_mandate(commune: Commune) -> None:
    day = today(commune.tenant.zone)
    for first, last in ((day, day - timedelta(days=1)), (None, day + timedelta(days=99))):
        said = ordered(commune, period_from=first, period_until=last)
        with pytest.raises(refusals.PeriodAheadError):
            commune.do(OrderInspection(ordered=said), by="su")
    long_ago = ordered(commune, period_until=day.replace(year=1990))
    order(commune, long_ago)  # before the beginning: it covers nothing
    assert browse(commune, "tung").get("ke-hoach").status == 200


def test_a_mandate_that_ends_mid_visit_keeps_what_was_typed(visit: Mandate) -> None:
    tung, path = browse(visit.commune, "tung"), f"kiem-tra/{visit.inspection_id}"
    found = {"unit": str(visit.unit), "text": "Gõ dở", "positions": f"{visit.events[0]}"}
    assert tung.post(f"{path}/phat-hien", found | {"text": "Kịp ghi"}).status == 303
    visit.commune.do(replace(visit, "hung"), by="su")
    assert tung.post(f"{path}/phat-hien", found).status == 404
    over = order(visit.commune, ordered(visit.commune, ago=10))
    late = tung.post(f"kiem-tra/{over}/phat-hien", found)
    assert late.status == 422
    assert "có hiệu lực từ" in late.text
    assert "Gõ dở" in late.html
    assert "Kịp ghi" in browse(visit.commune, "su").get(path).text


def test_the_leader_changes_it_on_its_page(visit: Mandate) -> None:
    leader, path = browse(visit.commune, "su"), f"kiem-tra/{visit.inspection_id}"
    typed = {"document": "17/QĐ-UBND", "issued_on": "01/09/2026", "last_day": "30/06/2099"}
    assert leader.post(f"{path}/thoi-han", typed).status == 303
    assert "30/06/2099" in leader.get(path).text
    wrong = leader.post(f"{path}/thoi-han", typed | {"last_day": "30/06/2099"})
    assert wrong.status == 422
    assert "gia hạn thì chọn ngày sau đó" in wrong.text
    people = visit.commune.actors
    named = {"leaves": str(people["tung"].person_id), "joins": str(people["hung"].person_id)}
    assert leader.post(f"{path}/thanh-vien", typed | named).status == 303
    assert "Lò Văn Hùng" in leader.get(path).text
