"""A member of an inspection reads the documents that their mandate covers, and no others."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from service.clock import today
from service.inspections.ordering import CloseInspection
from service.ledgers import Instance
from tenants.access import Role
from tests.conclusions.papers import Paper
from tests.inspections.mandate import order, ordered
from tests.isolation.rows import bound
from tests.people import make_commune, take_in
from tests.web import browse

COMMISSION, FAR = "Ủy ban Kiểm tra", "Chi bộ Bản Xa"
MEMBER = {"tung": ("Ngô Thanh Tùng", 0, "Kiểm tra viên", {Role.INSPECTOR})}
ROWS = "SELECT conclusion_id FROM conclusion_states"
EVENTS = "SELECT stream_id FROM es.stored_events WHERE starts_with(topic, 'conclusions.')"


@dataclass(frozen=True)
class Papers:
    """One document that reached two cells, one a far cell alone, one the member themselves."""

    paper: Paper
    both: UUID
    far: UUID
    own: UUID

    def shown(self) -> tuple[set[UUID], set[UUID]]:
        """Give the documents that the database shows the member, by row and by event."""
        tung, instance = self.paper.party.actors["tung"], self.paper.party.instance
        reading = instance.key.sign(tung.tenant_id, seconds=60, reader=tung.person_id)
        with bound(instance.engine, reading) as connection:
            rows, events = (
                set(connection.exec_driver_sql(asked).scalars()) for asked in (ROWS, EVENTS)
            )
        return rows, events


@pytest.fixture(scope="module")
def papers(admin: Instance, instance: Instance) -> Papers:
    party = make_commune(admin, instance, kind="party_committee")
    take_in(party, (COMMISSION, FAR), MEMBER)
    paper, far = Paper(party), party.units[FAR]
    whom = (party.actors["tung"].person_id,)
    return Papers(
        paper,
        both=paper.issue(number="13-KL/ĐU", unit_ids=(far, paper.cell)),
        far=paper.issue(number="14-KL/ĐU", unit_ids=(far,)),
        own=paper.issue(number="15-KL/ĐU", unit_ids=(), people=whom),
    )


@pytest.mark.parametrize(
    ("facts", "covered"),
    [
        ({}, True),
        ({"members": ("tung", "ha")}, True),
        ({"members": ("ha",)}, False),
        ({"ago": 9}, False),
        ({"period_until": -1}, False),
    ],
)
def test_rows_events_and_pages_are_those_that_the_mandate_covers(
    papers: Papers, facts: dict[str, Any], covered: bool
) -> None:
    paper, party = papers.paper, papers.paper.party
    if facts.get("period_until"):
        facts = {"period_until": today(party.tenant.zone) - timedelta(days=1)}
    inspection_id = order(party, ordered(party, unit_ids=(paper.cell,), **facts))
    mine = {papers.own} | ({paper.conclusion_id, papers.both} if covered else set())
    assert papers.shown() == (mine, mine)
    tung = browse(party, "tung")
    for one in (paper.conclusion_id, papers.both, papers.far, papers.own):
        assert tung.get(f"ket-luan/{one}").status == (200 if one in mine else 404)
    if covered:
        page = tung.get(f"ket-luan/{papers.both}").text
        assert ("Chi bộ Văn phòng" in page, FAR in page) == (True, False)
    party.do(CloseInspection(inspection_id=inspection_id, document="1/KL"), by="su")
    assert papers.shown()[0] == {papers.own}
