from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest

from service.imports.intake import CLAIM, FOLDER, Intake, Sheet
from service.imports.reading_in import desk as desk_of
from service.plans.undoing import TakeBack
from tests.imports.workbooks import rows, workbook
from tests.people import Commune
from tests.plans.sample import TEXT, Desk, begun, read_to_the_end, upload
from tests.web import FILES, Page, browse

ANNOUNCED = TEXT.replace(
    "- Tập huấn kỹ năng số", "- (Chi tiết tại Phụ lục kèm theo)\n\n- Tập huấn kỹ năng số"
)
HEADS = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành", "Sản phẩm")
REPEATED = (
    "Rà soát quy trình nội bộ, đề xuất cắt giảm thời gian giải quyết trước ngày 30/9/2026"
)
ALONE = "Xây dựng tờ rơi hướng dẫn nộp hồ sơ trực tuyến cho bà con các thôn bản xa trung tâm"


def annex() -> bytes:
    table = (
        HEADS,
        (1, REPEATED, "Trung tâm Phục vụ hành chính công", date(2026, 9, 30), "12 quy trình"),
        (2, ALONE, "Phòng Văn hóa - Xã hội", "Quý III/2026", "Tờ rơi"),
    )
    return workbook(lambda _, sheet: rows(sheet, table))


def step(desk: Desk) -> Page:
    return desk.browser.get(f"{desk.review}/phu-luc")


def join(desk: Desk, data: bytes, name: str = "phu-luc.xlsx") -> Page:
    sent = desk.browser.post(f"{desk.review}/phu-luc", {"file": (BytesIO(data), name)})
    return read_to_the_end(desk.browser, sent)


@pytest.fixture
def desk(commune: Commune) -> Desk:
    """A plan that names an annex which is not in its file."""
    browser = browse(commune, "ha")
    return Desk(commune, browser, begun(upload(browser, ANNOUNCED.encode(), "ke-hoach.txt")))


def test_a_missing_annex_keeps_its_step_yellow_until_it_is_read(desk: Desk) -> None:
    page = step(desk)
    assert "Phụ lục chưa nạp" in page.soup.select(".steps__warn")[0].get_text()
    done = join(desk, annex())
    assert done.location.endswith("/ra-soat/phu-luc")
    page = desk.browser.follow(done)
    assert "Đã ghép phu-luc.xlsx" in page.messages[0]
    assert not page.soup.select(".steps__warn")
    assert "phu-luc.xlsx" in page.text


def test_a_task_that_both_name_is_one_task_and_is_filled(commune: Commune, desk: Desk) -> None:
    before = len(desk.plan().items)
    join(desk, annex())
    plan = desk.plan()
    assert len(plan.items) == before + 1
    [same] = [item for item in plan.items.values() if item.text.startswith("Rà soát quy trình")]
    made = same.clarity.deliverable
    assert same.clarity.lead_unit_id == commune.units["Trung tâm Phục vụ hành chính công"]
    assert made is not None
    assert (made.quantity, made.unit) == (Decimal(12), "quy trình")
    [new] = [item for item in plan.items.values() if item.text == ALONE]
    assert (new.state, new.clarity.lead_unit_id) == (
        "proposed",
        commune.units["Phòng Văn hóa - Xã hội"],
    )
    assert ALONE in desk.record(new.item_id).soup.select("mark.here")[0].get_text()


def test_what_people_decided_stays_and_the_same_annex_twice_adds_nothing(desk: Desk) -> None:
    [mine, *_] = desk.ids("task")[1:]
    desk.browser.post(f"{desk.review}/{mine}", {"act": "drop"})
    join(desk, annex())
    first = desk.plan().items
    assert first[mine].state == "dropped"
    join(desk, annex())
    assert desk.plan().items == first


def test_an_annex_is_undone_like_any_step(commune: Commune, desk: Desk) -> None:
    before = desk.plan()
    join(desk, annex())
    page = desk.browser.get(f"{desk.review}/cac-buoc")
    assert "Nạp phụ lục phu-luc.xlsx" in page.text
    back = TakeBack(plan_id=desk.plan_id, to_version=before.version)
    commune.do(back, by="ha")
    after = desk.plan()
    assert (after.items, after.annexes) == (before.items, ())
    assert after.reading_sha256 == before.reading_sha256


def test_plan_and_annex_come_together_whatever_their_order(commune: Commune) -> None:
    browser = browse(commune, "ha")
    files = [
        (BytesIO(annex()), "a-phu-luc.xlsx"),
        (BytesIO(ANNOUNCED.encode()), "ke-hoach.txt"),
    ]
    done = read_to_the_end(browser, browser.post("ke-hoach/nap", {"file": files}))
    desk = Desk(commune, browser, begun(done))
    plan = desk.plan()
    assert plan.file_name == "ke-hoach.txt"
    assert [one.file_name for one in plan.annexes] == ["a-phu-luc.xlsx"]
    assert [item for item in plan.items.values() if item.text == ALONE]


def test_a_broken_annex_says_so_and_the_plan_is_there(commune: Commune) -> None:
    browser = browse(commune, "ha")
    files = [
        (BytesIO(ANNOUNCED.encode()), "ke-hoach.txt"),
        (BytesIO("chỉ có chữ, không phải bảng".encode()), "phu-luc.csv"),
    ]
    done = read_to_the_end(browser, browser.post("ke-hoach/nap", {"file": files}))
    page = browser.follow(done)
    assert "Chưa đọc được phụ lục phu-luc.csv" in " ".join(page.messages)


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "a.xlsx"), (b"%PDF-1.7 broken", "a.pdf"), (b"\0" * 40, "a.xlsx")]
)
def test_a_broken_annex_changes_nothing(desk: Desk, data: bytes, name: str) -> None:
    before = desk.plan().version
    page = join(desk, data, name)
    if page.status == 303:
        page = desk.browser.follow(page)
        assert page.soup.select(".notice--warn")
    else:
        assert page.status == 422
    assert desk.plan().version == before
    assert desk.browser.post(f"{desk.review}/phu-luc").status == 422


def test_the_page_shows_how_far_the_reading_is_and_to_nobody_else(commune: Commune) -> None:
    browser, intake_id, ha = browse(commune, "ha"), uuid4(), commune.actors["ha"]
    box = desk_of(FILES, commune.tenant.tenant_id, commune.ledger).box
    intake = Intake(
        person_id=ha.person_id, post_id=ha.post_id, sheets=(Sheet("ke-hoach.txt", 1, "0" * 64),)
    )
    box.put(intake_id, intake, [b"x"])
    (FILES / FOLDER / str(commune.tenant.tenant_id) / str(intake_id) / CLAIM).touch()
    page = browser.get(f"ke-hoach/nap/{intake_id}")
    assert (page.status, "đang chờ đến lượt" in page.text) == (200, True)
    assert page.soup.select("noscript meta[http-equiv=refresh]")
    assert browse(commune, "su").get(f"ke-hoach/nap/{intake_id}").status == 403
    assert browser.get(f"ke-hoach/nap/{uuid4()}").status == 404


def test_what_a_dead_server_left_is_read_by_the_worker(commune: Commune) -> None:
    intake_id, ha = uuid4(), commune.actors["ha"]
    table = desk_of(FILES, commune.tenant.tenant_id, commune.ledger)
    data = TEXT.encode()
    sheet = Sheet("ke-hoach.txt", len(data), sha256(data).hexdigest())
    intake = Intake(person_id=ha.person_id, post_id=ha.post_id, sheets=(sheet,))
    table.box.put(intake_id, intake, [data])
    assert table.take_up() == 1
    after = table.box.get(intake_id)
    assert after is not None
    assert after.phase == "done"
    assert table.take_up() == 0
    table.read(intake_id)  # twice is once
    assert browse(commune, "ha").get(f"ke-hoach/nap/{intake_id}").status == 303
