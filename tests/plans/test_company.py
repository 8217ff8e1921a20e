from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

import pytest

from service.clock import now
from service.organisation.people import AddPerson, AddPost
from service.plans.company import company
from service.plans.reviewing import SetItemsState
from tenants.access import Role
from tenants.ids import PersonId, PostId
from tests.people import SINCE, Commune, password_hash
from tests.plans.sample import Desk, at_desk
from tests.web import browse


@pytest.fixture
def desk(commune: Commune) -> Desk:
    """A draft, and a second person who reviews it: Mai."""
    ha = commune.actors["ha"]
    post = AddPost(unit_id=ha.unit_id, title="Phó phòng", roles=(Role.STANDING_AGENCY,), rank=9)
    post_id = uuid5(commune.do(post, by="admin"), "post")
    person = AddPerson(
        name="Vi Thị Mai",
        post_id=post_id,
        first_day=SINCE,
        login="mai",
        password_hash=password_hash(),
    )
    person_id = uuid5(commune.do(person, by="admin"), "person")
    commune.actors["mai"] = replace(ha, person_id=PersonId(person_id), post_id=PostId(post_id))
    return at_desk(commune)


def drop(commune: Commune, desk: Desk, item_id: int, *, by: str) -> None:
    command = SetItemsState(plan_id=desk.plan_id, item_ids=(item_id,), state="dropped")
    commune.do(command, by=by)


def test_each_sees_where_the_other_is_and_nobody_sees_oneself(
    commune: Commune, desk: Desk
) -> None:
    first, second, *_ = desk.ids("task")
    drop(commune, desk, first, by="mai")
    assert "Cùng rà soát: Vi Thị Mai" in desk.record(second).text
    assert ", mục này)" in desk.record(first).text.replace(" )", ")")
    assert "Cùng rà soát: Vi Thị Mai" in desk.browser.get(desk.review).text
    mine = Desk(commune, browse(commune, "mai"), desk.plan_id)
    assert "Trần Thị Hà" in mine.record(second).text  # who uploaded it just now
    assert "Vi Thị Mai (" not in mine.record(second).text


def test_who_left_long_ago_is_not_named(commune: Commune, desk: Desk) -> None:
    [first, *_] = desk.ids("task")
    drop(commune, desk, first, by="mai")
    me, later = commune.actors["ha"].person_id, now() + timedelta(minutes=16)
    with commune.ledger.scope.begin() as connection:
        [mai] = company(connection, desk.plan_id, me, now())
        assert (mai.person_id, mai.item_id) == (commune.actors["mai"].person_id, first)
        assert company(connection, desk.plan_id, me, later) == []


def test_undoing_says_whose_step_it_was(commune: Commune, desk: Desk) -> None:
    [first, *_] = desk.ids("task")
    drop(commune, desk, first, by="mai")
    fields = desk.record(first).form("/cac-buoc")
    page = desk.browser.follow(desk.browser.post(f"{desk.review}/cac-buoc", fields))
    assert "(Vi Thị Mai)" in page.messages[0]
