"""The year of the story is graded: a unit, the officials, one of whom objects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from events.grading.refusals import NoScoreError, TooFewMonthsError
from events.grading.steps import TaskGroup
from service.demo.days import instant
from service.demo.script import Act, Script
from service.evaluation.grades import Grade, Proposal
from service.evaluation.years import states
from service.evaluation.years.afterwards import ObjectToYear, TellYear
from service.evaluation.years.capping import Candidate, Choice, cap_line
from service.evaluation.years.deciding import DecideGroup
from service.evaluation.years.naming import grade_of
from service.evaluation.years.preparing import (
    GradeOneself,
    HoldMeeting,
    ProposePerson,
    ProposeUnit,
)
from service.evaluation.years.proposing import rules_of_person
from service.evaluation.years.ranks import months_worked
from service.work import Work

STAFF = ("khai", "hung", "ngoc", "mai")
OPEN = "Một việc còn trong hạn nên không mức nào đủ điều kiện; kết quả chung hoàn thành."
OBJECTION = "Đề nghị xem lại: tháng mất điện đã được xác nhận nguyên nhân khách quan."
WHY = "Bằng điểm: chọn người nhận nhiều việc khó hơn."


@dataclass(frozen=True, slots=True)
class ProposeScored:
    """Propose those of some people who have a signed score, and have worked long enough."""

    people: tuple[UUID, ...]
    year: int

    def decide(self, work: Work) -> None:
        """Propose each; the others are passed over."""
        for person_id in self.people:
            worked = months_worked(work.register, person_id, self.year, work.today)
            propose = ProposePerson(
                person_id=person_id,
                year=self.year,
                group="specialised",
                months_worked=worked,
            )
            try:
                propose.decide(work)
            except (NoScoreError, TooFewMonthsError):
                continue


@dataclass(frozen=True, slots=True)
class DecideAsProposed:
    """Decide a group as the scores and the cap propose."""

    year: int
    group: TaskGroup
    number: str
    on: date

    def decide(self, work: Work) -> None:
        """Decide whoever waits; those who tie over the last place are good, and told why."""
        waiting = [
            Candidate(one.subject_id, one.exact, grade_of(one.offered))
            for one in states.of_year(work.connection, self.year)
            if one.group == self.group and one.offered and one.grade is None
        ]
        if not waiting:
            return
        rules = rules_of_person(work.connection, waiting[0].subject_id, work.today).rules
        line = cap_line([], waiting, rules).proposal
        DecideGroup(
            year=self.year,
            group=self.group,
            number=self.number,
            decided_on=self.on,
            choices=tuple(_choice(one, line) for one in waiting),
        ).decide(work)


def graded(script: Script) -> Iterator[Act]:
    """Grade the counter's unit and the officials of the commune, as far as they are scored."""
    days, actors = script.days, script.cast.actors
    year = days.day("d-6").year
    staff = tuple(actors[login].person_id for login in STAFF)
    for number, (login, points) in enumerate((("khai", "68.5"), ("bao", "82.5"))):
        unit = ProposeUnit(unit_id=actors[login].unit_id, year=year, score=Decimal(points))
        yield Act(instant(days.day("d-6"), 200 + number), "ha", unit)
    office = Choice(actors["bao"].unit_id, Grade.COMPLETED, OPEN)
    on = days.day("d-5")
    unit_decided = DecideGroup(
        year=year, group="unit", number="208/QĐ-UBND", decided_on=on, choices=(office,)
    )
    yield Act(instant(on, 300), "su", unit_decided)
    for number, login in enumerate(("khai", "ngoc")):
        own = GradeOneself(year=year, grade="good")
        yield Act(instant(days.day("d-6"), 210 + number), login, own)
    yield Act(instant(days.day("d-5"), 200), "ha", _meeting(staff, year, days.day("d-5")))
    yield Act(instant(days.day("d-4"), 200), "ha", ProposeScored(staff, year))
    decided = DecideAsProposed(year, "specialised", "212/QĐ-UBND", days.day("d-3"))
    yield Act(instant(days.day("d-3"), 200), "su", decided)
    told_on = days.day("d-2")
    for number, person_id in enumerate(staff):
        tell = TellYear(subject_id=person_id, year=year, told_on=told_on)
        yield Act(instant(told_on, 200 + number), "ha", tell)
    objection = ObjectToYear(year=year, text=OBJECTION)
    yield Act(instant(days.day("d-1"), 200), "khai", objection)


def _meeting(people: Iterable[UUID], year: int, on: date) -> HoldMeeting:
    return HoldMeeting(
        year=year,
        people=tuple(people),
        held_on=on,
        number="31/BB-UBND",
        present=14,
        note="Các ý kiến thống nhất với phần tự đánh giá.",
    )


def _choice(one: Candidate, line: Proposal[UUID]) -> Choice:
    offered = one.offered or Grade.COMPLETED
    if offered == Grade.EXCELLENT and one.subject_id not in line.chosen:
        return Choice(one.subject_id, Grade.GOOD, WHY if line.tied else "")
    return Choice(one.subject_id, offered)
