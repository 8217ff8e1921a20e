from uuid import UUID

import pytest

from service.ledgers import Instance
from service.organisation.naming import known_names
from service.plans.reviewing import SetItemsState
from tests.people import Commune, make_commune
from tests.plans.sample import TEXT, Desk, begun, chosen, upload
from tests.web import browse

OTHER_NAME = TEXT.replace("2. Trung tâm Phục vụ hành chính công", "2. Bộ phận Một cửa xã")


@pytest.fixture
def desk(commune: Commune) -> Desk:
    """A plan that calls the centre by a name which is not in the register."""
    return drafted(commune)


def drafted(commune: Commune) -> Desk:
    browser = browse(commune, "ha")
    return Desk(commune, browser, begun(upload(browser, OTHER_NAME.encode(), "a.txt")))


def led(desk: Desk) -> UUID | None:
    [duty] = [i for i in desk.plan().items.values() if "Thường xuyên hướng dẫn" in i.text]
    return duty.clarity.lead_unit_id


def answered(commune: Commune, desk: Desk, **more: str) -> None:
    every = tuple(desk.plan().items)
    commune.do(SetItemsState(plan_id=desk.plan_id, item_ids=every, state="accepted"), by="ha")
    page = desk.browser.get(f"{desk.review}/giao")
    [link] = [a for a in page.soup.select("nav a") if "Một cửa" in a.get_text()]
    page = desk.browser.get(str(link["href"]))
    fields = page.form("/giao") | {"lead": chosen(page, "lead", "Trung tâm")} | more
    assert desk.browser.post(f"{desk.review}/giao", fields).status == 303


def test_a_name_is_asked_once_and_known_in_the_next_plan(commune: Commune, desk: Desk) -> None:
    centre = commune.units["Trung tâm Phục vụ hành chính công"]
    assert led(desk) is None
    answered(commune, desk)
    assert led(desk) == centre
    assert led(drafted(commune)) == centre
    with commune.ledger.scope.begin() as connection:
        assert list(known_names(connection).values()) == [centre]


def test_a_name_is_not_remembered_unless_one_wants_it(commune: Commune, desk: Desk) -> None:
    answered(commune, desk, learned="")
    assert led(drafted(commune)) is None


def test_another_tenant_knows_nothing_of_it(
    commune: Commune, desk: Desk, admin: Instance, instance: Instance
) -> None:
    answered(commune, desk)
    with make_commune(admin, instance).ledger.scope.begin() as connection:
        assert not known_names(connection)
