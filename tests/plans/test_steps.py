from decimal import Decimal
from uuid import uuid4, uuid5

import pytest

from events.plan_items import Front, Item
from events.values import Target
from service.plans.drafting import StartDraft
from tests.people import Commune
from tests.plans.sample import TEXT, Desk, at_desk, begun, typed, upload
from tests.web import Page, browse

SLIP = TEXT.replace("Tập huấn kỹ năng số", "Mở lớp tập tuấn kỹ năng số")


@pytest.fixture
def desk(commune: Commune) -> Desk:
    return at_desk(commune)


def stages(page: Page) -> list[str]:
    return [" ".join(li.get_text(" ").split()) for li in page.soup.select(".steps li")]


def test_every_step_says_what_is_open_in_it(desk: Desk) -> None:
    page = desk.browser.get(desk.review)
    assert stages(page) == [
        "Tệp",
        "Văn bản 1 việc còn mở",
        "Chỉ tiêu 2 việc còn mở",
        "Nhiệm vụ 6 việc còn mở",
        "Phụ lục",
        "6 rõ, ban hành",
    ]


def test_an_upload_leads_to_the_document_and_from_there_to_the_targets(desk: Desk) -> None:
    page = desk.browser.get(f"{desk.review}/van-ban")
    marked = [mark.get_text() for mark in page.soup.select(".split__text mark")]
    assert "Vàng A Sử" in marked
    done = desk.browser.post(f"{desk.review}/van-ban", page.form("/van-ban"))
    assert done.location.endswith("/ra-soat?buoc=chi-tieu")
    assert stages(desk.browser.follow(done))[1] == "Văn bản"


def test_a_step_shows_its_own_records_only(desk: Desk) -> None:
    page = desk.browser.get(desk.review, {"buoc": "chi-tieu"})
    found = [int(str(box["value"])) for box in page.soup.select("input[name=item]")]
    assert found == desk.ids("indicator")
    assert page.heading == "Rà soát chỉ tiêu"
    page = desk.browser.get(desk.review, {"buoc": "viec"})
    found = [int(str(box["value"])) for box in page.soup.select("input[name=item]")]
    assert sorted(found) == sorted(desk.ids("task", "duty", "report"))


def test_what_is_sure_is_accepted_at_once_and_the_doubtful_stays(commune: Commune) -> None:
    browser = browse(commune, "ha")
    desk = Desk(commune, browser, begun(upload(browser, SLIP.encode(), "ke-hoach.txt")))
    page = desk.browser.get(desk.review, {"buoc": "viec"})
    doubtful = [i for i in desk.plan().items.values() if "tập tuấn" in i.text]
    assert [int(str(page.soup.select("input[name=item]")[0]["value"]))] == [
        item.item_id for item in doubtful
    ]
    assert desk.browser.post(f"{desk.review}?buoc=viec", typed(page, "sure")).status == 303
    left = [i.text for i in desk.plan().items.values() if i.state == "proposed"]
    assert sorted(left) == sorted(
        [doubtful[0].text, *(desk.item(n).text for n in desk.ids("indicator"))]
    )


def test_a_misread_word_is_corrected_and_the_source_kept(commune: Commune) -> None:
    browser = browse(commune, "ha")
    desk = Desk(commune, browser, begun(upload(browser, SLIP.encode(), "ke-hoach.txt")))
    [slip] = [i for i in desk.plan().items.values() if "tập tuấn" in i.text]
    page = desk.record(slip.item_id)
    assert "có thể là “tập huấn”" in page.text
    fields = typed(page, "correct")
    assert desk.browser.post(f"{desk.review}/{slip.item_id}", fields).status == 303
    assert "tập huấn kỹ năng" in desk.item(slip.item_id).text
    assert "tập tuấn" in desk.record(slip.item_id).soup.select(".split__text mark.here")[0].text
    late = fields | {"command_id": str(uuid4())}
    assert desk.browser.post(f"{desk.review}/{slip.item_id}", late).status == 303


def clashing(commune: Commune) -> Desk:
    text = "Cắt giảm ít nhất {}% chi phí tuân thủ thủ tục hành chính nội bộ"
    items = tuple(
        Item(item_id=n, kind="indicator", text=text.format(v), target=Target(value=v, unit="%"))
        for n, v in ((1, Decimal(30)), (2, Decimal(20)))
    )
    start = StartDraft(
        file_sha256="0" * 64,
        file_name="a.txt",
        reading_sha256="1" * 64,
        front=Front(title="Hai chỉ tiêu"),
        items=items,
    )
    plan_id = uuid5(commune.do(start, by="ha"), "plan")
    return Desk(commune, browse(commune, "ha"), plan_id)


def test_two_targets_that_clash_stand_side_by_side_and_one_is_kept(commune: Commune) -> None:
    desk = clashing(commune)
    page = desk.record(2)
    assert "số khác nhau" in page.text
    assert {"30%", "20%"} <= {strong.get_text() for strong in page.soup.select(".cards strong")}
    assert desk.browser.post(f"{desk.review}/2", typed(page, "keep")).status == 303
    assert [item.state for item in desk.plan().items.values()] == ["dropped", "accepted"]
    page = desk.browser.post(f"{desk.review}/2", {"act": "keep"})
    assert (page.status, page.errors) == (422, ["Không còn mục kia để bỏ."])


def test_the_last_step_is_undone_by_one_button_and_said_by_whom(desk: Desk) -> None:
    first, second, *_ = desk.ids("task")
    desk.browser.post(f"{desk.review}/{first}?buoc=viec", {"act": "drop"})
    page = desk.record(second)
    fields = page.form("/cac-buoc")
    done = desk.browser.post(f"{desk.review}/cac-buoc", fields)
    assert done.location.endswith(f"/ra-soat/{first}")
    page = desk.browser.follow(done)
    assert "Đã hoàn tác: bỏ “" in page.messages[0]
    assert "(Trần Thị Hà)" in page.messages[0]
    assert desk.item(first).state == "proposed"
    again = desk.browser.post(f"{desk.review}/cac-buoc", fields)
    assert again.status == 303
    history = desk.browser.get(f"{desk.review}/cac-buoc")
    assert [b.get_text(strip=True) for b in history.soup.select("ol button")] == [
        "Làm lại: hoàn tác"
    ]
    desk.browser.post(f"{desk.review}/cac-buoc", history.form("/cac-buoc"))
    assert desk.item(first).state == "dropped"


def test_undo_refuses_rubbish_and_what_others_did_meanwhile(desk: Desk) -> None:
    first, *_ = desk.ids("task")
    path = f"{desk.review}/cac-buoc"
    for rubbish in ({}, {"to": "x"}, {"to": "9" * 30}, {"to": "0"}):
        page = desk.browser.post(path, rubbish)
        assert (page.status, len(page.errors)) == (422, 1)
    desk.browser.post(f"{desk.review}/{first}", {"act": "drop"})
    stale = desk.record(first).form("/cac-buoc")
    desk.browser.post(f"{desk.review}/{first}", {"act": "restore"})
    page = desk.browser.post(path, stale)
    assert (page.status, page.errors[0][:8]) == (409, "Vừa có n")
    assert desk.item(first).state == "proposed"
