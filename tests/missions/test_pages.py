"""Going over to a commune: who comes in, what is open there, and how a visit ends."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from service import clock
from service.exchange.links import RevokeLink
from service.inspections.missions.ordering import ReplaceOnMission, WithdrawMission
from service.inspections.missions.papers import inspection_id
from service.ledgers import Instance
from tenants.accounts import of_person
from tenants.register import close, reopen
from tenants.sessions import end_all
from tenants.tables import accounts, sessions
from tests.missions.pair import CENTRE, GUEST, Pair, day_of, make_pair
from tests.people import make_commune
from tests.web import Browser, Page, browse, visit


@pytest.fixture
def mission(pair: Pair) -> UUID:
    return pair.order(units=(CENTRE,))


def handed(pair: Pair, mission: UUID, browser: Browser) -> Page:
    """Press the button; gives the way over."""
    return browser.post(f"kiem-tra-tai-xa/{mission}/vao/{pair.number}")


def inside(pair: Pair, mission: UUID) -> tuple[Browser, Browser]:
    """Let Máy go over; gives her browser here and there."""
    home = browse(pair.province, "may")
    away = Browser(home.client, pair.commune.tenant.code)
    assert away.get(handed(pair, mission, home).location).status == 303
    return home, away


def page_of(pair: Pair, mission: UUID) -> str:
    return f"kiem-tra/{inspection_id(pair.province.tenant.tenant_id, mission)}"


def test_the_head_orders_and_the_commune_takes_it_in(pair: Pair) -> None:
    head, member = browse(pair.province, "su"), browse(pair.province, "may")
    day = day_of(pair.province)
    typed = {
        "kind": "unannounced",
        "document": "88/QĐ-SNV",
        "issued_on": f"{day:%d/%m/%Y}",
        "subject": "Kiểm tra đột xuất",
        "commune": str(pair.number),
        "units": f"{CENTRE}\n",
        "members": str(pair.member()),
        "first_day": f"{day:%d/%m/%Y}",
        "last_day": f"{day + timedelta(days=3):%d/%m/%Y}",
    }
    wrong = head.post("kiem-tra-tai-xa", typed | {"last_day": "01/01/2026"})
    assert (wrong.status, 'value="Kiểm tra đột xuất"' in wrong.html) == (422, True)
    assert member.post("kiem-tra-tai-xa", typed).status == 403
    made = head.follow(head.post("kiem-tra-tai-xa", typed))
    assert "chờ xã nhận" in made.text
    pair.post()
    path = made.response.request.path
    home = member.get("").text
    assert "Kiểm tra đột xuất tại xã, 88/QĐ-SNV" in home
    assert "Không có cuộc kiểm tra nào đang diễn ra" not in home
    assert f"Vào xem tại {pair.commune.tenant.name}" in member.get(path).text
    assert "Vào xem tại" not in head.get(path).text
    ended = head.post(f"{path}/ket-luan", {"document": "1/KL-SNV"})
    pair.post()
    assert "Kết thúc theo 1/KL-SNV" in head.follow(ended).text


def test_a_guest_sees_what_is_covered_and_writes_findings_alone(
    pair: Pair, mission: UUID
) -> None:
    home, away = inside(pair, mission)
    path = page_of(pair, mission)
    assert f"đang xem {pair.commune.tenant.name}" in away.get(path).text
    assert away.get(f"nhiem-vu/{pair.task_id}").status == 200
    found = {"unit": str(pair.commune.units[CENTRE]), "text": "Muộn", "positions": "999999"}
    assert away.post(f"{path}/phat-hien", found).status == 422
    assert away.get("tai-khoan").status == 403
    assert away.post(f"nhiem-vu/{pair.task_id}/trao-doi", {"text": "Chào"}).status == 403
    leader = browse(pair.commune, "su").get(path).text
    assert f"Vào xem từ đơn vị của mình {GUEST}" in leader
    assert f"Một nhiệm vụ {GUEST}" in leader
    assert "Thay thành viên" not in leader
    assert home.get(f"kiem-tra-tai-xa/{mission}").status == 200
    assert "Đang xem" in away.follow(away.post("doan-kiem-tra/ve")).text
    assert away.get(f"nhiem-vu/{pair.task_id}").location.startswith(away.address("dang-nhap"))


def test_a_hand_over_is_for_one_browser_one_minute_one_commune_and_once(
    pair: Pair,
    mission: UUID,
    admin: Instance,
    instance: Instance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = browse(pair.province, "may")
    way = handed(pair, mission, home).location
    assert browse(pair.province, "quan").get(way).status == 403
    assert visit(pair.commune).get(way).status == 403
    assert home.get(f"{way[:-1]}{'0' if way[-1] != '0' else '1'}").status == 403
    other = make_commune(admin, instance).tenant.code
    assert home.get(way.replace(pair.commune.tenant.code, other)).status == 403
    with monkeypatch.context() as later:
        at = clock.now() + timedelta(seconds=61)
        later.setattr("web.access.guests.now", lambda: at)
        assert home.get(way).status == 403
    away = Browser(home.client, pair.commune.tenant.code)
    assert [home.get(way).status, home.get(way).status] == [303, 303]  # clicked twice
    assert away.post("doan-kiem-tra/ve").status == 303
    assert home.get(way).status == 403


def test_who_is_no_member_or_of_another_tenant_is_not_sent_over(
    pair: Pair, mission: UUID
) -> None:
    for who, seen in (("quan", 403), ("trung", 404), ("su", 303)):
        assert handed(pair, mission, browse(pair.province, who)).status == seen
    assert handed(pair, mission, browse(pair.commune, "su")).status == 404
    assert browse(pair.province, "trung").get(f"kiem-tra-tai-xa/{mission}").status == 404


def test_a_visit_ends_with_the_mandate_in_the_middle_of_it(pair: Pair, mission: UUID) -> None:
    home, away = inside(pair, mission)
    path = page_of(pair, mission)
    assert away.get(path).status == 200
    pair.province.do(WithdrawMission(mission_id=mission, document="97/QĐ"), by="su")
    pair.post()
    ended = away.get(path)
    assert ended.location == home.address(f"kiem-tra-tai-xa/{mission}")
    assert "Quyền xem ở đó đã hết" in away.follow(ended).text


def test_a_visit_ends_with_the_session_at_home_which_it_keeps_awake(
    pair: Pair, mission: UUID
) -> None:
    path, scope = page_of(pair, mission), pair.province.ledger.scope
    half_gone = clock.now() - timedelta(minutes=30)
    home, away = inside(pair, mission)
    with scope.begin() as connection:
        account = of_person(connection, pair.member())
        assert account is not None
        connection.execute(update(sessions).values(seen_at=half_gone))
    assert away.get(path).status == 200
    with scope.begin() as connection:
        assert connection.scalars(select(func.max(sessions.c.seen_at))).one() > half_gone
        end_all(connection, account.account_id)
    ended = away.get(path)
    assert ended.location == home.address(f"kiem-tra-tai-xa/{mission}")
    assert away.follow(ended).location.startswith(home.address("dang-nhap"))


@pytest.mark.parametrize("disabled", [True, False])
def test_a_visit_ends_with_the_account_at_home(
    pair: Pair, mission: UUID, *, disabled: bool
) -> None:
    _, away = inside(pair, mission)
    mine = update(accounts).where(accounts.c.person_id == pair.member())
    with pair.province.ledger.scope.begin() as connection:
        connection.execute(mine.values(disabled=disabled))
    try:
        assert away.get(page_of(pair, mission)).status == (303 if disabled else 200)
    finally:
        with pair.province.ledger.scope.begin() as connection:
            connection.execute(mine.values(disabled=False))


def test_nobody_looks_on_with_a_session_that_is_not_the_guest_s_own(
    pair: Pair, mission: UUID
) -> None:
    _, away = inside(pair, mission)
    quan = browse(pair.province, "quan")
    with quan.client.session_transaction() as other:
        token = other["_user_id"]
    with away.client.session_transaction() as cookie:
        cookie["home"] = {**cookie["home"], "token": token}
    assert away.get(page_of(pair, mission)).status == 303


def test_a_visit_ends_with_the_link(admin: Instance, instance: Instance) -> None:
    pair = make_pair(admin, instance, kind="party")
    mission = pair.order(kind="thematic")
    _, away = inside(pair, mission)
    path = f"nhiem-vu/{pair.task_id}"
    assert away.get(path).status == 200
    pair.commune.do(RevokeLink(link_id=pair.link_id, reason="Hết hiệu lực"), by="su")
    assert away.get(path).status == 303
    again = browse(pair.province, "may")
    assert "Liên kết không còn" in again.get(f"kiem-tra-tai-xa/{mission}").text


def test_who_is_replaced_is_out_and_a_closed_commune_lets_nobody_in(
    pair: Pair, mission: UUID, admin: Instance
) -> None:
    home, away = inside(pair, mission)
    day = day_of(pair.province)
    paper = {"mission_id": mission, "document": "96/QĐ", "issued_on": day}
    with admin.scope(pair.commune.tenant.tenant_id).begin() as connection:
        close(connection, pair.commune.tenant.tenant_id, day)
    try:
        assert (pair.tasks(), away.get(page_of(pair, mission)).status) == (0, 303)
        home = browse(pair.province, "may")
        assert "Xã đã đóng sổ" in home.get(f"kiem-tra-tai-xa/{mission}").text
        assert "Không còn liên kết" in home.follow(handed(pair, mission, home)).text
    finally:
        with admin.scope(pair.commune.tenant.tenant_id).begin() as connection:
            reopen(connection, pair.commune.tenant.tenant_id)
    _, away = inside(pair, mission)
    swap = ReplaceOnMission(leaves=pair.member(), joins=pair.member("quan"), **paper)  # type: ignore[arg-type]
    pair.province.do(swap, by="su")
    pair.post()
    assert away.get(page_of(pair, mission)).status == 303
