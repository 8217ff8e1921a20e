"""The pages of the work catalogue: read in, looked through, decided, compared, exported."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest

from service.ledgers import Instance
from tests.catalogues.sheets import ITEMS, WHOLE, in_force, read, sheet
from tests.people import Commune, make_commune
from tests.queries import counted
from tests.web import Browser, Page, browse

NEW = {"title": "Danh mục năm 2026", "population": "civil_servant", "standard": "5"}
DECISION = {"number": "45/QĐ-UBND", "decided_on": "31/5/2026", "effective_from": "1/6/2026"}


@pytest.fixture(scope="module")
def commune(admin: Instance, instance: Instance) -> Commune:
    """A commune in which a catalogue holds."""
    made = make_commune(admin, instance)
    in_force(made, read(sheet()))
    return made


@pytest.fixture(scope="module")
def ha(commune: Commune) -> Browser:
    return browse(commune, "ha")


@pytest.fixture(scope="module")
def khai(commune: Commune) -> Browser:
    return browse(commune, "khai")


def leave(browser: Browser, data: bytes, name: str = "danh-muc.xlsx", **typed: str) -> Page:
    fields: dict[str, Any] = NEW | {"command_id": str(uuid4())} | typed
    return browser.post("danh-muc/nap", fields | {"file": (BytesIO(data), name)})


def test_a_sheet_becomes_a_draft_that_is_looked_at_and_decided(
    admin: Instance, instance: Instance
) -> None:
    commune = make_commune(admin, instance)
    ha, su = browse(commune, "ha"), browse(commune, "su")
    sent = leave(ha, sheet())
    seen = ha.follow(sent)
    assert seen.messages[0].startswith("Đã đọc 5 sản phẩm")
    assert "Bản nháp" in seen.text
    assert "1,5" in seen.text
    done = su.post(f"{sent.location}/hieu-luc", DECISION)
    assert "Đang áp dụng" in su.follow(done).text
    assert "45/QĐ-UBND" in browse(commune, "khai").get("danh-muc").text


def test_every_wrong_row_is_shown_and_what_was_typed_is_kept(ha: Browser) -> None:
    wrong = list(ITEMS[1])
    wrong[1], wrong[5] = "DC.01", ""
    answer = leave(ha, sheet([ITEMS[0], wrong]), title="Danh mục thử")
    assert answer.status == 422
    assert "Tệp có 2 lỗi, chưa nạp dòng nào" in answer.errors[0]
    assert "Mã DC.01 đã có ở dòng 5." in answer.text
    assert "Chưa có sản phẩm đầu ra." in answer.text
    assert answer.form("/nap")["title"] == "Danh mục thử"
    assert "Danh mục thử" not in ha.get("danh-muc").text


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "", "Hãy chọn tệp Excel"),
        (b"%PDF-1.4", "a.pdf", "PDF"),
        (b"rubbish\x00\x01", "a.xlsx", ""),
        ("Danh mục".encode(), "a.txt", "văn bản thuần"),
        (sheet([["một", "hai"]], ["Tên", "Ghi chú"]), "a.xlsx", "thiếu cột Mã CV"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_words(
    ha: Browser, data: bytes, name: str, said: str
) -> None:
    answer = leave(ha, data, name)
    assert answer.status == 422
    assert said in " ".join(answer.errors)


@pytest.mark.parametrize(
    "typed", [{"title": ""}, {"standard": "0"}, {"standard": "x"}, {"population": "all"}]
)
def test_a_field_that_does_not_hold_is_refused(ha: Browser, typed: dict[str, str]) -> None:
    assert leave(ha, sheet(), **typed).status == 422


@pytest.mark.parametrize(
    "typed", [{"number": ""}, {"effective_from": "30/5/2026"}, {"decided_on": "x"}]
)
def test_a_decision_that_does_not_hold_is_refused_and_kept(
    ha: Browser, typed: dict[str, str]
) -> None:
    address = leave(ha, sheet()).location
    answer = ha.post(f"{address}/hieu-luc", DECISION | typed)
    assert answer.status == 422
    assert answer.form("/hieu-luc")["number"] == typed.get("number", "45/QĐ-UBND")
    assert ha.follow(ha.post(f"{address}/bo")).messages == ["Đã bỏ bản nháp."]
    assert ha.get(address).status == 404


def test_items_are_found_without_marks_by_group_and_room(khai: Browser, held: str) -> None:
    assert "VH.04" in khai.get(held, {"q": "so hoa ho so"}).text
    assert "DC.01" not in khai.get(held, {"q": "so hoa ho so"}).text
    assert "DC.05" not in khai.get(held, {"nhom": "1"}).text
    assert "DC.01" not in khai.get(held, {"phong": "Phòng Văn hóa - Xã hội"}).text
    assert "Không có sản phẩm nào như vậy" in khai.get(held, {"q": "zzz"}).text
    assert khai.get(held, {"trang": "99", "nhom": "<"}).status == 200


@pytest.fixture(scope="module")
def held(ha: Browser) -> str:
    """The address of the version that holds."""
    links = [str(a["href"]) for a in ha.get("danh-muc").soup.select("main table a")]
    return next(link for link in links if "Đang áp dụng" in ha.get(link).text)


def test_a_draft_is_hidden_from_those_who_do_not_work_on_it(ha: Browser, khai: Browser) -> None:
    address = leave(ha, sheet(), title="Chưa ai quyết").location
    assert khai.get(address).status == 404
    assert "Chưa ai quyết" not in khai.get("danh-muc").text
    ha.post(f"{address}/bo")


def test_a_draft_is_compared_with_the_version_that_holds(ha: Browser) -> None:
    dearer = list(ITEMS[1])
    dearer[8], dearer[9] = 4, 0.8
    address = leave(ha, sheet([ITEMS[0], dearer, *WHOLE[3:]])).location
    answer = ha.get(f"{address}/so-sanh")
    assert "Điểm chấm: 3 → 4" in answer.text
    assert "Hệ số quy đổi: 0,6 → 0,8" in answer.text
    assert "1 sửa" in answer.text
    assert ha.get(f"{address}/so-sanh", {"voi": "rubbish"}).status == 200
    ha.post(f"{address}/bo")


def test_a_version_is_exported_and_read_in_again(ha: Browser, held: str) -> None:
    file = ha.get(f"{held}/xlsx").response
    assert "spreadsheetml" in file.headers["Content-Type"]
    assert read(file.data).items == read(sheet()).items


def test_the_pages_are_light(ha: Browser, held: str) -> None:
    for path in ("danh-muc", held, f"{held}/so-sanh", "danh-muc/nap"):
        with counted() as statements:
            answer = ha.get(path)
        assert answer.status == 200
        assert len(statements) <= 12
