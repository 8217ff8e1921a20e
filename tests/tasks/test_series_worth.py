"""The next time of a recurring duty is worth what holds then, and serves what it served."""

from datetime import date
from decimal import Decimal
from uuid import uuid5

import pytest
from msgspec.structs import replace

from events.plan_life import Paper, Wish
from events.values import Conversion, Share
from service.indicators import states as indicators
from service.tasks.amending import AmendPlan
from service.tasks.sharing import ShareTask
from service.tasks.state import TaskState
from tests.catalogues.sheets import in_force, read, sheet
from tests.catalogues.test_at_assignment import next_version
from tests.past import duty, target
from tests.people import Commune
from tests.tasks.recurring import QUARTERLY, Office, drafted, issue, opened

OLD = Conversion(code="VH.04", points=Decimal(1), coefficient=Decimal("0.2"))
DAY = date(2096, 3, 30)


def coefficient(task: TaskState) -> Decimal:
    assert task.clarity.deliverable
    assert task.clarity.deliverable.conversion
    return task.clarity.deliverable.conversion.coefficient


@pytest.fixture
def indicator(commune: Commune) -> indicators.IndicatorState:
    issue(commune, drafted(commune, target(1)))
    with commune.ledger.scope.begin() as connection:
        [found] = indicators.every(connection, None)
    return found


@pytest.mark.parametrize(
    ("points", "worth", "expected"), [(10, 2, Decimal(2)), (None, None, Decimal("1.5"))]
)
def test_it_is_worth_what_holds_when_it_begins_or_what_it_was(
    commune: Commune, points: object, worth: object, expected: Decimal
) -> None:
    in_force(commune, read(sheet()))
    item = duty(commune, 1)
    assert item.clarity.deliverable
    product = replace(item.clarity.deliverable, conversion=OLD)
    item = replace(item, clarity=replace(item.clarity, deadline=QUARTERLY, deliverable=product))
    plan_id = drafted(commune, item)
    office = Office(commune, plan_id, uuid5(issue(commune, plan_id), "task 1"))
    next_version(commune, points, worth)
    assert office.work(DAY) == 1
    first, second = office.times()
    assert (coefficient(first), coefficient(second)) == (Decimal("1.5"), expected)


@pytest.mark.parametrize("dropped", [False, True])
def test_it_serves_what_is_still_pursued(
    commune: Commune, indicator: indicators.IndicatorState, *, dropped: bool
) -> None:
    office = opened(commune)
    served = (Share(indicator_id=indicator.indicator_id, amount=Decimal(40), of="percent"),)
    commune.do(ShareTask(task_id=office.first, shares=served), by="ha")
    if dropped:
        drop = AmendPlan(
            plan_id=indicator.plan_id,
            paper=Paper(number="9", symbol="KH-UBND", dated=date(2026, 1, 5)),
            in_force_on=date(2026, 2, 1),
            wishes=(Wish(1, None, "Không theo dõi nữa"),),
        )
        commune.do(drop, by="ha")
    assert office.work(DAY) == 1
    first, second = office.times()
    assert (first.shares, second.shares) == (served, () if dropped else served)
