"""An inspector's acts answer alike for what is out of scope and for what does not exist."""

from uuid import UUID

import pytest
from werkzeug.routing import Rule

from service.inspections.ordering import CloseInspection
from service.ledgers import Instance
from tests.isolation.furnishing import Furnished, furnished
from tests.isolation.inspecting import EXPECTED as OF_INSPECTORS
from tests.isolation.test_routes import (
    NAMING,
    UNKNOWN,
    address,
    ask,
    named,
    without_chance,
)
from tests.people import make_commune
from tests.web import Browser, browse

IN_SIGHT = OF_INSPECTORS | {"delegations.end": "all who work here see who decides for whom"}
ACTS = [way for way in NAMING if way[1] == "POST" and way[0].endpoint not in IN_SIGHT]


@pytest.fixture(scope="module")
def ours(admin: Instance, instance: Instance) -> Furnished:
    made = furnished(make_commune(admin, instance))
    inspection_id = UUID(str(made.ids["inspection_id"]))
    made.commune.do(CloseInspection(inspection_id=inspection_id, document="1/KL"), by="su")
    return made


@pytest.fixture(scope="module")
def tung(ours: Furnished) -> Browser:
    return browse(ours.commune, "tung")


@pytest.mark.parametrize("way", ACTS, ids=named)
def test_nothing_tells_that_it_is_there(
    ours: Furnished, tung: Browser, way: tuple[Rule, str]
) -> None:
    rule, method = way
    answers = []
    for ids in (ours.ids, ours.ids | UNKNOWN):
        path = address(rule, ours.commune.tenant.code, ids)
        page = ask(tung, method, path)
        answers.append((page.status, without_chance(page, path)))
    assert answers[0] == answers[1]
