"""Months of the story are scored: by the person, by whose post it is, some of them anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5
from zlib import crc32

from events.score_values import Part
from service.demo.days import instant
from service.demo.script import Act, Script
from service.evaluation.judging import Judging
from service.evaluation.opening import ClosePeriod, OpenYear
from service.evaluation.periods import one
from service.evaluation.petitions import AnswerPetition, Petition
from service.evaluation.rules import shipped
from service.evaluation.sheets import (
    AdjustScore,
    AnswerLine,
    ConfirmScore,
    CorrectScore,
    SelfScore,
)
from service.work import Command, Work

SCORERS: Mapping[str, str] = {  # who is scored, by whom; staff before heads
    "khai": "do",
    "hunglv": "ha",
    "hung": "ha",
    "ngoc": "bao",
    "mai": "thang",
    "do": "su",
    "thang": "su",
    "ha": "su",
}
LEADS = frozenset({"do", "thang", "ha"})
DUE = (  # days of the story on which somebody owed something that counts
    *(("hunglv", "d-250"), ("hung", "d-236"), ("khai", "d-230"), ("khai", "d-205")),
    *(("khai", "d-175"), ("hunglv", "d-160"), ("ngoc", "d-85"), ("do", "d-80")),
    *(("hung", "d-65"), ("thang", "d-51"), ("hung", "d-50"), ("ha", "d-285")),
    ("mai", "d-22"),
)
UNCONFIRMED, PETITIONS, LOCKED = "thang", ("khai", "d-205"), ("hunglv", "d-250")
RULES = shipped("nd335-2025")
WHOLE: Mapping[Part, bool] = {"d": True, "đ": True, "e": True}
STEPS = ("III.1", "III.2", "II.1")  # where people are seldom at the most


@dataclass(frozen=True, slots=True)
class AnswerFirst:
    """Answer the first loss of one's sheet, whichever it is; nothing where there is none."""

    period_id: UUID
    answer: str

    def decide(self, work: Work) -> None:
        """Look for the loss, as the page lists it."""
        period = one(work.connection, self.period_id)
        judging = Judging.of(work, work.actor.person_id, period)
        for found in judging.whole.facts.products:
            for kind, number in sorted(judging.lost(found.task_id))[:1]:
                AnswerLine(
                    period_id=self.period_id,
                    task_id=found.task_id,
                    kind=kind,
                    number=number,
                    answer=self.answer,
                ).decide(work)
                return


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the story that somebody is scored in."""

    script: Script
    period_id: UUID
    cut_off: date

    def act(self, login: str, days: int, minutes: int, command: Command) -> Act:
        """Let somebody act so many working days after the cut-off."""
        on = self.script.days.working(self.cut_off, days)
        return Act(instant(on, minutes), login, command)

    def over(self) -> bool:
        """Tell whether everything that is done in it lies in the past."""
        return self.script.days.working(self.cut_off, 14) < self.script.days.today


def scored(script: Script, opened: list[Act]) -> Iterator[Act]:
    """Score everybody's months in which they owed something, staff before heads."""
    owed = {(login, _first(script.days.day(day))) for login, day in DUE}
    for number, login in enumerate(SCORERS):
        for first in sorted(first for who, first in owed if who == login):
            month = month_of(script, opened, first)
            if month.over():
                yield from _scored(month, login, number)
    petitioned = _of(script, opened, PETITIONS)
    yield from _petitioned(petitioned, PETITIONS[0])
    yield from _locked(_of(script, opened, LOCKED), LOCKED[0])


def _scored(month: Month, login: str, number: int) -> Iterator[Act]:
    person = month.script.cast.actors[login].person_id
    common, minutes = _points(login, month.cut_off), 100 + 20 * number
    picked: Mapping[Part, bool] = WHOLE if login in LEADS else {}
    said = SelfScore(
        period_id=month.period_id,
        common=common,
        picked=picked,
        note="Đã rà soát từng sản phẩm trong tháng.",
    )
    yield month.act(login, -1, minutes, said)
    answer = AnswerFirst(month.period_id, "Đã rút kinh nghiệm, tháng sau nộp sớm hơn hạn.")
    yield month.act(login, -1, minutes + 5, answer)
    if login != UNCONFIRMED:
        confirm = ConfirmScore(
            person_id=person,
            period_id=month.period_id,
            common=common,
            picked=picked,
            comment="Nhất trí với kết quả tự chấm.",
        )
        yield month.act(SCORERS[login], 1, minutes + 9, confirm)


def _petitioned(month: Month, login: str) -> Iterator[Act]:
    person = month.script.cast.actors[login].person_id
    text = "Hai quy trình thiếu bước do mẫu của tỉnh đổi giữa kỳ, đề nghị xem lại."
    yield month.act(login, 3, 30, Petition(period_id=month.period_id, text=text))
    answer = AnswerPetition(
        person_id=person,
        period_id=month.period_id,
        outcome="changed",
        answer="Đã xem hồ sơ, đề nghị nâng điểm tiêu chí chung.",
    )
    yield month.act(SCORERS[login], 6, 30, answer)
    decision = CorrectScore(
        person_id=person,
        period_id=month.period_id,
        common={item.code: item.most for item in RULES.common},
        picked={},
        number="41/QĐ-UBND",
        decided_on=month.script.days.working(month.cut_off, 8),
        reason="Sửa điểm tiêu chí chung sau khi xem kiến nghị.",
    )
    yield month.act("su", 8, 60, decision)


def _locked(month: Month, login: str) -> Iterator[Act]:
    closing = ClosePeriod(period_id=month.period_id, reason="Đã chấm xong và báo kết quả.")
    yield month.act("ha", 10, 40, closing)
    adjusted = AdjustScore(
        person_id=month.script.cast.actors[login].person_id,
        period_id=month.period_id,
        common=_points(login, month.cut_off) | {"III.1": Decimal(2)},
        picked={},
        reason="Sáng kiến được công nhận sau khi khóa kỳ.",
    )
    yield month.act(SCORERS[login], 12, 40, adjusted)


def _points(login: str, on: date) -> dict[str, Decimal]:
    """Give points near the most, lower in a few criteria, always the same for a month."""
    spread = crc32(f"{login} {on:%Y-%m}".encode())
    points = {item.code: item.most for item in RULES.common}
    for number, code in enumerate(STEPS):
        points[code] -= RULES.common_step * (spread >> 3 * number & 3)
    return points


def _of(script: Script, opened: list[Act], owed: tuple[str, str]) -> Month:
    return month_of(script, opened, _first(script.days.day(owed[1])))


def month_of(script: Script, opened: list[Act], first: date) -> Month:
    """Find the month that begins on a day, among those that were opened."""
    for act in opened:
        if isinstance(act.command, OpenYear) and act.command.year == first.year:
            last = _first(first + timedelta(days=31)) - timedelta(days=1)
            grace = last + timedelta(days=act.command.grace)
            december = first.month == 12  # cut off early: grades are due before 15/12
            cut_off = date(first.year, 12, 10) if december else grace
            return Month(script, uuid5(act.command_id, f"month {first}"), cut_off)
    raise LookupError(first)


def _first(day: date) -> date:
    return day.replace(day=1)
