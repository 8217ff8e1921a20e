"""Steps of one person's and one unit's year, for the tests of the stream."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from events.grading.steps import (
    ActFound,
    Decided,
    MeetingHeld,
    PartyOpinionGiven,
    PetitionAnswered,
    Petitioned,
    Proposed,
    Superseded,
    UnitFacts,
    UnitProposed,
    grade_id,
)
from events.grading.year import YearGrade
from events.values import RuleRef

KHAI, HA, UNIT = uuid4(), uuid4(), uuid4()
TODAY, BEFORE, AFTER = date(2026, 12, 10), date(2026, 12, 9), date(2026, 12, 11)
REF = RuleRef(code="nd335-2025", version_id=None, sha256="0" * 64)
FACTS = UnitFacts(
    assigned=10,
    done=10,
    late=0,
    exceeding=0,
    subunit_not_completed=False,
    shortcomings_open=False,
    concluded=False,
)
UNIT_SAID = UnitProposed(
    unit_id=UNIT, score=Decimal(80), facts=FACTS, grade="good", rules=REF, up_to=1, note=""
)


def proposal(**facts: Any) -> Proposed:
    said: dict[str, Any] = {
        "person_id": KHAI,
        "unit_id": UNIT,
        "rank": "staff",
        "group": "specialised",
        "months": (),
        "months_worked": 12,
        "counted_as_worked": False,
        "score": "92/1",
        "signed": Decimal(92),
        "grade": "excellent",
        "rules": REF,
        "note": "",
    }
    return Proposed(**said | facts)


def decision(**facts: Any) -> Decided:
    said: dict[str, Any] = {
        "person_id": KHAI,
        "grade": "excellent",
        "number": "45/QĐ-UBND",
        "decided_on": TODAY,
        "reason": "",
        "cut": False,
    }
    return Decided(**said | facts)


def newer(**facts: Any) -> Superseded:
    said: dict[str, Any] = {
        "person_id": KHAI,
        "grade": "completed",
        "number": "50/QĐ-UBND",
        "decided_on": TODAY,
        "reason": "Có sai sót.",
    }
    return Superseded(**said | facts)


def met(**facts: Any) -> MeetingHeld:
    said: dict[str, Any] = {"held_on": BEFORE, "number": "03/BB", "present": 9, "note": ""}
    return MeetingHeld(person_id=KHAI, **said | facts)


def act(**facts: Any) -> ActFound:
    said: dict[str, Any] = {
        "act_id": uuid4(),
        "kind": "discipline",
        "number": "12/QĐ",
        "decided_on": BEFORE,
        "acted_on": BEFORE,
    }
    return ActFound(**said | facts)


def objection(text: str = "Xem lại giúp tôi.") -> Petitioned:
    return Petitioned(text=text, received_on=TODAY, due_on=date(2026, 12, 21))


def heard(number: str = "05-NX") -> PartyOpinionGiven:
    return PartyOpinionGiven(
        person_id=KHAI, given_on=BEFORE, number=number, agrees=True, note=""
    )


def answered(answer: str = "Giữ nguyên.") -> PetitionAnswered:
    return PetitionAnswered(person_id=KHAI, outcome="kept", answer=answer)


def begun(*, unit: bool = False) -> YearGrade:
    subject = UNIT if unit else KHAI
    year = YearGrade(grade_id(subject, 2026))
    year.begin("unit" if unit else "person", subject, 2026)
    return year


def ready(**facts: Any) -> YearGrade:
    year = begun()
    year.meet(met(), today=TODAY)
    year.propose(proposal(**facts))
    return year


def decided() -> YearGrade:
    year = ready()
    year.decide(decision(), today=TODAY)
    return year
