"""A unit ends or goes into another one: only what has been moved away is lost to nobody."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from events.errors import RefusedError
from events.grading.refusals import UnitGoneError
from service.clock import today
from service.evaluation.years.preparing import ProposeUnit
from service.organisation.people import (
    AddPost,
    AddUnit,
    FillPost,
    LeavePost,
    UnitEndedError,
    UnknownMemberError,
)
from service.tasks.ending_units import (
    EndsIntoItselfError,
    EndsWithoutBasisError,
    EndUnit,
    UnitBusyError,
    UnitStaffedError,
)
from tenants.access import AccessDeniedError, Role
from tenants.directory import Directory, directory
from tests.evaluation.graded import YEAR, graded
from tests.people import Commune
from tests.web import browse, manage

TODAY = today("Asia/Ho_Chi_Minh")
YESTERDAY = TODAY - timedelta(days=1)
DECISION = "12/QĐ-UBND"


def register(commune: Commune) -> Directory:
    with commune.ledger.scope.begin() as connection:
        return directory(connection)


def ending(unit: UUID, into: UUID | None = None, basis: str = DECISION) -> EndUnit:
    return EndUnit(unit_id=unit, last_day=YESTERDAY, into=into, basis=basis)


def refused(commune: Commune, command: EndUnit | FillPost | AddPost) -> RefusedError:
    with pytest.raises(RefusedError) as no:
        commune.do(command, by="admin")
    return no.value


@pytest.fixture
def empty(commune: Commune) -> UUID:
    """A unit in which nobody sits."""
    commune.do(
        AddUnit(name="Tổ rà soát", kind="other", rank=8, first_day=date(2026, 1, 5)), by="admin"
    )
    return next(u.unit_id for u in register(commune).units.values() if u.name == "Tổ rà soát")


def test_an_empty_unit_goes_into_another_one_and_is_offered_no_more(
    commune: Commune, empty: UUID
) -> None:
    heir = commune.actors["ha"].unit_id
    commune.do(ending(empty, heir), by="admin")
    known = register(commune)
    assert (known.units[empty].last_day, known.units[empty].into) == (YESTERDAY, heir)
    assert empty in known.standing(YESTERDAY)
    assert empty not in known.standing(TODAY)
    assert "Tổ rà soát" not in browse(commune, "ha").get("viec/giao").html
    page = browse(commune, "ha").get("nguoi")
    assert f"Hoạt động đến hết ngày {YESTERDAY:%d/%m/%Y} , nhập vào" in page.text


def test_what_ended_takes_nobody_in_and_does_not_end_twice(
    commune: Commune, empty: UUID
) -> None:
    seat = AddPost(unit_id=empty, title="Tổ trưởng", roles=(Role.UNIT_HEAD,), rank=9)
    commune.do(seat, by="admin")
    post = next(p.post_id for p in register(commune).posts.values() if p.unit_id == empty)
    commune.do(ending(empty), by="admin")
    sits = FillPost(
        post_id=post, person_id=commune.actors["hung"].person_id, first_day=YESTERDAY
    )
    for command in (ending(empty), seat, sits):
        no = refused(commune, command)
        assert (type(no), vars(no)) == (UnitEndedError, {"last_day": YESTERDAY})


def test_a_unit_with_people_or_open_work_is_refused_with_what_has_to_move(
    commune: Commune,
) -> None:
    graded(commune)  # gives Đô's unit one task
    do = commune.actors["do"]
    staff = refused(commune, ending(do.unit_id))
    assert isinstance(staff, UnitStaffedError)
    assert do.person_id in staff.people
    known = register(commune)
    for held in known.holdings:
        if known.posts[held.post_id].unit_id == do.unit_id:
            leave = LeavePost(
                post_id=held.post_id, person_id=held.person_id, last_day=YESTERDAY
            )
            commune.do(leave, by="admin")
    busy = refused(commune, ending(do.unit_id))
    assert isinstance(busy, UnitBusyError)
    assert len(busy.codes) == 1


def test_it_takes_a_decision_another_unit_and_the_administrator(
    commune: Commune, empty: UUID
) -> None:
    assert isinstance(refused(commune, ending(empty, basis=" ")), EndsWithoutBasisError)
    for into in (empty, uuid4()):
        assert isinstance(refused(commune, ending(empty, into)), EndsIntoItselfError)
    assert isinstance(refused(commune, ending(uuid4())), UnknownMemberError)
    with pytest.raises(AccessDeniedError):
        commune.do(ending(empty), by="ha")


def test_a_unit_merged_in_mid_year_is_not_graded_and_its_heir_says_so(
    commune: Commune, empty: UUID
) -> None:
    heir = commune.actors["ha"].unit_id
    commune.do(ending(empty, heir), by="admin")
    with pytest.raises(UnitGoneError) as no:
        commune.do(ProposeUnit(unit_id=empty, year=YEAR, score=Decimal(80)), by="ha")
    assert vars(no.value) == {"last_day": YESTERDAY}
    su = browse(commune, "su")
    assert "nhập vào" in su.get(f"danh-gia/nam/{YEAR}/don-vi/{empty}").text
    assert "Trong năm đơn vị này nhận Tổ rà soát" in (
        su.get(f"danh-gia/nam/{YEAR}/don-vi/{heir}").text
    )


def test_the_administrator_ends_it_on_a_page_and_rubbish_loses_nothing(
    commune: Commune, empty: UUID
) -> None:
    manager = manage(commune)
    path = f"nguoi/don-vi/{empty}/ket-thuc"
    form = manager.get(path).form(f"/{path}")
    again = manager.post(path, form | {"last_day": "31/02/2026", "basis": DECISION})
    assert (again.status, DECISION in again.html) == (422, True)
    typed = {"last_day": f"{YESTERDAY:%d/%m/%Y}", "basis": DECISION}
    for _ in range(2):
        assert manager.post(path, form | typed).status in {303, 404}
    assert manager.get(path).status == 404
    assert register(commune).units[empty].last_day == YESTERDAY
