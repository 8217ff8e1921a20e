from collections.abc import Iterator

import pytest

from service.inspections.missions import states
from service.inspections.missions.ordering import WithdrawMission
from service.ledgers import Instance
from tests.missions.pair import Pair, make_pair


@pytest.fixture(scope="package")
def shared(admin: Instance, instance: Instance) -> Pair:
    return make_pair(admin, instance)


@pytest.fixture
def pair(shared: Pair) -> Iterator[Pair]:
    """A province and a commune; whatever was ordered between them ends with the test."""
    yield shared
    with shared.province.ledger.scope.begin() as connection:
        left = [o for o in states.every(connection) if not (o.conclusion or o.withdrawn)]
    for one in left:
        ending = WithdrawMission(mission_id=one.mission_id, document="99/QĐ")
        shared.province.do(ending, by="su")
    shared.post()
