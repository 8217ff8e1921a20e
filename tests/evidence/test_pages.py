"""The store of evidence, and the page of an item."""

import gzip
import io
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from werkzeug.datastructures import MultiDict

from service.clock import today
from service.evidence.keeping import UseEvidence
from service.tasks import states as task_states
from service.tasks.bringing import Described
from service.tasks.state import TaskState
from service.tasks.states import Sight
from tests.evidence.conftest import PDF, Store
from tests.queries import counted
from tests.tasks.given import given_task
from tests.web import OURS, Browser, Page, browse

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def send(
    browser: Browser, path: str, fields: dict[str, Any], *files: tuple[str, bytes]
) -> Page:
    """Post a form with files."""
    data = MultiDict([*fields.items(), *(("files", (io.BytesIO(d), n)) for n, d in files)])
    response = browser.client.post(browser.address(path), data=data, headers=OURS)
    response.request.environ["wsgi.input"].close()
    return Page(response)


def task_of(store: Store, task_id: UUID) -> TaskState:
    with store.commune.ledger.scope.begin() as connection:
        sight = Sight.of(store.commune.actors["khai"])
        return task_states.one(connection, task_id, sight, None)


def code_of(store: Store, task_id: UUID) -> str:
    return task_of(store, task_id).code


def test_the_store_lists_what_proves_which_task(
    store: Store, item: UUID, khai: Browser
) -> None:
    page = khai.get("minh-chung")
    assert page.heading == "Minh chứng"
    code = store.uses(item)[0].code
    assert "biên bản" in page.text
    assert code in page.text
    assert "Đã nộp" in page.text


def test_nobody_sees_evidence_of_tasks_that_they_may_not_see(store: Store, item: UUID) -> None:
    hung = browse(store.commune, "hung")
    assert "biên bản" not in hung.get("minh-chung").text
    assert hung.get(f"minh-chung/{item}").status == 404
    digest = sha256(PDF).hexdigest()
    assert hung.get(f"minh-chung/{item}/tep/{digest}").status == 404
    assert "biên bản" not in hung.get("tim", {"q": "bien ban"}).text
    for act in ("dung", "ban-moi", "chap-nhan", "tra-lai", "rut"):
        assert hung.post(f"minh-chung/{item}/{act}", {}).status == 404


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"q": "BIEN BAN"}, True),
        ({"q": "45/BB"}, True),
        ({"q": "quyết định"}, False),
        ({"loai": "minutes"}, True),
        ({"loai": "photo"}, False),
        ({"loai": "rubbish"}, True),
        ({"trang-thai": "handed_in"}, True),
        ({"trang-thai": "accepted"}, False),
        ({"trang-thai": "expired"}, True),
        ({"nhieu": "1"}, False),
        ({"viec": "{code}"}, True),
        ({"viec": "NV-0000-000"}, False),
        ({"don-vi": "{unit}"}, True),
        ({"don-vi": "{other}"}, False),
        ({"ke-hoach": "{plan}"}, True),
        ({"ke-hoach": "{another}"}, False),
        ({"tu": "{before}", "den": "{fact}"}, True),
        ({"tu": "{after}"}, False),
        ({"den": "{before}"}, False),
        ({"trang": "99"}, True),
    ],
    ids=str,
)
def test_the_list_is_filtered(
    store: Store, khai: Browser, query: dict[str, str], seen: bool
) -> None:
    day = today(store.commune.tenant.zone) - timedelta(days=5)
    said = Described(
        title="Biên bản nghiệm thu", kind="minutes", number="45/BB-UBND", fact_on=day, until=day
    )
    made = store.hand_in(0, store.file(), described=said)
    plan = task_of(store, store.tasks[0]).plan_id
    words = {
        "code": store.uses(made)[0].code,
        "unit": store.commune.actors["khai"].unit_id.hex[:10],
        "other": store.commune.actors["ha"].unit_id.hex[:10],
        "plan": str(plan)[:8],
        "another": str(task_of(store, store.tasks[1]).plan_id)[:8],
        "fact": f"{day:%d/%m/%Y}",
        "before": f"{day - timedelta(days=1):%d/%m/%Y}",
        "after": f"{day + timedelta(days=1):%d/%m/%Y}",
    }
    asked = {name: value.format(**words) for name, value in query.items()}
    assert ("Biên bản nghiệm thu" in khai.get("minh-chung", asked).text) is seen


def test_a_day_that_is_none_is_said_and_asks_nothing(item: UUID, khai: Browser) -> None:
    page = khai.get("minh-chung", {"tu": "hôm qua"})
    assert "biên bản" in page.text
    assert "Từ ngày: hãy gõ ngày" in " ".join(page.messages)


def test_an_item_shows_its_files_with_their_hashes(item: UUID, khai: Browser) -> None:
    page, digest = khai.get(f"minh-chung/{item}"), sha256(PDF).hexdigest()
    assert page.heading == "biên bản"
    assert digest in page.text
    assert khai.get(f"minh-chung/{item}/tep/{digest}").response.data == PDF
    assert khai.get(f"minh-chung/{item}/tep/{'0' * 64}").status == 404


def test_it_is_revised_returned_accepted_and_withdrawn_on_its_page(
    store: Store, item: UUID, khai: Browser
) -> None:
    path, head = f"minh-chung/{item}", browse(store.commune, "do")
    bare = head.post(f"{path}/tra-lai", head.get(path).form("/tra-lai"))
    assert bare.status == 422
    assert "Chưa đạt ở chỗ nào?" in bare.errors[0]
    asked = head.get(path).form("/tra-lai") | {"wrong": "Thiếu chữ ký"}
    assert head.post(f"{path}/tra-lai", asked).status == 303
    assert "Trả lại: Thiếu chữ ký" in khai.get(path).text
    fields = khai.get(path).form("/ban-moi") | {"why": "Đã ký"}
    assert fields["fact_on"] == f"{store.item(item).fact_on:%d/%m/%Y}"
    assert send(khai, f"{path}/ban-moi", fields, ("ky.pdf", PDF + b" 2")).status == 303
    page = khai.get(path)
    assert "Bản 2, hiện dùng" in page.text
    assert "Vì sao thay: Đã ký" in page.text
    assert head.post(f"{path}/chap-nhan", head.get(path).form("/chap-nhan")).status == 303
    assert "Đã chấp nhận" in khai.get(path).text
    fields = khai.get(path).form("/rut") | {"ground": "Nộp nhầm"}
    assert khai.post(f"{path}/rut", fields).status == 303
    assert khai.get(path).soup.select_one("h1 del") is not None
    assert "Nộp nhầm" in head.get(path).text


def test_a_form_of_an_old_tab_changes_nothing(store: Store, item: UUID, khai: Browser) -> None:
    path, head = f"minh-chung/{item}", browse(store.commune, "do")
    old = khai.get(path).form("/rut") | {"ground": "Nhầm"}
    head.post(f"{path}/chap-nhan", head.get(path).form("/chap-nhan"))
    answer = khai.post(f"{path}/rut", old)
    assert answer.status == 409
    assert answer.form("/rut")["ground"] == "Nhầm"
    assert store.item(item).status == "accepted"


def test_a_second_click_does_nothing_twice(store: Store, item: UUID, khai: Browser) -> None:
    path = f"minh-chung/{item}"
    fields = khai.get(path).form("/rut") | {"ground": "Nhầm"}
    assert [khai.post(f"{path}/rut", fields).status for _ in range(2)] == [303, 303]
    assert store.item(item).version == 3


def test_who_may_not_judge_is_offered_no_button(
    store: Store, item: UUID, khai: Browser
) -> None:
    path = f"minh-chung/{item}"
    page = khai.get(path)
    assert "/chap-nhan" not in page.html
    assert "/rut" in page.html
    assert "/rut" not in browse(store.commune, "do").get(path).html
    refused = khai.post(f"{path}/chap-nhan", {"seen": "2"})
    assert refused.status == 422
    assert "Không ai tự chấp nhận" in refused.text


def test_files_of_who_may_not_revise_are_not_kept(store: Store, item: UUID) -> None:
    data = {"seen": "2", "why": "x"}
    refused = send(
        browse(store.commune, "do"), f"minh-chung/{item}/ban-moi", data, ("la.pdf", PDF + b" 9")
    )
    assert refused.status == 422
    with store.commune.ledger.scope.begin() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM files").scalar_one()
    assert kept == 1


def test_it_is_used_for_another_task_by_its_code(
    store: Store, item: UUID, khai: Browser
) -> None:
    path, other = f"minh-chung/{item}", given_task(store.commune, content="Việc thứ ba")
    code = code_of(store, other)
    unknown = khai.post(f"{path}/dung", khai.get(path).form("/dung") | {"target": "NV-1"})
    assert unknown.status == 422
    assert "Không thấy nhiệm vụ" in unknown.errors[0]
    fields = khai.get(path).form("/dung") | {"target": code.lower()}
    assert khai.post(f"{path}/dung", fields).status == 303
    assert "Việc thứ ba" in khai.get(path).text


def test_evidence_is_brought_in_by_itself(store: Store, khai: Browser) -> None:
    code = code_of(store, store.tasks[0])
    fields = khai.get("minh-chung/them").form("/them") | {"target": code}
    nothing = send(khai, "minh-chung/them", fields)
    assert nothing.status == 422
    assert nothing.errors == ["Tệp: Hãy chọn ít nhất một tệp."]
    made = send(khai, "minh-chung/them", fields, ("ảnh.png", PNG))
    assert made.status == 303
    assert khai.follow(made).heading == "ảnh"
    wrong = send(khai, "minh-chung/them", fields | {"proof_title": "Giữ lại"}, ("a.exe", b"MZ"))
    assert wrong.status == 422
    assert wrong.form("/them")["proof_title"] == "Giữ lại"


def test_a_day_before_it_was_handed_in_says_so(item: UUID, khai: Browser) -> None:
    page = khai.get(f"minh-chung/{item}", {"tai_ngay": "01/01/2026"})
    assert "chưa được nộp" in page.text
    assert "biên bản" not in khai.get("minh-chung", {"tai_ngay": "01/01/2026"}).text


def test_search_finds_it_without_marks(item: UUID, khai: Browser) -> None:
    page = khai.get("tim", {"q": "bien ban"})
    assert page.soup.select_one(f'a[href$="/minh-chung/{item}"]') is not None


def test_what_is_proved_tells_of_evidence(store: Store, item: UUID, khai: Browser) -> None:
    [number] = [
        str(link["href"]) for link in khai.get(f"minh-chung/{item}").soup.select(".timeline a")
    ][-1:]
    assert "Nộp minh chứng, 1 tệp." in khai.get(number).text
    assert browse(store.commune, "hung").get(number).status == 404


@pytest.mark.parametrize("path", ["minh-chung", "minh-chung/{}", "minh-chung/them"])
def test_pages_are_light_and_ask_little(store: Store, item: UUID, path: str) -> None:
    for login in ("khai", "do", "ha"):
        browser = browse(store.commune, login)
        with counted() as sent:
            page = browser.get(path.format(item))
        assert page.status == 200
        assert len(sent) <= 12, sent
        assert len(gzip.compress(page.response.data)) <= 14 * 1024


def test_a_use_by_mistake_is_taken_back_on_the_page_and_shown_struck(
    store: Store, item: UUID, khai: Browser
) -> None:
    second = store.tasks[1]
    store.commune.do(UseEvidence(evidence_id=item, purpose="task", for_id=second), by="khai")
    path = f"minh-chung/{item}"
    typed = khai.get(path).form("thoi-dung") | {"used": str(second), "mistake": ""}
    page = khai.post(f"{path}/thoi-dung", typed)
    assert page.status == 422
    assert page.form("thoi-dung")["used"] == str(second)
    done = khai.follow(khai.post(f"{path}/thoi-dung", typed | {"mistake": "Nhầm mã"}))
    assert done.messages == ["Đã gỡ; chỗ dùng nhầm vẫn hiện, có gạch ngang."]
    assert "Gỡ khỏi NV-" in done.text
    assert [d.get_text(" ", strip=True)[:7] for d in done.soup.select("dd del")] == ["đã gỡ: "]
    hung = browse(store.commune, "hung")
    assert hung.post(f"{path}/thoi-dung", typed | {"mistake": "Phá"}).status == 404
