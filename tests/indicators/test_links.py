"""What an indicator follows from, and under which it stands, is said on its page by code."""

from decimal import Decimal
from uuid import UUID, uuid5

import pytest

from events.errors import RefusedError
from events.measuring import WrongPartsError
from events.plan_items import Item
from events.values import Evidence
from service.evidence.keeping import AddEvidence
from service.indicators.measuring import (
    ChainedError,
    DeriveIndicator,
    PutUnder,
    RoundAboutError,
)
from service.work import Command
from tests.indicators.test_measuring import figure, given, measure, only, stood
from tests.past import Story, days_ago, issued
from tests.web import browse


def code(story: Story, indicator_id: UUID) -> str:
    return only(story, indicator_id).state.code


def test_who_keeps_the_plans_says_from_what_a_figure_follows(story: Story) -> None:
    whole, first, second = given(story, 3)
    for one, value in ((first, 45), (second, 90)):
        story.do(measure(one, figure=figure(value=Decimal(value))), by="ha", at=days_ago(5))
    browser = browse(story, "ha")
    typed = {"rule": "share", "codes": f"{code(story, first).lower()}; {code(story, second)}"}
    done = browser.follow(browser.post(f"chi-tieu/{whole}/tinh-tu", typed))
    assert "Tính từ tỷ lệ của các chỉ tiêu dưới đây." in done.text
    assert only(story, whole).value == Decimal(50)
    again = {"rule": "", "codes": typed["codes"]}
    done = browser.follow(browser.post(f"chi-tieu/{whole}/tinh-tu", again))
    assert "Tính từ tỷ lệ" not in done.text
    assert "Nhập số liệu" in done.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("CT-9999-001", "Không thấy chỉ tiêu có mã CT-9999-001."),
        ("", "Hãy ghi ít nhất hai chỉ tiêu thành phần."),
        ("{own}, {other}", "Một chỉ tiêu không thể tính từ chính nó."),
    ],
)
def test_what_cannot_be_a_part_is_refused_and_what_was_typed_stays(
    story: Story, typed: str, said: str
) -> None:
    whole, other = given(story, 2)
    codes = typed.format(own=code(story, whole), other=code(story, other))
    page = browse(story, "ha").post(
        f"chi-tieu/{whole}/tinh-tu", {"rule": "sum", "codes": codes}
    )
    assert page.status == 422
    assert said in page.text
    assert page.form("tinh-tu")["codes"] == codes
    followed = only(story, whole).followed
    assert followed
    assert followed.rule is None


def test_figures_follow_in_one_step_and_nothing_stands_under_itself(story: Story) -> None:
    whole, first, second, third = given(story, 4)
    story.do(
        DeriveIndicator(indicator_id=whole, rule="sum", parts=(first, second)),
        by="ha",
        at=days_ago(5),
    )
    story.do(PutUnder(indicator_id=first, whole_id=whole), by="ha", at=days_ago(5))
    refused: list[tuple[Command, type[RefusedError]]] = [
        (DeriveIndicator(indicator_id=third, rule="sum", parts=(whole, second)), ChainedError),
        (DeriveIndicator(indicator_id=first, rule="sum", parts=(second, third)), ChainedError),
        (
            DeriveIndicator(indicator_id=third, rule="share", parts=(first, second, whole)),
            ChainedError,
        ),
        (
            DeriveIndicator(indicator_id=third, rule="mean", parts=(first, first)),
            WrongPartsError,
        ),
        (PutUnder(indicator_id=whole, whole_id=first), RoundAboutError),
    ]
    for command, why in refused:
        with pytest.raises(why):
            story.do(command, by="ha", at=days_ago(4))


def test_a_part_names_its_whole_and_may_stand_alone_again(story: Story) -> None:
    whole, part = given(story, 2)
    browser = browse(story, "ha")
    path = f"chi-tieu/{part}/thuoc"
    done = browser.follow(browser.post(path, {"whole": code(story, whole)}))
    assert "Thuộc chỉ tiêu" in done.text
    assert "Trong đó" in browser.get(f"chi-tieu/{whole}").text
    assert browser.post(path, {"whole": "CT-9999-001"}).status == 422
    done = browser.follow(browser.post(path, {"whole": ""}))
    assert "Thuộc chỉ tiêu" not in done.text


def test_an_official_finds_no_such_forms(story: Story) -> None:
    [one] = given(story)
    browser = browse(story, "khai")
    assert "Tính từ chỉ tiêu khác" not in browser.get(f"chi-tieu/{one}").text
    assert browser.post(f"chi-tieu/{one}/tinh-tu", {"rule": ""}).status == 403


def test_a_quality_is_closed_by_what_was_brought_for_it(story: Story) -> None:
    quality = Item(item_id=1, kind="indicator", state="accepted", text="Đổi mới lề lối")
    issued(story, [quality], at=days_ago(60))
    [one] = [found.state.indicator_id for found in stood(story)]
    file = Evidence(sha256="a" * 64, name="quy-che.pdf", size=3, kind="pdf")
    add = AddEvidence(purpose="indicator", for_id=one, files=(file,))
    item = uuid5(story.do(add, by="khai", at=days_ago(5)), "evidence")
    browser = browse(story, "ha")
    typed = {"reached": "1", "statement": "Quy chế 12", "proofs": [str(item), str(one)]}
    done = browser.follow(browser.post(f"chi-tieu/{one}/danh-gia", typed))
    assert "Căn cứ: Quy chế 12. Minh chứng: quy-che.pdf" in done.text
    followed = only(story, one).followed
    assert followed
    assert followed.evidence == (file,)
