"""Two rule sets on the real facts of a period: who would change grade, as far as one may see.

Everybody sees their own line; who scores people, or signs decisions, sees theirs. Each look at
somebody else's score is kept, as on the sheet itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import abort, request

from events.scoring import sheet_id
from service.clock import now
from service.evaluation import periods
from service.evaluation.choosing import Chosen
from service.evaluation.followed import is_scored
from service.evaluation.grades import Grade
from service.evaluation.naming import period_name
from service.evaluation.periods import Period
from service.evaluation.reckoning import Reckoned
from service.evaluation.regrading import Regraded, regraded
from service.evaluation.seats import Seating
from service.inspections import looks
from tenants.populations import populations
from web.evaluation.opened import acting_posts, seats_of
from web.session import actor, db, register, today
from web.ui.typed import write_amount

MOST = 24  # periods to choose from
GRADES: dict[Grade | None, str] = {
    Grade.EXCELLENT: "Xuất sắc",
    Grade.GOOD: "Tốt",
    Grade.COMPLETED: "Hoàn thành",
    Grade.NOT_COMPLETED: "Không hoàn thành",
    None: "Chưa đủ số liệu",
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person under the two sets: points and grade of each."""

    name: str
    post: str
    before: str
    after: str
    changed: bool


@dataclass(frozen=True, slots=True)
class OnFacts:
    """The period that was chosen (None: none yet), those there are, and the lines in sight."""

    period_id: UUID | None
    name: str
    choices: Sequence[tuple[UUID, str]]
    lines: Sequence[PersonLine]

    @property
    def changed(self) -> int:
        """How many would have another grade."""
        return sum(line.changed for line in self.lines)


NOT_TRIED = OnFacts(None, "", (), ())


def on_facts(one: Chosen, other: Chosen) -> OnFacts:
    """Score a period's people under both sets; of a tenant's version those it is for."""
    every = periods.every(db())
    scored = [p for p in every if is_scored(p, every) and p.start <= today()][:MOST]
    choices = [(p.period_id, period_name(p)) for p in scored]
    period = _asked(scored)
    if period is None:
        return OnFacts(None, "", choices, ())
    seating = seats_of(period)
    people = [person for person in _meant(other, seating, period) if _in_sight(person, seating)]
    found = regraded(db(), seating, period, one.rules, other.rules)
    _keep_looks(period, people)
    lines = [_line(found[person], seating) for person in people]
    return OnFacts(period.period_id, period_name(period), choices, _changed_first(lines))


def _asked(scored: Sequence[Period]) -> Period | None:
    named = request.args.get("ky", "")
    found = (p for p in scored if str(p.period_id) == named)
    return (next(found, None) or abort(404)) if named else None


def _meant(other: Chosen, seating: Seating, period: Period) -> list[UUID]:
    if other.ref.version_id is None:
        return list(seating.seats)
    said = populations(db())
    for_whom = other.rules.populations
    return [person for person in seating.seats if said.of(person, period.end) in for_whom]


def _in_sight(person: UUID, seating: Seating) -> bool:
    posts = acting_posts()
    scores = seating.scorers[person] in posts or seating.leader in posts
    return scores or person == actor().person_id


def _keep_looks(period: Period, people: Sequence[UUID]) -> None:
    others = [one for one in people if one != actor().person_id]
    sheets = [sheet_id(one, period.period_id) for one in others]
    looks.note_each(db(), actor(), "score_sheet", sheets, now())


def _line(found: Regraded, seating: Seating) -> PersonLine:
    return PersonLine(
        name=register().person(found.person_id),
        post=register().post(seating.seats[found.person_id].post_id),
        before=_said(found.before, found.grade_before),
        after=_said(found.after, found.grade_after),
        changed=found.changed,
    )


def _said(found: Reckoned, grade: Grade | None) -> str:
    points = "" if found.signed is None else f"{write_amount(found.signed)}, "
    return f"{points}{GRADES[grade]}"


def _changed_first(lines: Sequence[PersonLine]) -> list[PersonLine]:
    return sorted(lines, key=lambda line: (not line.changed, line.name))
