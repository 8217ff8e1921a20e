"""Pages of the periods: a year opened, one opened, closed with a reason, reopened."""

from datetime import date
from uuid import uuid5

import pytest

from service.evaluation.opening import OpenPeriod, OpenYear
from tests.past import Story, days_ago, local_day
from tests.people import Commune
from tests.web import browse

YEAR = {"year": "2026", "followed_by": "month", "grace": "3"}
ONE = {
    "kind": "month",
    "start": "01/06/2026",
    "end": "30/06/2026",
    "cut_off": "30/06/2026",
    "due": "04/07/2026",
}


def test_a_year_is_opened_with_one_form(commune: Commune) -> None:
    browser = browse(commune, "ha")
    done = browser.follow(browser.post("danh-gia/ky/nam", YEAR))
    assert done.messages == ["Đã mở các kỳ của năm 2026."]
    assert all(name in done.text for name in ("Tháng 06/2026", "Quý II/2026", "Năm 2026"))
    assert "6 tháng đầu năm 2026" in done.text
    seen = browse(commune, "khai").get("danh-gia/ky")
    assert "Quý II/2026" in seen.text
    assert not seen.soup.select("main form.card")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"year": "hai"}, "Hãy ghi năm bằng bốn chữ số"),
        ({"year": "1999"}, "Hãy ghi năm từ 2020 đến 2100."),
        ({"year": "²025"}, "Hãy ghi năm bằng bốn chữ số"),
        ({"grace": "40"}, "Hãy ghi số ngày từ 0 đến 31."),
        ({"followed_by": "rac"}, ""),
    ],
)
def test_a_year_that_cannot_be_is_said_beside_what_was_typed(
    commune: Commune, changed: dict[str, str], said: str
) -> None:
    page = browse(commune, "ha").post("danh-gia/ky/nam", YEAR | changed)
    assert page.status == 422
    assert said in page.text
    assert page.form("nam")["year"] == (YEAR | changed)["year"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"end": "31/05/2026"}, "Các ngày chưa đúng thứ tự"),
        ({"start": "15/06/2026", "end": "15/07/2026", "cut_off": "15/07/2026"}, "Đã có kỳ"),
        ({"due": ""}, "Hãy ghi ngày phải chấm xong."),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    commune: Commune, changed: dict[str, str], said: str
) -> None:
    browser = browse(commune, "ha")
    if "start" in changed:
        commune.do(OpenYear(year=2026), by="ha")
    page = browser.post("danh-gia/ky", ONE | {"due": "20/07/2026"} | changed)
    assert (page.status, said in page.text) == (422, True)
    assert page.form("danh-gia/ky")["start"] == (ONE | changed)["start"]


def test_a_period_of_other_days_is_named_by_them(commune: Commune) -> None:
    browser = browse(commune, "ha")
    typed = ONE | {"start": "02/06/2026"}
    done = browser.follow(browser.post("danh-gia/ky", typed))
    assert "Tháng 02/06 - 30/06/2026" in done.text


def test_a_period_is_closed_and_reopened_with_reasons_and_the_past_stays(story: Story) -> None:
    start, end = local_day(40), local_day(11)
    asked = OpenPeriod(kind="month", start=start, end=end, cut_off=end, due=end)
    month = uuid5(story.do(asked, by="ha", at=days_ago(60)), f"month {start}")
    browser, address = browse(story, "ha"), f"danh-gia/ky/{month}"
    assert browser.post(f"{address}/khoa", {"reason": " "}).status == 422
    done = browser.follow(browser.post(f"{address}/khoa", {"reason": "Đã chấm xong"}))
    assert "Đã khóa" in done.text
    assert "Đã chấm xong" in done.text
    assert browser.post(f"{address}/khoa", {"reason": "Lần nữa"}).status == 422
    done = browser.follow(browser.post(f"{address}/mo-lai", {"reason": "Sót sản phẩm"}))
    assert "Lý do mở lại" in done.text
    assert "Quá hạn chấm, chưa khóa" in done.text
    then = browser.get(f"{address}?tai_ngay={local_day(1):%Y-%m-%d}")
    assert not then.soup.select("main form.card")


def test_a_period_that_goes_on_says_when_it_can_be_closed(commune: Commune) -> None:
    day = date(2099, 1, 1)
    asked = OpenPeriod(kind="month", start=day, end=day, cut_off=day, due=day)
    month = uuid5(commune.do(asked, by="ha"), f"month {day}")
    browser = browse(commune, "ha")
    assert "Khóa được kỳ sau ngày 01/01/2099" in browser.get(f"danh-gia/ky/{month}").text
    refused = browser.post(f"danh-gia/ky/{month}/khoa", {"reason": "Sớm"})
    assert "Chỉ khóa được kỳ sau ngày chốt số liệu 01/01/2099." in refused.text
