"""The head of an inspected unit hears of each step, nobody else does; and of what is due."""

from datetime import UTC, date, datetime

from service.inspections.findings import NoteFinding, SettleFinding
from service.inspections.ordering import CloseInspection
from service.messages.mornings import Mornings
from tests.inspections.mandate import Mandate, mandate, order, ordered
from tests.messages.looking import kinds
from tests.people import Commune

DUE = date(2099, 6, 26)


def told(commune: Commune, who: str = "do") -> list[str]:
    return [kind for kind in kinds(commune, who) if kind.startswith("inspection_")]


def mornings(commune: Commune, *days: int) -> None:
    """Let mornings of June 2099 pass."""
    with commune.ledger.scope.begin() as connection:
        for day in days:
            at = datetime(2099, 6, day, 1, tzinfo=UTC)
            Mornings("https://sauro.example").greet(connection, commune.tenant, at)


def note(visit: Mandate, due_on: date | None = None) -> None:
    found = NoteFinding(
        inspection_id=visit.inspection_id,
        unit_id=visit.unit,
        text="Ghi muộn",
        positions=tuple(visit.events[:1]),
        proposal="Ghi trong ngày",
        due_on=due_on,
    )
    visit.commune.do(found, by="tung")


def test_the_head_hears_of_order_finding_and_conclusion(commune: Commune) -> None:
    visit = mandate(commune)
    note(visit)
    commune.do(CloseInspection(inspection_id=visit.inspection_id, document="2/KL"), by="su")
    steps = ["inspection_ordered", "inspection_finding", "inspection_concluded"]
    assert told(commune) == steps
    assert [told(commune, who) for who in ("su", "ha", "khai", "tung")] == [[], [], [], []]


def test_one_without_notice_is_told_once_from_its_first_day(commune: Commune) -> None:
    first, last = date(2099, 6, 17), date(2099, 6, 19)
    order(commune, ordered(commune, kind="unannounced", first_day=first, last_day=last))
    mornings(commune, 16)
    assert told(commune) == []
    mornings(commune, 17, 18)
    assert told(commune) == ["inspection_ordered"]


def test_what_is_recommended_is_reminded_of_until_it_is_settled(commune: Commune) -> None:
    visit = mandate(commune)
    note(visit, DUE)
    mornings(commune, 16, 17, 18, 23)
    assert told(commune) == ["inspection_repair_due"] * 2
    settle = SettleFinding(inspection_id=visit.inspection_id, finding=1, reason="Đã xong")
    commune.do(settle, by="su")
    mornings(commune, 25, 26, 29)
    assert len(told(commune)) == 2
