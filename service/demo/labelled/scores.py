"""Months in which people gave themselves every point, with the work done and with it undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.demo.courses import Course, Duty
from service.demo.days import Days
from service.demo.labelled.label import Label
from service.demo.labelled.turns import plain, undone
from service.demo.scored import RULES, month_of
from service.demo.script import Act, Script
from service.evaluation.sheets import ConfirmScore, SelfScore

FULL = {item.code: item.most for item in RULES.common}
BEGINS = timedelta(days=20)  # before the date


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whose month, so many months ago, how their work went, and what that makes it."""

    login: str
    ago: int
    what: str
    course: Course
    label: Label
    confirmed: bool = True

    def first(self, today: date) -> date:
        """Give the first day of the month."""
        months = 12 * today.year + today.month - 1 - self.ago
        return date(months // 12, months % 12 + 1, 1)

    def duty(self, days: Days) -> Duty:
        """Give the work, due on the fifth working day of the month."""
        due = days.calendar.after(self.first(days.today) - timedelta(days=1), 5)
        return Duty(
            self.what,
            f"{self.login} -> tam, kien",
            f"1 báo cáo: {self.what.lower()} = DC.02",
            f"d{(due - days.today).days:+d}",
            self.course,
        )


SHEETS = (
    Sheet("say", 6, "Rà soát văn bản hết hiệu lực", plain(), "innocent"),
    Sheet("muoi", 5, "Sắp xếp kho lưu trữ", undone, "guilty"),
    Sheet("xuan", 4, "Quyết toán quý", plain(-1), "innocent"),
    Sheet("pha", 3, "Soạn quy chế làm việc", undone, "guilty", confirmed=False),
)


def scored_themselves(script: Script, opened: list[Act]) -> Iterator[Act]:
    """Let each score themselves in full, and their head confirm most of it."""
    for sheet in SHEETS:
        month = month_of(script, opened, sheet.first(script.days.today))
        said = SelfScore(period_id=month.period_id, common=FULL, picked={})
        yield month.act(sheet.login, -1, 100, said)
        if sheet.confirmed:
            confirm = ConfirmScore(
                person_id=script.cast.actors[sheet.login].person_id,
                period_id=month.period_id,
                common=FULL,
                picked={},
                comment="Nhất trí.",
            )
            yield month.act("tam", 1, 120, confirm)
