"""Who is told of what is no task: each context says whom its events concern."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from events.store import Recorded
from service.messages.alerts import alert
from service.policies import (
    telling_conclusions,
    telling_directives,
    telling_grades,
    telling_inspections,
    telling_reports,
    telling_reviews,
    telling_scores,
)

NEWS = (
    telling_scores.news,
    telling_grades.news,
    telling_conclusions.news,
    telling_directives.news,
    telling_reports.news,
    telling_reviews.news,
    telling_inspections.news,
)


def tell_beside(happened: Sequence[Recorded], connection: Connection, today: date) -> None:
    """Tell whom events concern, in their transaction; never who did it.

    Args:
        happened: what one command recorded; the read models know it already.
        connection: the transaction.
        today: the day in the tenant's zone, which decides who holds a post.
    """
    news = [
        one
        for recorded in happened
        for said in NEWS
        for one in said(recorded, connection, today)
    ]
    others = [one for one in news if one.person_id != one.by]
    if others:
        alert(connection, others, happened[0].recorded_at)
