"""A signed score as a workbook: the person, and those from whose scores d was reckoned."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Connection

from events.score_values import Part, Verdict
from service.evaluation.assembling import assembled, recomputed
from service.evaluation.choosing import pinned
from service.evaluation.naming import period_name
from service.evaluation.periods import Period
from service.evaluation.seats import Seating
from service.evaluation.sheet_history import kept_sheet
from service.evaluation.workbook.month import Leading, Month, Scored
from tenants.directory import Directory


def month_of(
    connection: Connection, register: Directory, person_id: UUID, period: Period, said: Verdict
) -> Month:
    """Give the facts of a signed score as they counted when it was signed.

    The managed stand below the person; of those who lead, d is taken as it was signed.
    """
    below = list(_managed(connection, register, period, said))
    leading = None
    if said.leads:
        places = tuple(range(1, len(below) + 1))
        leading = _leading(said, manages=places)
    person = _scored(connection, register, person_id, period, said, leading)
    return Month(
        title=_title(period),
        rules=pinned(connection, said.rules),
        people=(person, *below),
    )


def draft_of(
    connection: Connection,
    seating: Seating,
    register: Directory,
    person_id: UUID,
    period: Period,
) -> Month:
    """Give the facts of a score that was not signed yet, with what the person says of it."""
    whole = assembled(connection, seating, person_id, period)
    own = kept_sheet(connection, person_id, period.period_id).sheet.self_scored
    person = Scored(
        name=register.person(person_id),
        products=whole.products,
        titles=tuple(one.title for one in whole.facts.products),
        common=own.common if own else {},
        leading=Leading() if whole.seat.leads else None,
    )
    title = f"{_title(period)}, tạm tính"
    return Month(title=title, rules=whole.rules, people=(person,))


def _title(period: Period) -> str:
    """Name the period as a title; its Roman numerals stay as they are."""
    name = period_name(period)
    return name[:1].upper() + name[1:]


def _managed(
    connection: Connection, register: Directory, period: Period, said: Verdict
) -> Iterator[Scored]:
    for person_id in said.managed:
        verdict = kept_sheet(connection, person_id, period.period_id).sheet.verdict
        if verdict is not None:
            leading = _leading(verdict, manages=()) if verdict.leads else None
            yield _scored(connection, register, person_id, period, verdict, leading)


def _scored(
    connection: Connection,
    register: Directory,
    person_id: UUID,
    period: Period,
    said: Verdict,
    leading: Leading | None,
) -> Scored:
    found = recomputed(connection, person_id, period, said)
    return Scored(
        name=register.person(person_id),
        products=tuple(one.under(found.rules) for one in found.facts.products),
        titles=tuple(one.title for one in found.facts.products),
        common=said.common,
        leading=leading,
    )


def _leading(said: Verdict, manages: tuple[int, ...]) -> Leading:
    return Leading(
        manages=manages,
        unit=None if manages else _share(said, "d"),
        organised=_share(said, "đ"),
        united=_share(said, "e"),
    )


def _share(said: Verdict, part: Part) -> Decimal | None:
    exact = said.parts.get(part)
    if exact is None:
        return None
    share = Fraction(exact)
    return Decimal(share.numerator) / share.denominator
