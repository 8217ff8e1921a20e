"""Somebody decides for the holder of a post: for a time, on a paper, never about own work."""

from datetime import date, timedelta
from uuid import UUID, uuid4, uuid5

import pytest

from events.errors import RefusedError
from service.clock import today
from service.organisation.delegating import (
    Delegate,
    DelegatedToOneselfError,
    DelegationDatesError,
    DelegationWithoutBasisError,
    EndDelegation,
    NoSuchDelegationError,
)
from service.organisation.people import FillPost, LeavePost, NotHoldingError, UnknownMemberError
from service.tasks.deadlines import AskExtension
from service.tasks.working import Acknowledge, Submit
from tenants.access import AccessDeniedError
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import Browser, browse

PAPER = "Giấy ủy quyền số 07/GUQ-UBND"
LATER = date(2099, 7, 31)


def delegate(
    commune: Commune, giver: str, to: str, *, first: int = 0, last: int = 10, basis: str = PAPER
) -> Delegate:
    day = today(commune.tenant.zone)
    return Delegate(
        post_id=commune.actors[giver].post_id,
        to_person_id=commune.actors[to].person_id,
        first_day=day + timedelta(days=first),
        last_day=day + timedelta(days=last),
        basis=basis,
    )


def begun(commune: Commune) -> UUID:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    return task_id


def asked(commune: Commune) -> UUID:
    task_id = begun(commune)
    ask = AskExtension(task_id=task_id, due_on=LATER, reason="Máy mới về muộn")
    commune.do(ask, by="khai")
    return task_id


def grant(browser: Browser, task_id: UUID) -> int:
    path = f"nhiem-vu/{task_id}"
    return browser.post(f"{path}/gia-han", browser.get(path).form("/gia-han")).status


def test_a_deputy_decides_and_the_history_says_for_whom(commune: Commune) -> None:
    task_id = asked(commune)
    commune.do(delegate(commune, "dung", "ha"), by="dung")
    ha = browse(commune, "ha")
    assert "Xin gia hạn đến 31/07/2099" in ha.get("").text
    assert grant(ha, task_id) == 303
    told = ha.get(f"nhiem-vu/{task_id}").text
    assert "thay mặt Hoàng Văn Dũng, Phó Chủ tịch UBND" in told
    assert "Gia hạn từ 30/06/2099 đến 31/07/2099." in told


@pytest.mark.parametrize(("first", "last"), [(1, 5)], ids=["it has not begun"])
def test_outside_its_days_a_delegation_is_nothing(
    commune: Commune, first: int, last: int
) -> None:
    task_id = asked(commune)
    commune.do(delegate(commune, "dung", "ha", first=first, last=last), by="dung")
    assert not browse(commune, "ha").get(f"nhiem-vu/{task_id}").soup.select("[action$=gia-han]")


def test_a_delegation_that_was_ended_is_nothing(commune: Commune) -> None:
    task_id = asked(commune)
    made = uuid5(commune.do(delegate(commune, "dung", "ha"), by="dung"), "delegation")
    commune.do(EndDelegation(delegation_id=made), by="dung")
    assert not browse(commune, "ha").get(f"nhiem-vu/{task_id}").soup.select("[action$=gia-han]")
    with pytest.raises(NoSuchDelegationError):
        commune.do(EndDelegation(delegation_id=made), by="dung")


def test_it_ends_with_the_givers_time_in_the_post(commune: Commune) -> None:
    task_id = asked(commune)
    dung = commune.actors["dung"]
    commune.do(delegate(commune, "dung", "ha"), by="dung")
    yesterday = today(commune.tenant.zone) - timedelta(days=1)
    leave = LeavePost(post_id=dung.post_id, person_id=dung.person_id, last_day=yesterday)
    commune.do(leave, by="admin")
    assert not browse(commune, "ha").get(f"nhiem-vu/{task_id}").soup.select("[action$=gia-han]")


def test_nobody_accepts_their_own_work_as_a_deputy(commune: Commune) -> None:
    task_id = begun(commune)
    commune.do(delegate(commune, "do", "khai"), by="do")
    commune.do(Submit(task_id=task_id, note="Đã xong"), by="khai")
    khai = browse(commune, "khai")
    page = khai.get(f"nhiem-vu/{task_id}")
    assert not page.soup.select("[action$=chap-nhan]")
    answer = khai.post(f"nhiem-vu/{task_id}/chap-nhan", {"seen": "3", "remark": ""})
    assert answer.status == 422
    assert "Không ai tự quyết định về việc của chính mình" in answer.text


def test_a_deputy_does_not_accept_the_work_of_whom_they_stand_in_for(commune: Commune) -> None:
    do, day = commune.actors["do"], today(commune.tenant.zone)
    hung = commune.actors["hung"].person_id
    commune.do(FillPost(post_id=do.post_id, person_id=hung, first_day=day), by="admin")
    task_id = given_task(commune, person="do")
    commune.do(Acknowledge(task_id=task_id), by="do")
    commune.do(Submit(task_id=task_id, note="Đã xong"), by="do")
    commune.do(delegate(commune, "do", "khai"), by="do")
    khai = browse(commune, "khai")
    assert not khai.get(f"nhiem-vu/{task_id}").soup.select("[action$=chap-nhan]")


def test_a_deputy_does_not_delegate_further(commune: Commune) -> None:
    commune.do(delegate(commune, "dung", "ha"), by="dung")
    with pytest.raises(NotHoldingError):
        commune.do(delegate(commune, "dung", "khai"), by="ha")


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"first": -1}, DelegationDatesError),
        ({"last": -1}, DelegationDatesError),
        ({"last": 400}, DelegationDatesError),
        ({"basis": "  "}, DelegationWithoutBasisError),
        ({"to": "dung"}, DelegatedToOneselfError),
    ],
    ids=["begun before", "over before it begins", "too long", "no paper", "to oneself"],
)
def test_a_delegation_is_for_a_time_and_on_a_paper(
    commune: Commune, facts: dict[str, object], refused: type[RefusedError]
) -> None:
    said = {"to": "ha"} | facts
    with pytest.raises(refused):
        commune.do(delegate(commune, "dung", **said), by="dung")  # type: ignore[arg-type]


def test_nobody_of_elsewhere_is_a_deputy(commune: Commune) -> None:
    day = today(commune.tenant.zone)
    post = commune.actors["dung"].post_id
    stranger = Delegate(
        post_id=post, to_person_id=uuid4(), first_day=day, last_day=day, basis=PAPER
    )
    with pytest.raises(UnknownMemberError):
        commune.do(stranger, by="dung")


def test_only_the_giver_and_the_administrator_end_it(commune: Commune) -> None:
    made = uuid5(commune.do(delegate(commune, "dung", "ha"), by="dung"), "delegation")
    with pytest.raises(AccessDeniedError):
        commune.do(EndDelegation(delegation_id=made), by="ha")
    commune.do(EndDelegation(delegation_id=made), by="admin")


def test_the_page_takes_a_delegation_and_ends_it(commune: Commune) -> None:
    dung, day = browse(commune, "dung"), today(commune.tenant.zone)
    form = dung.get("uy-quyen").form("/uy-quyen") | {
        "to_person_id": str(commune.actors["ha"].person_id),
        "last_day": f"{day + timedelta(days=5):%d/%m/%Y}",
        "basis": PAPER,
    }
    assert dung.post("uy-quyen", form).status == 303
    page = dung.get("uy-quyen")
    assert "thay mặt Hoàng Văn Dũng" in page.text
    ended = str(page.soup.select("[action$=thoi]")[0]["action"]).split("/", 3)[3]
    assert dung.post(ended).status == 303
    assert "Hiện không có ủy quyền nào." in dung.get("uy-quyen").text


def test_what_is_wrong_is_said_beside_and_kept(commune: Commune) -> None:
    dung = browse(commune, "dung")
    form = dung.get("uy-quyen").form("/uy-quyen") | {
        "to_person_id": str(commune.actors["ha"].person_id),
        "last_day": "1/1/2021",
        "basis": PAPER,
    }
    answer = dung.post("uy-quyen", form)
    assert answer.status == 422
    [beside] = answer.soup.select("#last_day-error")
    assert "kéo dài nhiều nhất một năm" in beside.get_text()
    assert answer.form("/uy-quyen")["basis"] == PAPER
