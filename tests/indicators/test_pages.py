"""Pages of indicators: the list, one of them, entering and correcting; as of past days."""

import pytest

from tests.indicators.test_measuring import FIRST, LAST, given, measure, only
from tests.past import Story, days_ago, local_day
from tests.people import Commune
from tests.web import browse

PERIOD = f"{FIRST:%Y%m%d}-{LAST:%Y%m%d}"
TYPED = {
    "period": PERIOD,
    "value": "88,4",
    "source": "Hệ thống một cửa",
    "measured_on": f"{LAST:%d/%m/%Y}",
}


def test_two_fields_make_a_figure_and_the_page_says_where_it_stands(story: Story) -> None:
    [one] = given(story)
    browser = browse(story, "ha")
    assert "chưa đo trong kỳ này (không phải bằng 0)" in browser.get(f"chi-tieu/{one}").text
    done = browser.follow(browser.post(f"chi-tieu/{one}/so-lieu", TYPED))
    assert done.messages == [f"Đã ghi số liệu Năm {LAST.year}."]
    assert "Thực hiện: 88,4%" in done.text
    assert "Chưa đạt" in done.text
    assert "88,4%" in browser.get("chi-tieu").text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": ""}, "Hãy ghi số liệu, hoặc cả tử số và mẫu số."),
        ({"value": "tám"}, ""),
        ({"value": "", "numerator": "5", "denominator": "0"}, "Mẫu số phải khác 0."),
        ({"source": ""}, "Hãy ghi nguồn số liệu."),
        ({"period": "rac"}, ""),
        ({"measured_on": "31/12/2098"}, "chưa tới"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    story: Story, changed: dict[str, str], said: str
) -> None:
    [one] = given(story)
    typed = TYPED | changed
    page = browse(story, "ha").post(f"chi-tieu/{one}/so-lieu", typed)
    assert page.status == 422
    assert said in page.text
    form = page.form("so-lieu")
    assert {name: form[name] for name in ("value", "source", "measured_on")} == {
        name: typed[name] for name in ("value", "source", "measured_on")
    }
    assert only(story, one).figures == ()


def test_a_correction_shows_both_values_and_the_reason(story: Story) -> None:
    [one] = given(story)
    story.do(measure(one), by="ha", at=days_ago(5))
    browser = browse(story, "ha")
    page = browser.get(f"chi-tieu/{one}/so-lieu/1")
    assert page.form("so-lieu/1")["value"] == "88,4"
    right = {k: v for k, v in TYPED.items() if k != "period"} | {"value": "92", "reason": "Sót"}
    done = browser.follow(browser.post(f"chi-tieu/{one}/so-lieu/1", right))
    assert "92%" in done.text
    assert "cũ: 88,4%" in done.text
    assert "Lý do: Sót" in done.text
    without = browser.post(f"chi-tieu/{one}/so-lieu/1", right | {"reason": ""})
    assert (without.status, without.form("so-lieu/1")["value"]) == (422, "92")


def test_two_at_once_are_told_of_each_other(story: Story) -> None:
    [one] = given(story)
    first, second = browse(story, "ha"), browse(story, "ha")
    first.post(f"chi-tieu/{one}/so-lieu", TYPED)
    page = second.post(f"chi-tieu/{one}/so-lieu", TYPED | {"value": "91"})
    assert page.status == 422
    assert only(story, one).value is not None
    assert len(only(story, one).figures) == 1


def test_a_past_day_shows_what_was_known_and_nothing_to_write_with(story: Story) -> None:
    [one] = given(story)
    story.do(measure(one), by="ha", at=days_ago(5))
    day = local_day(20).isoformat()
    page = browse(story, "ha").get(f"chi-tieu/{one}", {"tai_ngay": day})
    assert "chưa đo trong kỳ này" in page.text
    assert page.soup.find("form", method="post", action=lambda a: "so-lieu" in str(a)) is None


def test_the_list_is_filtered_by_links(story: Story) -> None:
    one, _other = given(story, 2)
    story.do(measure(one), by="ha", at=days_ago(5))
    browser = browse(story, "ha")
    counts = {
        w: len(browser.get("chi-tieu", {"loc": w}).soup.select("tbody tr")) for w in WORDS
    }
    assert counts == {"": 2, "dat": 0, "chua-dat": 1, "chua-do": 1, "rubbish": 2}


WORDS = ("", "dat", "chua-dat", "chua-do", "rubbish")


def test_an_official_reads_and_does_not_write(story: Story) -> None:
    [one] = given(story)
    browser = browse(story, "khai")
    assert browser.get(f"chi-tieu/{one}").status == 200
    assert "Nhập số liệu" not in browser.get(f"chi-tieu/{one}").text
    assert browser.post(f"chi-tieu/{one}/so-lieu", TYPED).status == 403
    assert only(story, one).figures == ()


def test_an_indicator_of_another_commune_looks_missing(story: Story, commune: Commune) -> None:
    [one] = given(story)
    assert browse(commune, "ha").get(f"chi-tieu/{one}").status == 404
