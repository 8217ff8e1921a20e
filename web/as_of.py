"""What a page that can show a past day needs: the instant, the day, and links that keep it."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import url_for

from service.clock import now
from service.tasks.grouping import Moment
from web.session import calendar, past, register, sight, today
from web.task_rows import Scene

NOTHING: Mapping[str, str] = MappingProxyType({})


def instant() -> datetime | None:
    """Give the last instant of the past day that is shown; None for the present."""
    then = past()
    return then.instant if then else None


def moment() -> datetime:
    """Give the instant that is shown, the present one too."""
    return instant() or now()


def day() -> date:
    """Give the day that is shown."""
    then = past()
    return then.day if then else today()


def counting() -> Moment:
    """Give the day and the instant that tasks are counted at."""
    return Moment(day(), moment(), calendar())


def past_day() -> date | None:
    """Give the past day that is shown; None for the present."""
    then = past()
    return then.day if then else None


def kept() -> dict[str, str]:
    """Give what a link carries along so that it stays on the same day."""
    then = past()
    return {"tai_ngay": then.day.isoformat()} if then else {}


def link(endpoint: str, asked: Mapping[str, str] = NOTHING, **values: Any) -> str:
    """Address a page as of the day that is shown, with what else is asked of it."""
    query = kept() | dict(asked)
    return url_for(endpoint, **values) + ("?" + urlencode(query) if query else "")


def task_url(task_id: UUID) -> str:
    """Link to a task as it stood on the day that is shown."""
    return link("tasks.show", task_id=task_id)


def scene() -> Scene:
    """Give who reads, and the day, register and calendar to read by."""
    return Scene(day(), register(), calendar(), sight(), task_url)
