"""A recurring duty on the pages: its times on the task, one line in the plan, and its end."""

from datetime import date

import pytest

from service.ledgers import Instance
from tests.people import Commune, make_commune
from tests.tasks.recurring import Office, opened
from tests.web import browse

SAID = ("; còn 2 kỳ khác chưa xong", "; còn 1 kỳ khác chưa xong", "")
FIRST_ROUND, SECOND_ROUND = date(2096, 3, 30), date(2096, 6, 1)


@pytest.fixture(scope="module")
def office(admin: Instance, instance: Instance) -> Office:
    """A quarterly duty of which three times were given out; the first is still owed."""
    made = opened(make_commune(admin, instance))
    made.work(FIRST_ROUND)
    made.work(date(2096, 7, 1))
    return made


def test_the_task_page_leads_to_its_other_times(office: Office) -> None:
    page = browse(office.commune, "khai").get(f"nhiem-vu/{office.first}")
    card = page.soup.select_one("[aria-labelledby=dinh-ky]")
    assert card
    said = " ".join(card.get_text(" ").split())
    assert "Kỳ 1 (trang này), hạn 02/04/2096" in said
    assert "Kỳ tiếp theo được giao từ ngày 30/09/2096" in said
    linked = [str(a["href"]).rpartition("/")[2] for a in card.select("a")]
    assert linked == [str(task.task_id) for task in office.times()[1:]]
    assert "Giao kỳ tiếp theo, hạn 02/07/2096." in page.text


def test_the_plan_has_one_line_for_it_with_the_time_that_is_owed(office: Office) -> None:
    page = browse(office.commune, "ha").get(f"ke-hoach/{office.plan_id}")
    assert [code.text for code in page.soup.select("table .code")] == [office.times()[0].code]
    assert "Định kỳ, kỳ thứ 1; còn 2 kỳ khác chưa xong" in page.text


def test_the_line_goes_on_with_the_first_time_owed_and_ends_with_the_last(
    commune: Commune,
) -> None:
    office = opened(commune)
    office.work(FIRST_ROUND)
    office.work(date(2096, 7, 1))
    reader = browse(commune, "ha")
    for number, (one, said) in enumerate(zip(office.times(), SAID, strict=True), 1):
        page = reader.get(f"ke-hoach/{office.plan_id}")
        assert [code.text for code in page.soup.select("table .code")] == [one.code]
        assert f"Định kỳ, kỳ thứ {number}{said}" in page.text
        assert "Đang hiện" not in page.text
        office.finish(one.task_id)
    done = reader.get(f"ke-hoach/{office.plan_id}", {"tinh_trang": "xong"})
    assert [code.text for code in done.soup.select("table .code")] == [one.code]
    assert f"Định kỳ, kỳ thứ {number}" in done.text
    assert "chưa xong" not in done.text


def test_who_sees_nothing_of_it_reads_no_links(office: Office) -> None:
    assert browse(office.commune, "hung").get(f"nhiem-vu/{office.first}").status == 404


def test_on_a_past_day_it_is_as_it_was(office: Office) -> None:
    page = browse(office.commune, "khai").get(f"nhiem-vu/{office.first}?tai_ngay=2020-01-01")
    assert "dinh-ky" not in page.html


def test_a_series_is_ended_on_the_page_of_its_last_time(commune: Commune) -> None:
    office = opened(commune)
    browser = browse(commune, "ha")
    address = f"nhiem-vu/{office.first}"
    form = browser.get(address).form("/dung-dinh-ky")
    tried = browser.post(f"{address}/dung-dinh-ky", form | {"why": ""})
    assert tried.status == 422
    assert "Hãy ghi rõ lý do." in tried.text
    browser.post(f"{address}/dung-dinh-ky", form | {"why": "Cấp trên bỏ báo cáo này"})
    after = browser.get(address)
    assert "Không còn kỳ tiếp theo." in after.text
    assert "/dung-dinh-ky" not in after.html
    assert "/dung-dinh-ky" not in browse(commune, "khai").get(address).html
