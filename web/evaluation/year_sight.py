"""Whose year somebody may see: one's own, those of one's unit, all for who grades."""

from datetime import date
from uuid import UUID

from flask import abort

from events.grading.steps import grade_id
from service.clock import now
from service.evaluation.years.ranks import Standing, heads_body, last_day, standings
from service.inspections import looks
from tenants.access import HEADS, Permission
from web.session import actor, db, end_reading, ledger, register, today

FIRST_YEAR = 2026  # since when the decree is in force


def require_year(year: int) -> int:
    """Give a year that can be graded; any other is not there."""
    if not FIRST_YEAR <= year <= today().year:
        abort(404)
    return year


def members(year: int, day: date | None = None) -> dict[UUID, Standing]:
    """Give who is graded in a year here, as of its last day or a day in it: today."""
    return standings(register(), last_day(year, day or today()))


def prepares() -> bool:
    """Tell whether the actor prepares the grading."""
    return actor().may(Permission.PROPOSE_GRADES)


def decides() -> bool:
    """Tell whether the actor decides it."""
    me = actor()
    return me.may(Permission.DECIDE_GRADES) and heads_body(register(), me, today())


def sees(standing: Standing) -> bool:
    """Tell whether the actor may see somebody's year."""
    me = actor()
    own = standing.person_id == me.person_id
    leads = bool(me.roles & HEADS) and standing.unit_id == me.unit_id
    return own or leads or prepares() or decides()


def sees_unit(unit_id: UUID) -> bool:
    """Tell whether the actor may see a unit's year."""
    return unit_id == actor().unit_id or prepares() or decides()


def person_in_sight(year: int, person_id: UUID) -> Standing:
    """Give somebody's place; what may not be seen is not there, and the try is kept."""
    found = members(require_year(year)).get(person_id)
    if found is None:
        abort(404)
    if not sees(found):
        _refuse(grade_id(person_id, year))
    return found


def unit_in_sight(year: int, unit_id: UUID) -> UUID:
    """Give a unit whose year the actor may see; any other is not there."""
    require_year(year)
    if unit_id not in register().units or not sees_unit(unit_id):
        abort(404)
    return unit_id


def looked(year: int, person_id: UUID) -> None:
    """Keep that somebody else looked at a person's year."""
    if person_id != actor().person_id:
        subject = grade_id(person_id, year)
        looks.note(db(), actor(), "year_grade", subject, now(), refused=False)


def _refuse(subject: UUID) -> None:
    """Keep the try in a transaction of its own: that of the page is rolled back."""
    me = actor()
    end_reading()
    with ledger().scope.begin() as connection:
        looks.note(connection, me, "year_grade", subject, now(), refused=True)
    abort(404)
