"""Times that cannot be are pointed out where they stand, and never changed."""

import pytest

from service.imports.importer import read_plan
from tests.imports.marked import marked
from tests.imports.rendering import sample


def found(text: str) -> list[tuple[str, str]]:
    reading = read_plan(text.encode(), "plan.txt")
    texts = {p.number: p.text for p in reading.paragraphs}
    kinds = {"impossible_period", "past_deadline", "late_deadline"}
    times = [a for a in reading.anomalies if a.kind in kinds]
    for one in times:
        assert texts[one.place.paragraph][one.place.start : one.place.end] == one.text
    return [(one.kind, one.text) for one in times]


def duty(words: str) -> str:
    plan = marked("department_half").text
    return plan.replace("Phòng Kinh tế thực hiện nhiệm vụ 2 và 4.", f"Phòng Kinh tế {words}")


def test_a_plan_for_the_second_half_cannot_ask_for_the_first_quarter() -> None:
    words = "báo cáo UBND xã định kỳ (quý I, 6 tháng, quý III, năm)."
    assert found(duty(words)) == [
        ("impossible_period", "định kỳ (quý I, 6 tháng, quý III, năm)")
    ]
    assert not found(duty("báo cáo UBND xã định kỳ (quý III, năm)."))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("hoàn thành trước ngày 15/3/2026.", "past_deadline"),
        ("hoàn thành trước ngày 15/3/2029.", "late_deadline"),
    ],
)
def test_a_day_outside_the_plan_is_asked_about(words: str, kind: str) -> None:
    assert [one for one, _text in found(duty(words))] == [kind]


def test_an_ordinary_plan_raises_no_such_question() -> None:
    assert not found(sample("commune"))
    assert not found(marked("department_half").text)
