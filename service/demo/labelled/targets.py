"""Targets that became easier in mid-year, and those that were put right or raised."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from events.plan_items import Item
from events.plan_life import Paper, Wish
from events.values import Comparator, Target
from service.demo.days import instant
from service.demo.labelled.label import Label
from service.demo.script import Act, Script
from service.tasks.amending import AmendPlan

SLIP, CHANGED = 4, 120  # working days and days after the issue


class Aim(NamedTuple):
    """A target: at first and later, what the change is, and why it was made."""

    what: str
    comparator: Comparator
    first: int
    later: int
    label: Label
    why: str

    def item(self, number: int, value: int) -> Item:
        """Give the record of the plan with one of the values."""
        target = Target(comparator=self.comparator, value=Decimal(value), unit="%")
        return Item(
            item_id=number, kind="indicator", text=self.what, state="accepted", target=target
        )


IN_MID_YEAR = (
    Aim("Tỷ lệ hồ sơ trả đúng hạn", ">=", 95, 85, "guilty", "Khó đạt trong năm"),
    Aim("Tỷ lệ hồ sơ được số hóa", ">=", 90, 70, "guilty", "Thiếu máy quét"),
    Aim("Tỷ lệ hồ sơ phải bổ sung quá một lần", "<=", 5, 12, "guilty", "Theo thực tế"),
    Aim("Tỷ lệ thanh toán trực tuyến", ">=", 50, 65, "innocent", "Đã vượt mức đề ra"),
    Aim("Tỷ lệ phản ánh trễ hạn", "<=", 10, 4, "innocent", "Đã làm tốt hơn"),
)
PUT_RIGHT = (
    Aim("Tỷ lệ phản ánh được trả lời", ">=", 80, 100, "innocent", "Theo kế hoạch của tỉnh"),
    Aim("Tỷ lệ người dân hài lòng", ">=", 98, 89, "innocent", "Gõ nhầm, bản ký ghi 89"),
)
AIMS = (*PUT_RIGHT, *IN_MID_YEAR)


def aims(first: int) -> list[Item]:
    """Give the records of the plan, numbered from the first."""
    return [aim.item(number, aim.first) for number, aim in enumerate(AIMS, first)]


def amended(script: Script, plan_id: UUID, issued: date, first: int) -> Iterator[Act]:
    """Give the two amendments: a slip of the first days put right, and another in mid-year."""
    right, late = script.days.working(issued, SLIP), issued + timedelta(days=CHANGED)
    yield _amendment(plan_id, right, "ĐC-UBND", PUT_RIGHT, first)
    changed = script.days.working(late, 1)
    yield _amendment(plan_id, changed, "KH-UBND", IN_MID_YEAR, first + len(PUT_RIGHT))


def _amendment(
    plan_id: UUID, on: date, symbol: str, changed: tuple[Aim, ...], first: int
) -> Act:
    wishes = tuple(
        Wish(number, aim.item(number, aim.later), aim.why)
        for number, aim in enumerate(changed, first)
    )
    paper = Paper(number="64", symbol=symbol, dated=on, subject="Sửa đổi chỉ tiêu")
    amend = AmendPlan(plan_id=plan_id, wishes=wishes, paper=paper, in_force_on=on)
    return Act(instant(on, 400), "yen", amend)
