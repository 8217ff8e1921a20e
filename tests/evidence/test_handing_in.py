"""Handing in what is there already; what is pointed out, and never stands in the way."""

from datetime import timedelta
from uuid import UUID

from service.clock import today
from service.evidence.keeping import WithdrawEvidence
from service.tasks.bringing import Described
from tests.evidence.conftest import PDF, Store
from tests.tasks.given import given_task
from tests.tasks.test_evidence import upload
from tests.web import Browser, browse


def test_handing_in_offers_what_is_there_and_uses_it(
    store: Store, item: UUID, khai: Browser
) -> None:
    path = f"nhiem-vu/{store.tasks[1]}"
    page = khai.get(path)
    assert "Chọn minh chứng đã có (1)" in page.text
    fields = page.form("/nop") | {"reused": str(item)}
    assert khai.post(f"{path}/nop", fields).status == 303
    assert len(store.uses(item)) == 2
    assert "biên bản" in khai.get(path).text


def test_rubbish_among_the_reused_is_no_error_of_ours(store: Store, khai: Browser) -> None:
    path = f"nhiem-vu/{store.tasks[1]}"
    fields = khai.get(path).form("/nop")
    assert khai.post(f"{path}/nop", fields | {"reused": "x"}).status == 422
    assert khai.post(f"{path}/nop", fields | {"reused": str(store.tasks[0])}).status == 404


def test_withdrawn_evidence_is_not_offered_and_refused(
    store: Store, item: UUID, khai: Browser
) -> None:
    path = f"nhiem-vu/{store.tasks[1]}"
    fields = khai.get(path).form("/nop") | {"reused": str(item), "result": "Xong"}
    store.commune.do(WithdrawEvidence(evidence_id=item, reason="Nhầm"), by="khai")
    assert "Chọn minh chứng đã có" not in khai.get(path).text
    refused = khai.post(f"{path}/nop", fields)
    assert refused.status == 422
    assert "Đã rút" in refused.text


def test_a_file_that_proves_another_product_is_pointed_out(
    store: Store, item: UUID, khai: Browser
) -> None:
    path = f"nhiem-vu/{store.tasks[1]}"
    assert upload(khai, path, ("lại.pdf", PDF)).status == 303
    [said, _] = khai.get(path).messages
    assert said.startswith("“lại.pdf” đã là minh chứng của ")
    assert "Ma Văn Khải nộp" in said
    own = given_task(store.commune, person="hung")
    hung = browse(store.commune, "hung")
    hung.post(f"nhiem-vu/{own}/nhan", hung.get(f"nhiem-vu/{own}").form("/nhan"))
    assert upload(hung, f"nhiem-vu/{own}", ("lại.pdf", PDF)).status == 303
    assert "đã là minh chứng" not in " ".join(hung.get(f"nhiem-vu/{own}").messages)


def test_an_expired_one_is_pointed_out(store: Store, khai: Browser) -> None:
    day = today(store.commune.tenant.zone) - timedelta(days=2)
    item = store.hand_in(0, store.file(), described=Described(fact_on=day, until=day))
    assert "Hết hiệu lực" in khai.get(f"minh-chung/{item}").text
    assert f"hết hiệu lực từ {day:%d/%m/%Y}" in khai.get(f"nhiem-vu/{store.tasks[1]}").text
