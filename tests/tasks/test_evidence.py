"""Files on their way in and out: what is taken, what is refused, who may have them."""

import io
from hashlib import sha256
from typing import Any
from uuid import UUID

import docx
import pytest
from werkzeug.datastructures import MultiDict

from service.tasks.judging import SendBack
from service.tasks.working import Acknowledge
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import OURS, Browser, Page, browse
from tests.work.ledger import count

PDF, PNG = b"%PDF-1.4\nmot tep thu", b"\x89PNG\r\n\x1a\n" + b"\0" * 40
EXE = b"MZ" + b"\0" * 200
REFUSED = {
    "of 0 bytes": ("trong.pdf", b"", "không có nội dung"),
    "over 25 MB": ("to.pdf", PDF + b"\0" * (25 * 1024 * 1024), "quá lớn"),
    "an exe": ("cai-dat.exe", EXE, "Chưa nhận được loại tệp"),
    "an exe that says it is a PDF": ("bao-cao.pdf", EXE, "Chưa nhận được loại tệp"),
    "a picture that says it is a PDF": ("bao-cao.pdf", PNG, "không đúng với tên"),
    "a page of HTML": ("trang.html", b"<script>alert(1)</script>", "không đúng với tên"),
    "neither text nor anything known": ("la.txt", b"\xff\xfe\x00", "Chưa nhận được loại tệp"),
}


def upload(
    browser: Browser, path: str, *files: tuple[str, bytes], note: str = "Đã xong"
) -> Page:
    """Hand in a product with files, with the form that the page shows."""
    fields: list[tuple[str, Any]] = list(browser.get(path).form("/nop").items())
    fields += [("files", (io.BytesIO(data), name)) for name, data in files]
    data = MultiDict(fields)
    data["result"] = note
    address = browser.address(f"{path}/nop")
    response = browser.client.post(address, data=data, headers=OURS)
    response.request.environ["wsgi.input"].close()  # the client leaves its own file open
    return Page(response)


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    return task_id


@pytest.fixture
def path(task_id: UUID) -> str:
    return f"nhiem-vu/{task_id}"


@pytest.fixture
def khai(commune: Commune) -> Browser:
    return browse(commune, "khai")


def word_file() -> bytes:
    document, kept = docx.Document(), io.BytesIO()
    document.add_paragraph("Biên bản")
    document.save(kept)
    return kept.getvalue()


def link(digest: str) -> str:
    return f"minh-chung/{digest}"


def test_several_files_are_listed_and_come_back_as_they_were(khai: Browser, path: str) -> None:
    files = [("biên bản.pdf", PDF), ("anh.png", PNG), ("bao cao.docx", word_file())]
    assert upload(khai, path, *files).status == 303
    shown = khai.get(path)
    assert "Nộp sản phẩm với 3 minh chứng." in shown.text
    for name, data in files:
        got = khai.get(f"{path}/{link(sha256(data).hexdigest())}").response
        assert got.data == data
        assert got.headers["Content-Disposition"].startswith("attachment")
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert name in shown.text


@pytest.mark.parametrize(("name", "data", "said"), REFUSED.values(), ids=REFUSED)
def test_a_refused_file_is_named_and_what_was_typed_stays(
    commune: Commune, khai: Browser, path: str, name: str, data: bytes, said: str
) -> None:
    before = count(commune.ledger.scope)
    answer = upload(khai, path, ("tot.pdf", PDF), (name, data), note="Giữ lại dòng này")
    assert answer.status == 422
    assert name in answer.errors[0]
    assert said in answer.errors[0]
    assert answer.form("/nop")["result"] == "Giữ lại dòng này"
    assert count(commune.ledger.scope) == before


def test_a_claim_of_200_mb_is_answered_before_it_is_read(khai: Browser, path: str) -> None:
    answer = khai.client.post(
        khai.address(f"{path}/nop"),
        headers=OURS | {"Content-Type": "multipart/form-data; boundary=x"},
        environ_overrides={"CONTENT_LENGTH": str(200 * 1024 * 1024)},
    )
    assert answer.status_code == 413
    assert "25 MB" in answer.text


def test_nothing_at_all_is_not_handed_in(khai: Browser, path: str) -> None:
    answer = upload(khai, path, note="  ")
    assert answer.status == 422
    [said] = answer.errors
    assert said.startswith("Tệp minh chứng: Hãy chọn ít nhất một tệp minh chứng")


def test_the_same_file_twice_is_one_piece_of_evidence(khai: Browser, path: str) -> None:
    upload(khai, path, ("mot.pdf", PDF), ("hai.pdf", PDF))
    assert "Nộp sản phẩm với 1 minh chứng." in khai.get(path).text


def test_a_name_loses_its_folders_and_its_hidden_signs(khai: Browser, path: str) -> None:
    upload(khai, path, ("..\\..\\etc/bie\u0302n\u202e ba\u0309n.pdf", PDF))
    assert "biên bản.pdf" in khai.get(path).text


def test_files_of_an_earlier_submission_stay(
    commune: Commune, khai: Browser, task_id: UUID, path: str
) -> None:
    upload(khai, path, ("lan-1.pdf", PDF))
    commune.do(SendBack(task_id=task_id, reason="Thiếu ảnh"), by="do")
    upload(khai, path, ("lan-2.png", PNG))
    shown = khai.get(path).text
    assert shown.index("Lần nộp 2") < shown.index("Lần nộp 1")
    assert khai.get(f"{path}/{link(sha256(PDF).hexdigest())}").response.data == PDF


def test_a_file_is_got_through_its_own_task_only(
    commune: Commune, khai: Browser, path: str
) -> None:
    upload(khai, path, ("mot.pdf", PDF))
    digest, other = sha256(PDF).hexdigest(), given_task(commune)
    assert khai.get(f"nhiem-vu/{other}/{link(digest)}").status == 404
    assert khai.get(f"{path}/{link('0' * 64)}").status == 404
    assert khai.get(f"{path}/{link('..%2f..%2fetc')}").status == 404


def test_who_may_not_see_the_task_may_not_have_its_files(
    commune: Commune, khai: Browser, path: str
) -> None:
    upload(khai, path, ("mot.pdf", PDF))
    address = f"{path}/{link(sha256(PDF).hexdigest())}"
    assert browse(commune, "do").get(address).status == 200
    assert browse(commune, "hung").get(address).status == 404


def test_a_file_of_who_is_not_in_charge_is_not_kept(commune: Commune, path: str) -> None:
    head = browse(commune, "do")
    secret = b"%PDF-1.4 " + path.encode()
    data = {"files": (io.BytesIO(secret), "la.pdf"), "result": "x", "seen": "2"}
    assert head.post(f"{path}/nop", data).status == 422
    with commune.ledger.scope.begin() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM files").scalar_one()
    assert kept == 0


def test_twenty_files_are_taken_and_not_one_more(khai: Browser, path: str) -> None:
    files = [(f"{n}.txt", str(n).encode()) for n in range(21)]
    answer = upload(khai, path, *files)
    assert answer.status == 422
    assert "nhiều nhất 20 tệp" in answer.errors[0]
    assert upload(khai, path, *files[:20]).status == 303


def report(browser: Browser, path: str, *files: tuple[str, bytes]) -> Page:
    """Report an objective cause with the files that show it."""
    fields = browser.get(path).form("/kho-khan")
    fields |= {"cause": "objective", "obstacle": "Sạt lở đường vào bản"}
    came = [("files", (io.BytesIO(data), name)) for name, data in files]
    data = MultiDict([*fields.items(), *came])
    response = browser.client.post(browser.address(f"{path}/kho-khan"), data=data, headers=OURS)
    response.request.environ["wsgi.input"].close()
    return Page(response)


def test_an_objective_cause_is_claimed_with_files_for_who_judges_it(
    commune: Commune, khai: Browser, path: str
) -> None:
    done = khai.follow(report(khai, path, ("sat-lo.pdf", PDF)))
    assert "Báo khó khăn, nguyên nhân khách quan, kèm 1 tệp." in done.text
    assert "Kèm khó khăn đã báo" in done.text
    leader = browse(commune, "dung")
    assert "1 tệp kèm theo" in leader.get("").text
    [link] = leader.get(path).soup.select(".notice a[download]")
    got = leader.get(str(link["href"]))
    assert (got.status, got.response.get_data()) == (200, PDF)
    assert browse(commune, "hung").get(str(link["href"])).status == 404


def test_a_claim_with_a_file_that_is_not_taken_keeps_what_was_typed(
    commune: Commune, khai: Browser, path: str
) -> None:
    page = report(khai, path, ("cai-dat.exe", EXE))
    assert page.status == 422
    assert "Chưa nhận được loại tệp" in page.text
    assert page.form("/kho-khan")["obstacle"] == "Sạt lở đường vào bản"
    assert "Báo khó khăn, nguyên nhân khách quan" not in khai.get(path).text
