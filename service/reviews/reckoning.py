"""The facts of a unit and its head in a period, as this tenant's record has them now."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy import Connection

from events.grading.steps import Grade
from events.reviews.facts import Facts, Held, Marks, Measured, Question
from service.db import driver
from service.evaluation import periods, score_sheets
from service.evaluation.years import states as years
from service.indicators import standing as indicators
from service.indicators.reckoning import judge
from service.indicators.standing import Standing
from service.log.reading import head
from service.reviews.seats import Seat, seat_of
from service.reviews.tallies import of_person, of_unit
from tenants.directory import Directory, directory

MOST_INDICATORS = 40
WHOLE_YEAR = 365


def facts_of(
    connection: Connection, asked: Question, body: str, today: date, marks_by: str = ""
) -> Facts:
    """Reckon what is asked.

    Args:
        connection: bound to the tenant whose record it is.
        asked: of whom and of which days.
        body: the tenant's name, which stands for all of its units.
        today: the day on which it is asked; what is overdue on it is late.
        marks_by: the paper by which scores and grades are sent, "" where none are.
    """
    register = directory(connection)
    seat, days = seat_of(register, asked, body), Held(asked.first_day, asked.last_day)
    log = head(driver(connection))
    known = Facts(
        up_to=log.size,
        root=b64encode(log.root()).decode(),
        on=today,
        lacking=seat.lacking,
        heads=seat.heads,
        held=seat.held,
    )
    if seat.lacking == "unit":
        return known
    person = seat.person_id
    return replace(
        known,
        of_unit=of_unit(connection, seat.units, days, today),
        of_person=of_person(connection, person, seat.held, today) if person else None,
        indicators=tuple(_indicators(connection, register, seat, days))[:MOST_INDICATORS],
        marks=_marks(connection, seat, days, marks_by) if marks_by else None,
    )


def _indicators(
    connection: Connection, register: Directory, seat: Seat, days: Held
) -> Iterator[Measured]:
    """Give the indicators that posts of the unit measure, with the last figure of the days."""
    for one in indicators.every(connection, None):
        post = one.followed.post_id if one.followed else None
        measured_by = register.posts.get(post) if post else None
        mine = measured_by is not None and measured_by.unit_id in (seat.units or ())
        if seat.units is None or mine:
            yield _measured(one, days)


def _measured(one: Standing, days: Held) -> Measured:
    inside = [p for p in one.points if days.first_day <= p.on <= days.last_day]
    value = inside[-1].value if inside else None
    return Measured(
        code=one.state.code,
        content=one.state.content,
        target=one.state.target,
        value=value,
        verdict=judge(one.state.target, value),
    )


def _marks(connection: Connection, seat: Seat, days: Held, basis: str) -> Marks:
    """Give what was signed: the score of that very period, the grades of a whole year."""
    span = (days.first_day, days.last_day)
    period = next((p for p in periods.every(connection) if (p.start, p.end) == span), None)
    sheet = None
    if seat.person_id and period:
        sheet = score_sheets.of_person(connection, seat.person_id).get(period.period_id)
    whole = (days.last_day - days.first_day).days + 1 >= WHOLE_YEAR
    year = days.first_day.year if whole else None
    unit = next(iter(seat.units or ()), None)
    return Marks(
        basis=basis,
        score=sheet.signed if sheet and sheet.confirmed else None,
        grade=_grade(connection, seat.person_id, year),
        unit_grade=_grade(connection, unit, year),
    )


def _grade(connection: Connection, subject: UUID | None, year: int | None) -> Grade | None:
    if subject is None or year is None:
        return None
    found = years.one(connection, subject, year)
    return found.grade if found else None
