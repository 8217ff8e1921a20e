"""How far a task is, said in two fields without leaving the list of one's work."""

from decimal import Decimal
from uuid import UUID

import pytest

from events.tasks.working import Progressed
from service.tasks import timeline
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import Acknowledge
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import Browser, Page, browse


def begun(commune: Commune, quantity: int = 1240) -> UUID:
    task_id = given_task(commune, product=(quantity, "hồ sơ"))
    commune.do(Acknowledge(task_id=task_id), by="khai")
    return task_id


def told(commune: Commune, task_id: UUID) -> list[Progressed]:
    with commune.ledger.scope.begin() as connection:
        entries = timeline.of_task(connection, task_id, None)
    return [e.event for e in entries if isinstance(e.event, Progressed)]


def send(browser: Browser, task_id: UUID, **typed: str) -> Page:
    form = browser.get("").form(f"/cap-nhat/{task_id}")
    return browser.post(f"cap-nhat/{task_id}", form | typed)


def test_a_number_is_enough(commune: Commune) -> None:
    task_id, khai = begun(commune), browse(commune, "khai")
    done = khai.follow(send(khai, task_id, amount="880"))
    assert done.messages == ["Đã cập nhật tiến độ."]
    assert done.heading == "Việc của tôi"
    [said] = told(commune, task_id)
    assert said == Progressed(amount=Decimal(880), note="")
    assert done.form(f"/cap-nhat/{task_id}")["amount"] == "880"


@pytest.mark.parametrize(
    ("how", "note", "amount", "kept"),
    [
        ("on_track", "", 0, "Đúng tiến độ."),
        ("on_track", "Đã họp thôn", 0, "Đã họp thôn"),
        ("done", "", 1, ""),
    ],
)
def test_of_a_single_thing_one_choice_is_enough(
    commune: Commune, how: str, note: str, amount: int, kept: str
) -> None:
    task_id, khai = begun(commune, 1), browse(commune, "khai")
    assert "amount" not in khai.get("").form(f"/cap-nhat/{task_id}")
    assert send(khai, task_id, how=how, note=note).status == 303
    assert told(commune, task_id) == [Progressed(amount=Decimal(amount), note=kept)]


def test_trouble_is_told_in_full_on_the_page_of_the_task(commune: Commune) -> None:
    task_id, khai = begun(commune, 1), browse(commune, "khai")
    page = send(khai, task_id, how="trouble", note="Cầu bị cuốn trôi")
    assert page.status == 422
    form = page.form(f"/{task_id}/kho-khan")
    assert form["obstacle"] == "Cầu bị cuốn trôi"
    assert page.errors == ["Nguyên nhân: Hãy chọn một nguyên nhân."]
    assert not told(commune, task_id)
    assert (
        khai.post(f"nhiem-vu/{task_id}/kho-khan", form | {"cause": "objective"}).status == 303
    )


@pytest.mark.parametrize(
    ("amount", "error"),
    [
        ("", "Đã làm được: Hãy gõ số đã làm được, ví dụ 880."),
        ("tám", "Đã làm được: Hãy gõ số, ví dụ 1.240 hoặc 88,4."),
        ("1241", "Đã làm được: Hãy gõ từ 0 đến 1.240, là số lượng được giao."),
    ],
)
def test_what_cannot_be_is_said_in_its_card_and_nothing_is_lost(
    commune: Commune, amount: str, error: str
) -> None:
    task_id, khai = begun(commune), browse(commune, "khai")
    page = send(khai, task_id, amount=amount, note="Gửi từ bản xa")
    assert (page.status, page.heading) == (422, "Việc của tôi")
    assert page.errors == [error]
    assert page.soup.select("details.quick[open]")
    assert page.form(f"/cap-nhat/{task_id}")["note"] == "Gửi từ bản xa"
    assert not told(commune, task_id)


def test_a_single_thing_asks_for_a_choice(commune: Commune) -> None:
    task_id, khai = begun(commune, 1), browse(commune, "khai")
    page = send(khai, task_id, note="Gửi từ bản xa")
    assert page.errors == ["Tình hình: Hãy chọn tình hình."]
    assert page.form(f"/cap-nhat/{task_id}")["note"] == "Gửi từ bản xa"


def test_sent_twice_it_is_recorded_once(commune: Commune) -> None:
    task_id, khai = begun(commune), browse(commune, "khai")
    form = khai.get("").form(f"/cap-nhat/{task_id}") | {"amount": "5"}
    for _ in range(2):
        assert khai.post(f"cap-nhat/{task_id}", form).status == 303
    assert len(told(commune, task_id)) == 1


def test_an_old_tab_sees_what_is_new_and_keeps_what_was_typed(commune: Commune) -> None:
    task_id, khai = begun(commune), browse(commune, "khai")
    form = khai.get("").form(f"/cap-nhat/{task_id}") | {"amount": "5"}
    said = ReportObstacle(task_id=task_id, cause="waiting", text="Chờ máy quét")
    commune.do(said, by="khai")
    page = khai.post(f"cap-nhat/{task_id}", form)
    assert page.status == 409
    assert "Vừa có người khác thay đổi nhiệm vụ này." in page.text
    fresh = page.form(f"/cap-nhat/{task_id}")
    assert fresh["amount"] == "5"
    assert khai.post(f"cap-nhat/{task_id}", fresh).status == 303


def test_whoever_is_not_in_charge_is_refused(commune: Commune) -> None:
    task_id = begun(commune)
    form = browse(commune, "khai").get("").form(f"/cap-nhat/{task_id}") | {"amount": "5"}
    page = browse(commune, "do").post(f"cap-nhat/{task_id}", form)
    assert page.status == 422
    assert "Chỉ người được giao nhiệm vụ làm việc này." in page.text
    assert browse(commune, "hung").post(f"cap-nhat/{task_id}", form).status == 404
    assert not told(commune, task_id)


def test_a_fragment_answers_htmx_with_the_list(commune: Commune) -> None:
    task_id, khai = begun(commune), browse(commune, "khai")
    form = khai.get("").form(f"/cap-nhat/{task_id}") | {"amount": ""}
    page = khai.post(f"cap-nhat/{task_id}", form, HX_Request="true")
    assert page.html.lstrip().startswith('<div id="work"')
    assert page.errors


def test_htmx_has_the_new_list_without_another_round_trip(commune: Commune) -> None:
    task_id, khai = begun(commune), browse(commune, "khai")
    form = khai.get("").form(f"/cap-nhat/{task_id}") | {"amount": "880"}
    page = khai.post(f"cap-nhat/{task_id}", form, HX_Request="true")
    assert (page.status, page.messages) == (200, ["Đã cập nhật tiến độ."])
    assert page.form(f"/cap-nhat/{task_id}")["amount"] == "880"
    assert khai.post(f"cap-nhat/{task_id}", form, HX_Request="true").status == 200
    assert len(told(commune, task_id)) == 1
