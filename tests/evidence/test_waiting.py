"""What is to be judged waits on the home page of who judges it, by task."""

from uuid import UUID, uuid5

from events.values import Evidence
from service.evidence.keeping import AddEvidence, EndUse, UseEvidence, WithdrawEvidence
from tests.evidence.conftest import Store
from tests.queries import counted
from tests.web import Page, browse


def waiting(page: Page) -> list[str]:
    found = page.soup.select("section[aria-labelledby=cho-duyet] .work__item")
    items = (" ".join(one.get_text(" ").split()) for one in found)
    return [text for text in items if "minh chứng chờ xem" in text]


def brought(store: Store, task_id: UUID, file: Evidence) -> UUID:
    """What Khải brings before the product."""
    add = AddEvidence(purpose="task", for_id=task_id, files=(file,))
    return uuid5(store.commune.do(add, by="khai"), "evidence")


def test_what_comes_with_a_product_is_judged_with_it(store: Store) -> None:
    store.hand_in(0, store.file())
    page = browse(store.commune, "do").get("")
    assert waiting(page) == []
    assert "Xem và duyệt" in page.text


def test_it_waits_for_who_accepts_the_product_until_it_is_judged(store: Store) -> None:
    first, second = store.tasks
    item = brought(store, first, store.file())
    more = AddEvidence(
        purpose="task", for_id=first, files=(store.file(b"%PDF-1.4 b", "b.pdf"),)
    )
    store.commune.do(more, by="khai")
    head = browse(store.commune, "do")
    with counted() as sent:
        [line] = waiting(head.get(""))
    assert len(sent) <= 12
    assert "2 minh chứng chờ xem" in line
    store.commune.do(UseEvidence(evidence_id=item, purpose="task", for_id=second), by="khai")
    assert len(waiting(head.get(""))) == 2
    store.commune.do(EndUse(evidence_id=item, for_id=second, reason="Nhầm"), by="khai")
    page = head.get("")
    [link] = page.soup.select("section[aria-labelledby=cho-duyet] a[href*=minh-chung]")
    assert "trang-thai=handed_in" in str(link["href"])
    head.post(f"minh-chung/{item}/chap-nhan", {"seen": str(store.item(item).version)})
    [line] = waiting(head.get(""))
    assert "1 minh chứng chờ xem" in line


def test_it_waits_for_nobody_who_brought_it_or_does_not_judge(store: Store) -> None:
    add = AddEvidence(purpose="task", for_id=store.tasks[0], files=(store.file(),))
    store.commune.do(add, by="do")
    item = brought(store, store.tasks[1], store.file(b"%PDF-1.4 b", "b.pdf"))
    assert len(waiting(browse(store.commune, "do").get(""))) == 1
    for login in ("khai", "su", "hung"):
        assert waiting(browse(store.commune, login).get("")) == []
    store.commune.do(WithdrawEvidence(evidence_id=item, reason="Nhầm"), by="khai")
    assert waiting(browse(store.commune, "do").get("")) == []
