"""The signed scores of a person's year, period by period, as Mẫu số 02 prints them.

Source: Decree 335/2025/NĐ-CP, Article 17.3.
"""

from uuid import UUID

from sqlalchemy import Connection

from events.grading.steps import MonthScore
from service.evaluation import periods, score_sheets
from service.evaluation.rules import RuleSet


def scores_of(
    connection: Connection, person_id: UUID, year: int, rules: RuleSet
) -> tuple[MonthScore, ...]:
    """Give what was signed of each period of a year; a quarter under its last month."""
    sheets = score_sheets.of_person(connection, person_id)
    of_year = [
        one
        for one in periods.every(connection)
        if one.kind == rules.followed_by and one.end.year == year
    ]
    signed = {
        one.end.month: sheets[one.period_id].signed
        for one in of_year
        if one.period_id in sheets
    }
    return tuple(
        MonthScore(month=month, signed=points)
        for month, points in sorted(signed.items())
        if points is not None
    )
