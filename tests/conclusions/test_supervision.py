"""Thematic supervision in a Party committee: ordered by the commission's head, in its words."""

from datetime import timedelta
from uuid import UUID, uuid5

import pytest

from events.inspections import Ordered
from service.clock import today
from service.inspections.ordering import OrderInspection
from service.inspections.partiality import InspectsOneselfError
from service.organisation.people import AddPerson, AddPost, AddUnit
from tenants.access import AccessDeniedError, Actor, Role
from tenants.ids import PersonId, PostId, UnitId
from tenants.party import COMMISSION
from tests.conclusions.papers import Paper
from tests.people import SINCE, Commune, password_hash
from tests.web import browse


def commission(party: Commune) -> None:
    """Let the Party committee have an inspection commission with its head, `ubkt`."""
    unit = AddUnit(name="Ủy ban Kiểm tra", kind=COMMISSION, rank=8, first_day=SINCE)
    unit_id = uuid5(party.do(unit, by="admin"), "unit")
    roles = (Role.PARTY_INSPECTION,)
    post = AddPost(unit_id=unit_id, title="Chủ nhiệm", roles=roles, rank=8)
    post_id = uuid5(party.do(post, by="admin"), "post")
    person = AddPerson(
        name="Nguyễn Hữu Phước",
        post_id=post_id,
        first_day=SINCE,
        login="ubkt",
        password_hash=password_hash(),
    )
    person_id = uuid5(party.do(person, by="admin"), "person")
    party.actors["ubkt"] = Actor(
        party.tenant.tenant_id,
        PersonId(person_id),
        PostId(post_id),
        UnitId(unit_id),
        frozenset(roles),
    )


def supervision(paper: Paper, unit: UUID) -> OrderInspection:
    party = paper.party
    day = today(party.tenant.zone)
    said = Ordered(
        kind="thematic",
        document="06-QĐ/UBKT",
        issued_on=day,
        subject="Giám sát việc quán triệt",
        unit_ids=(unit,),
        members=(party.actors["ubkt"].person_id,),
        first_day=day,
        last_day=day + timedelta(days=9),
    )
    return OrderInspection(ordered=said)


def test_the_head_of_the_commission_orders_it_and_the_cell_sees_it(paper: Paper) -> None:
    party = paper.party
    commission(party)
    for who in ("ha", "do", "khai"):
        with pytest.raises(AccessDeniedError):
            party.do(supervision(paper, paper.cell), by=who)
    with pytest.raises(InspectsOneselfError):
        party.do(supervision(paper, party.actors["ubkt"].unit_id), by="ubkt")
    party.do(supervision(paper, paper.cell), by="ubkt")
    for who in ("ubkt", "su", "do"):
        page = browse(party, who).get("kiem-tra")
        assert "Giám sát chuyên đề, 06-QĐ/UBKT: Chi bộ Văn phòng" in page.text
        assert "cuộc kiểm tra, giám sát" in page.text
    assert "06-QĐ/UBKT" not in browse(party, "ha").get("kiem-tra").text
