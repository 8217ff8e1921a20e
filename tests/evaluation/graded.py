"""A commune whose year can be graded: signed scores, a unit's tasks, steps taken."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from events.grading.steps import Grade, grade_id
from events.grading.year import YearGrade
from events.plan_items import Front
from events.score_values import Verdict
from events.scoring import Confirmed, ScoreSheet, sheet_id
from events.values import RuleRef
from service.clock import today
from service.evaluation.choosing import by_law
from service.evaluation.opening import OpenPeriod
from service.evaluation.years import states
from service.evaluation.years.capping import Choice
from service.evaluation.years.deciding import DecideGroup
from service.evaluation.years.naming import grade_of
from service.evaluation.years.preparing import (
    HearParty,
    HoldMeeting,
    ProposePerson,
    ProposeUnit,
)
from service.evaluation.years.states import GradeState
from service.plans.drafting import StartDraft
from service.tasks.issuing import IssuePlan
from service.vault.stores import event_store
from service.work import Work
from tests.past import duty
from tests.people import Commune

TODAY = today("Asia/Ho_Chi_Minh")
YEAR = TODAY.year
JANUARY = date(YEAR, 1, 1)
REF: RuleRef = next(c.ref for c in by_law() if c.rules.code == "nd335-2025")


@dataclass(frozen=True)
class GiveScore:
    """Sign somebody's score of January, whatever they did."""

    person_id: UUID
    period_id: UUID
    signed: Decimal

    def decide(self, work: Work) -> None:
        """Record it as if it had been reckoned."""
        period = self.period_id
        sheet = work.open(ScoreSheet, sheet_id(self.person_id, period))
        verdict = Verdict(
            population="civil_servant",
            leads=False,
            common={},
            parts={},
            rules=REF,
            up_to=1,
            score=f"{self.signed}",
            signed=self.signed,
        )
        sheet.happened(
            Confirmed(person_id=self.person_id, period_id=period, verdict=verdict, comment="")
        )
        work.save(sheet)


@dataclass(frozen=True)
class Graded:
    """The commune, and what is done in it today."""

    commune: Commune
    period_id: UUID

    def person(self, login: str) -> UUID:
        return self.commune.actors[login].person_id

    def unit(self, login: str) -> UUID:
        return self.commune.actors[login].unit_id

    def do(self, command: Any, by: str = "ha") -> UUID:
        return self.commune.do(command, by=by)

    def score(self, **points: str) -> None:
        for login, signed in points.items():
            self.do(GiveScore(self.person(login), self.period_id, Decimal(signed)))

    def propose(self, login: str, by: str = "ha", **more: Any) -> None:
        facts: dict[str, Any] = {"group": "specialised", "months_worked": 12} | more
        self.do(ProposePerson(person_id=self.person(login), year=YEAR, **facts), by)

    def meet(self, *logins: str) -> None:
        people = tuple(map(self.person, logins))
        self.do(HoldMeeting(year=YEAR, people=people, held_on=TODAY, number="03/BB", present=9))

    def ready(self, *logins: str) -> None:
        """Propose people and let them meet."""
        self.meet(*logins)
        for login in logins:
            self.propose(login)

    def ready_head(self, login: str) -> None:
        self.meet(login)
        heard: dict[str, Any] = {"given_on": TODAY, "number": "05-NX/CB", "agrees": True}
        self.do(HearParty(person_id=self.person(login), year=YEAR, **heard), by="su")
        self.propose(login, by="su", group="leading")

    def propose_unit(self, login: str, score: str = "80", **more: Any) -> None:
        facts: dict[str, Any] = {"score": Decimal(score)} | more
        self.do(ProposeUnit(unit_id=self.unit(login), year=YEAR, **facts))

    def decide(self, grades: dict[UUID, Grade], by: str = "su", **more: Any) -> UUID:
        why: dict[UUID, str] = more.pop("why", {})
        facts: dict[str, Any] = {
            "group": "specialised",
            "number": "45/QĐ-UBND",
            "decided_on": TODAY,
        }
        choices = tuple(Choice(s, grade_of(g), why.get(s, "")) for s, g in grades.items())
        return self.do(DecideGroup(year=YEAR, choices=choices, **facts | more), by)

    def decide_unit(self, login: str, grade: Grade, reason: str = "") -> None:
        unit = self.unit(login)
        self.decide({unit: grade}, group="unit", why={unit: reason})

    def state(self, subject_id: UUID) -> GradeState | None:
        with self.commune.ledger.scope.begin() as connection:
            return states.one(connection, subject_id, YEAR)

    def stream(self, subject_id: UUID) -> YearGrade:
        with self.commune.ledger.scope.begin() as connection:
            return event_store(connection).load(YearGrade, grade_id(subject_id, YEAR))


def graded(commune: Commune) -> Graded:
    """Open January, and give the counter's unit one task that is due today."""
    opening = OpenPeriod(
        kind="month",
        start=JANUARY,
        end=date(YEAR, 1, 31),
        cut_off=date(YEAR, 1, 31),
        due=date(YEAR, 2, 5),
    )
    january = uuid5(commune.do(opening, by="ha"), f"month {JANUARY}")
    draft = StartDraft(
        file_sha256="0" * 64,
        file_name="ke-hoach.pdf",
        reading_sha256="1" * 64,
        front=Front(title="Kế hoạch"),
        items=(duty(commune, 1, due=TODAY),),
    )
    plan_id = uuid5(commune.do(draft, by="ha"), "plan")
    issue = IssuePlan(
        plan_id=plan_id,
        number="12",
        symbol="KH-UBND",
        issued_on=TODAY,
        signer="Vàng A Sử",
        signer_post="Chủ tịch",
    )
    commune.do(issue, by="ha")
    return Graded(commune, january)
