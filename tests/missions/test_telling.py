"""Who hears of a mission: the commune of the order, its province of how it was taken."""

from uuid import UUID

import pytest

from events.errors import WrongStreamError
from events.missions.mission import Mission
from service.inspections.missions.ordering import (
    AddPlace,
    ConcludeMission,
    MoveMission,
    WithdrawMission,
)
from service.ledgers import Instance
from service.messages.wording import line
from tests.exchange.pairs import linked
from tests.messages.looking import bell
from tests.missions.pair import CENTRE, Pair, day_of, scope
from tests.people import Commune, make_commune
from tests.web import browse
from web.inspections import mission_shown


def told(whose: Commune, login: str, about: UUID) -> list[str]:
    """What was told to somebody of one thing, oldest first."""
    found = [one for one in reversed(bell(whose, login)) if one.subject_id == about]
    return [one.kind for one in found]


def test_both_sides_hear_of_each_step_once(pair: Pair) -> None:
    mission = pair.order(units=(CENTRE,))
    inspection = pair.inspection(mission).id
    moved = MoveMission(
        mission_id=mission, document="9/QĐ", issued_on=day_of(pair.province),
        last_day=day_of(pair.province, 9),
    )  # fmt: skip
    pair.province.do(moved, by="su")
    pair.post()
    pair.note(mission)
    pair.post()
    pair.province.do(ConcludeMission(mission_id=mission, document="1/KL"), by="su")
    pair.post()
    steps = ["inspection_ordered", "inspection_moved", "inspection_concluded"]
    assert told(pair.commune, "su", inspection) == steps
    assert told(pair.commune, "do", inspection) == [*steps[:2], "inspection_finding", steps[2]]
    assert told(pair.commune, "khai", inspection) == []
    for who in ("su", "may"):
        assert told(pair.province, who, mission) == ["mission_received", "mission_finding"]
        said = line(bell(pair.province, who)[0], lambda _: "")
        assert said.startswith(f"Có phát hiện mới tại {pair.commune.tenant.name}: 88/QĐ")
    assert told(pair.province, "quan", mission) == []
    [latest, *_] = bell(pair.commune, "su")
    said = line(latest, lambda _: "")
    assert said.startswith("Đã có kết luận kiểm tra: 88/QĐ-SNV Kiểm tra cải cách")
    assert browse(pair.commune, "su").get("thong-bao").status == 200


def test_why_it_was_declined_is_told_and_a_withdrawal_too(pair: Pair) -> None:
    mission = pair.order(units=("Phòng Không Có",))
    assert told(pair.province, "may", mission) == ["mission_no_unit"]
    pair.province.do(AddPlace(mission_id=mission, place=scope(pair, (CENTRE,))), by="su")
    pair.post()
    assert told(pair.province, "su", mission) == ["mission_no_unit", "mission_received"]
    pair.province.do(WithdrawMission(mission_id=mission, document="97/QĐ"), by="su")
    pair.post()
    inspection = pair.inspection(mission).id
    assert told(pair.commune, "su", inspection) == [
        "inspection_ordered",
        "inspection_withdrawn",
    ]


def test_without_notice_nothing_crosses_before_the_first_day(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(Mission, "goes_out", lambda *_: False)
        mission = pair.order(kind="unannounced")
        pair.send()
    assert pair.place(mission).state == "waiting"
    with pytest.raises(WrongStreamError):
        pair.inspection(mission)
    assert (pair.send(), pair.send(), pair.post()) == (1, 0, 2)
    assert pair.place(mission).state == "received"
    assert told(pair.commune, "su", pair.inspection(mission).id) == ["inspection_ordered"]


def test_one_without_notice_goes_out_from_its_first_day(pair: Pair) -> None:
    first, last = day_of(pair.province, 3), day_of(pair.province, 6)
    mission = pair.mission(pair.order(kind="unannounced", first_day=first, last_day=last))
    assert [mission.goes_out(day) for day in (day_of(pair.province), first)] == [False, True]
    assert mission.waits


def test_the_order_is_sent_to_the_heir_of_a_merged_commune_by_one_click(
    pair: Pair, admin: Instance, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    mission, heir = pair.order(units=(CENTRE,)), make_commune(admin, instance)
    linked(heir, pair.province)
    number, name = heir.tenant.tenant_id, heir.tenant.name
    monkeypatch.setattr(mission_shown, "heirs", lambda *_: {pair.number: number})
    path, asked = f"kiem-tra-tai-xa/{mission}", f"Gửi quyết định tới {name}"
    head = browse(pair.province, "su")
    shown = head.get(path)
    assert f"Xã đã sáp nhập vào {name}" in shown.text
    assert asked in shown.text
    assert asked not in browse(pair.province, "may").get(path).text
    typed = {"commune": str(number), "units": CENTRE, "plans": ""}
    assert shown.html.count(f'value="{CENTRE}"') == 1
    sent = head.follow(head.post(f"{path}/xa", typed))
    assert asked not in sent.text
    assert pair.mission(mission).place(number).scope.units == (CENTRE,)
