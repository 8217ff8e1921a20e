"""What a page may cost: queries to the database, and bytes over a slow line."""

import gzip
from uuid import UUID

import pytest

from service.tasks.working import Acknowledge, ReportProgress, Submit
from tests.people import Commune
from tests.queries import counted
from tests.tasks.given import given_task
from tests.web import browse

MOST_QUERIES, PAGE, FRAGMENT = 12, 14 * 1024, 6 * 1024


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    """A task with a long history."""
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    for n in range(30):
        report = ReportProgress(task_id=task_id, amount=n, note=f"Xong {n} hồ sơ")  # type: ignore[arg-type]
        commune.do(report, by="khai")
    return task_id


@pytest.mark.parametrize("login", ["khai", "do", "ha", "dung"])
@pytest.mark.parametrize("page", ["", "nhiem-vu/{}", "nhiem-vu/{}?tai_ngay=01/01/2026"])
def test_no_page_asks_the_database_more_than_twelve_times(
    commune: Commune, task_id: UUID, login: str, page: str
) -> None:
    browser, path = browse(commune, login), page.format(task_id)
    with counted() as sent:
        assert browser.get(path).status == 200
    assert len(sent) <= MOST_QUERIES


def test_more_tasks_ask_no_more(commune: Commune, task_id: UUID) -> None:
    khai, counts = browse(commune, "khai"), []
    for _ in range(2):
        with counted() as sent:
            khai.get("")
        counts.append(len(sent))
        for _ in range(3):
            given_task(commune)
    assert counts[0] == counts[1]


def test_a_page_and_its_fragment_are_light(commune: Commune, task_id: UUID) -> None:
    khai = browse(commune, "khai")
    path = f"nhiem-vu/{task_id}"
    fragment = khai.get(path, None, **{"HX-Request": "true"})
    assert len(gzip.compress(khai.get(path).response.data)) <= PAGE
    assert len(gzip.compress(khai.get("").response.data)) <= PAGE
    assert len(gzip.compress(fragment.response.data)) <= FRAGMENT


def test_a_judged_product_is_light_too(commune: Commune, task_id: UUID) -> None:
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    page = browse(commune, "do").get(f"nhiem-vu/{task_id}")
    assert len(gzip.compress(page.response.data)) <= PAGE
