"""How much is to be inspected: the goal, the year's share, the units that wait."""

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from events.coverage import (
    Coverage,
    CoverageOutOfRangeError,
    CoverageSet,
    CoverageWithoutBasisError,
)
from service.inspections.coverage import COVERAGE, inspectable, reach
from tenants.access import Role
from tenants.directory import Directory, Post, Unit
from tests.people import Commune
from tests.web import browse

UNITS = [UUID(int=n) for n in range(1, 8)]
GOAL = CoverageSet(percent=20, years=2, basis="12/KH-UBND")
PATH = "kiem-tra/ty-le"


def inspected(year: int, *units: UUID) -> Any:
    return SimpleNamespace(first_day=date(year, 5, 4), unit_ids=units)


def test_a_share_is_rounded_up_and_who_waited_too_long_is_named() -> None:
    found = [inspected(2026, UNITS[0]), inspected(2025, UNITS[1]), inspected(2024, UNITS[2])]
    one = reach(found, UNITS, 2026, GOAL)
    assert (one.units, one.covered, one.needed, one.enough) == (7, 1, 2, False)
    assert one.waiting == tuple(UNITS[2:])
    assert reach([*found, inspected(2026, UNITS[3])], UNITS, 2026, GOAL).enough
    gone = reach([inspected(2026, UUID(int=99))], UNITS, 2026, GOAL)
    assert gone.covered == 0
    none = reach(found, UNITS, 2026, None)
    assert (none.needed, none.enough, none.waiting) == (None, False, ())


def test_neither_inspectors_nor_who_runs_the_system_nor_what_ended_is_inspected() -> None:
    office, team, system, ended = (UUID(int=n) for n in range(1, 5))
    units = {
        office: Unit(office, "Văn phòng", "department"),
        team: Unit(team, "Đoàn kiểm tra", "department"),
        system: Unit(system, "Quản trị hệ thống", "administration"),
        ended: Unit(ended, "Phòng cũ", "department", last_day=date(2026, 6, 30)),
    }
    held = ((office, Role.INSPECTOR), (office, Role.OFFICIAL), (team, Role.INSPECTOR))
    posts = {UUID(int=n): Post(UUID(int=n), u, "", (r,)) for n, (u, r) in enumerate(held)}
    known = Directory(units, posts, {}, ())
    assert list(inspectable(known, date(2026, 7, 1))) == [office]
    assert list(inspectable(known, date(2026, 6, 30))) == [office, ended]


@pytest.mark.parametrize(
    ("goal", "refusal"),
    [
        (CoverageSet(percent=0, years=1, basis="x"), CoverageOutOfRangeError),
        (CoverageSet(percent=101, years=1, basis="x"), CoverageOutOfRangeError),
        (CoverageSet(percent=20, years=6, basis="x"), CoverageOutOfRangeError),
        (CoverageSet(percent=20, years=1, basis=""), CoverageWithoutBasisError),
    ],
)
def test_a_goal_out_of_range_or_without_a_paper_is_refused(
    goal: CoverageSet, refusal: type
) -> None:
    with pytest.raises(refusal):
        Coverage(COVERAGE).set(goal)


def test_the_goal_is_set_on_a_page_once_and_by_who_orders(commune: Commune) -> None:
    leader = browse(commune, "su")
    form = leader.get(PATH).form(f"/{PATH}")
    wrong = leader.post(PATH, form | {"percent": "250", "years": "5", "basis": "12/KH-UBND"})
    assert (wrong.status, "12/KH-UBND" in wrong.html) == (422, True)
    typed = {"percent": "20", "years": "5", "basis": "12/KH-UBND"}
    assert [leader.post(PATH, form | typed).status for _ in range(2)] == [303, 303]
    page = leader.get(PATH)
    assert "Chưa được kiểm tra lần nào trong 5 năm" in page.text
    assert "mục tiêu 1 đơn vị" in leader.get("kiem-tra").text
    assert browse(commune, "khai").get(PATH).status == 403
