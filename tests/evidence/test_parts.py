"""Files sent in parts: continued after a cut, held against their hash, seen by nobody else."""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from service.clock import now
from service.evidence.parts import FOLDER, PART, drop_old
from service.files import LARGEST
from service.ledgers import Instance
from tests.evidence.conftest import Store
from tests.people import make_commune
from tests.web import FILES, OURS, Browser, Page, browse, visit

WHOLE = b"%PDF-1.4\n" + bytes(range(256)) * 2500  # three parts
PARTS = [WHOLE[n : n + PART] for n in range(0, len(WHOLE), PART)]


def announce(browser: Browser, data: bytes = WHOLE, name: str = "to.pdf", **said: str) -> Page:
    facts = {"name": name, "size": str(len(data)), "sha256": sha256(data).hexdigest()}
    return browser.post("tai-tep", facts | said)


def put(browser: Browser, upload_id: str, number: int, data: bytes) -> Page:
    address = browser.address(f"tai-tep/{upload_id}/{number}")
    return Page(browser.client.post(address, data=data, headers=OURS))


def told(page: Page) -> dict[str, Any]:
    said: dict[str, Any] = page.response.get_json()
    return said


def sent(browser: Browser, data: bytes = WHOLE, name: str = "to.pdf", **said: str) -> str:
    """Send a whole file; gives the upload."""
    upload_id = str(told(announce(browser, data, name, **said))["id"])
    for number in range(-(-len(data) // PART)):
        assert put(browser, upload_id, number, data[number * PART :][:PART]).status == 200
    return upload_id


def lying(store: Store) -> list[Path]:
    """The uploads of the tenant that lie in the folder."""
    return list((FILES / FOLDER / str(store.commune.tenant.tenant_id)).glob("*/*"))


def test_a_file_goes_on_where_it_was_cut_and_is_handed_in(store: Store, khai: Browser) -> None:
    path, place = f"nhiem-vu/{store.tasks[0]}", str(store.tasks[0])
    first = told(announce(khai, place=place))
    assert first["have"] == 0
    assert told(put(khai, first["id"], 0, PARTS[0]))["have"] == 1
    again = browse(store.commune, "khai")  # another session, after a reload
    assert "to.pdf: đã gửi 33%" in again.get(path).text
    assert told(announce(again, place=place)) == first | {"have": 1}
    last = [told(put(again, first["id"], number, PARTS[number])) for number in (1, 2)][-1]
    assert last["facts"].startswith("PDF, ")
    page = again.get(path)
    assert page.form("/nop")["sent"] == first["id"]
    fields = page.form("/nop") | {"result": "Xong"}
    assert again.post(f"{path}/nop", fields).status == 303
    digest = sha256(WHOLE).hexdigest()
    assert again.get(f"{path}/minh-chung/{digest}").response.data == WHOLE
    assert "sent" not in again.get(path).html
    assert again.post(f"{path}/nop", fields).status == 303  # the answer was lost: sent again


def test_what_lies_there_is_sealed(store: Store, khai: Browser) -> None:
    upload_id = told(announce(khai))["id"]
    put(khai, upload_id, 0, PARTS[0])
    [home] = lying(store)
    assert PARTS[0][:200] not in (home / "0").read_bytes()
    assert not any(path.name.startswith("tmp-") for path in home.iterdir())


def test_a_part_out_of_order_or_sent_twice_is_no_harm(khai: Browser) -> None:
    upload_id = told(announce(khai))["id"]
    early = put(khai, upload_id, 1, PARTS[1])
    assert (early.status, told(early)) == (409, {"have": 0})
    for _ in range(2):
        assert told(put(khai, upload_id, 0, PARTS[0]))["have"] == 1
    assert put(khai, upload_id, 1, PARTS[1][:-1]).status == 409
    assert put(khai, upload_id, 1, PARTS[1] + b"x").status == 413
    for number in (1, 2):
        put(khai, upload_id, number, PARTS[number])
    assert told(put(khai, upload_id, 2, PARTS[2]))["facts"]


def test_another_file_than_announced_is_thrown_away(store: Store, khai: Browser) -> None:
    upload_id = told(announce(khai))["id"]
    wrong = [PARTS[0], PARTS[1], b"\0" * len(PARTS[2])]
    answer = [put(khai, upload_id, number, part) for number, part in enumerate(wrong)][-1]
    assert answer.status == 422
    assert "Hãy chọn lại" in told(answer)["error"]
    assert lying(store) == []
    assert put(khai, upload_id, 0, PARTS[0]).status == 404


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("to.pdf", LARGEST + 1024 * 1024, "quá lớn"),
        ("trong.pdf", 0, "không có nội dung"),
        ("cai.exe", 99, "Chưa nhận được loại tệp"),
    ],
)
def test_what_will_not_be_taken_is_refused_before_it_is_sent(
    store: Store, khai: Browser, name: str, size: int, said: str
) -> None:
    answer = khai.post("tai-tep", {"name": name, "size": str(size), "sha256": "a" * 64})
    assert answer.status == 422
    assert said in told(answer)["error"]
    assert lying(store) == []


def test_a_file_that_is_not_what_its_name_says_is_refused_when_it_is_whole(
    khai: Browser,
) -> None:
    upload_id = told(announce(khai, b"MZ" + b"\0" * 90, "bao-cao.pdf"))["id"]
    answer = put(khai, upload_id, 0, b"MZ" + b"\0" * 90)
    assert answer.status == 422
    assert "bao-cao.pdf" in told(answer)["error"]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"name": "a.pdf", "size": "9", "sha256": "A" * 64},
        {"name": "a.pdf", "size": "-1", "sha256": "a" * 64},
        {"name": "a.pdf", "size": "9" * 40, "sha256": "a" * 64},
    ],
    ids=["nothing", "no hash", "a size below zero", "a size beyond all"],
)
def test_rubbish_is_no_upload(khai: Browser, facts: dict[str, str]) -> None:
    assert khai.post("tai-tep", facts).status == 400


def test_nobody_else_sees_it_or_goes_on_with_it(
    store: Store, khai: Browser, admin: Instance, instance: Instance
) -> None:
    upload_id = told(announce(khai, place=str(store.tasks[0])))["id"]
    put(khai, upload_id, 0, PARTS[0])
    head, stranger = browse(store.commune, "do"), make_commune(admin, instance)
    for other in (head, browse(stranger, "khai")):
        assert put(other, upload_id, 1, PARTS[1]).status == 404
        assert told(announce(other))["have"] == 0
    assert put(visit(store.commune), upload_id, 1, PARTS[1]).status == 401
    assert "to.pdf" not in head.get(f"nhiem-vu/{store.tasks[0]}").text


def test_what_is_not_whole_or_not_ones_own_is_not_handed_in(
    store: Store, khai: Browser
) -> None:
    path = f"nhiem-vu/{store.tasks[0]}"
    half = told(announce(khai))["id"]
    theirs = sent(browse(store.commune, "do"))
    for upload_id in (half, theirs, str(uuid4())):
        fields = khai.get(path).form("/nop") | {"sent": upload_id, "result": "Giữ lại"}
        answer = khai.post(f"{path}/nop", fields)
        assert answer.status == 422
        assert "Hãy chọn lại tệp" in answer.errors[0]
        assert answer.form("/nop")["result"] == "Giữ lại"


def test_a_form_that_was_refused_still_has_its_files(store: Store, khai: Browser) -> None:
    path = f"nhiem-vu/{store.tasks[0]}"
    upload_id = sent(khai, place=str(store.tasks[0]))
    fields = khai.get(path).form("/nop") | {"fact_on": "rác"}
    answer = khai.post(f"{path}/nop", fields)
    assert answer.status == 422
    assert answer.form("/nop")["sent"] == upload_id


def test_the_same_file_elsewhere_is_said_when_it_is_whole(store: Store, khai: Browser) -> None:
    store.hand_in(0, store.file(WHOLE))
    upload_id = told(announce(khai, place=str(store.tasks[1])))["id"]
    answer = [told(put(khai, upload_id, n, part)) for n, part in enumerate(PARTS)][-1]
    assert answer["note"].startswith("“to.pdf” đã là minh chứng của ")


def test_too_many_at_once_are_refused(khai: Browser) -> None:
    for number in range(60):
        assert announce(khai, name=f"{number}.pdf").status == 200
    assert announce(khai, name="60.pdf").status == 422


def test_what_nobody_went_on_with_is_cleared_away(store: Store, khai: Browser) -> None:
    old, fresh = told(announce(khai))["id"], told(announce(khai, name="moi.pdf"))["id"]
    past = (now() - timedelta(hours=73)).timestamp()
    [home] = [home for home in lying(store) if home.name == old]
    os.utime(home, (past, past))
    assert drop_old(FILES, now()) >= 1
    assert [home.name for home in lying(store)] == [fresh]
