"""What a page that can show a past day needs: the instant, the day, and links that keep it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug import Response

from events.stream import Stream
from service.clock import now
from service.in_force import past_of
from service.inspections import entries
from service.tasks.grouping import Moment
from service.tasks.timeline import Entry
from service.vault.stores import event_store
from tenants.access import Permission
from web.clocks import CLOCKS, looks_by_happening
from web.session import (
    actor,
    calendar,
    db,
    has_tenant,
    past,
    register,
    sight,
    today,
)
from web.task_rows import Scene

S = TypeVar("S", bound=Stream)
COMPARED = {  # pages that hand ?so_voi= over, to which
    "plans.show": "plans_compare.compare",
    "units.show": "difference.unit",
    "indicators.show": "difference.indicator",
    "replay.person": "difference.person",
    "plans.index": "difference.commune",
    "indicators.index": "difference.commune",
    "task_list.index": "difference.commune",
    "units.index": "difference.commune",
    "units.people": "difference.commune",
}
ASKED = ("tai_ngay", "so_voi", "dong_ho")
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Clock:
    """By which of an event's two clocks a past day is shown, and the way to the other."""

    name: str
    other_url: str

    @property
    def choices(self) -> list[tuple[str, str]]:
        """List both, as a form offers them."""
        return list(CLOCKS.items())

    @property
    def words(self) -> str:
        """Say it."""
        return CLOCKS[self.name]

    @property
    def other_words(self) -> str:
        """Say the other one."""
        return next(words for name, words in CLOCKS.items() if name != self.name)


def clock() -> Clock | None:
    """Give the clock that one looks back by; None outside a tenant."""
    if not has_tenant():
        return None
    name, other = (
        ("xay-ra", "ghi-nhan") if looks_by_happening(actor()) else ("ghi-nhan", "xay-ra")
    )
    query = request.args.to_dict() | {"dong_ho": other}
    return Clock(name, f"{request.path}?{urlencode(query)}")


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


def may(permission: Permission) -> bool:
    """Tell whether the actor may do something here; on a past day nobody does anything."""
    return past() is None and actor().may(permission)


def then(now: S) -> S:
    """Give a stream in sight as it stood on the day that is shown.

    Raises:
        WrongStreamError: it was not there yet.
    """
    at = instant()
    return event_store(db()).load(type(now), now.id, past=past_of(db(), at)) if at else now


def kept() -> dict[str, str]:
    """Give what a link carries along so that it stays on the same day and clock."""
    then = past()
    return on(then.day) if then else {}


def on(day: date) -> dict[str, str]:
    """Give what an address says to show a day; nothing for the present."""
    if day >= today():
        return {}
    name = "xay-ra" if looks_by_happening(actor()) else "ghi-nhan"
    return {"dong_ho": name, "tai_ngay": day.isoformat()}


def compares() -> bool:
    """Tell whether the page can be compared with another day."""
    return request.endpoint in {*COMPARED, "tasks.show"}


def hand_over() -> Response | None:
    """Lead a page that is to be compared with another day to its differences."""
    endpoint = COMPARED.get(request.endpoint or "")
    if endpoint is None or not request.args.get("so_voi", "").strip():
        return None
    asked = {name: said for name in ASKED if (said := request.args.get(name, ""))}
    return redirect(f"{url_for(endpoint, **(request.view_args or {}))}?{urlencode(asked)}")


def when(entry: Entry | entries.Entry) -> datetime:
    """Give when an event was, on the clock that one looks back by."""
    return entry.happened_at if looks_by_happening(actor()) else entry.recorded_at


def link(endpoint: str, asked: Mapping[str, str] = NOTHING, **values: Any) -> str:
    """Address a page as of the day that is shown, with what else is asked of it."""
    query = kept() | dict(asked)
    return url_for(endpoint, **values) + ("?" + urlencode(query) if query else "")


def link_on(day: date, endpoint: str, **values: Any) -> str:
    """Address a page as of another day, by the same clock."""
    query = on(day)
    return url_for(endpoint, **values) + ("?" + urlencode(query) if query else "")


def task_url(task_id: UUID) -> str:
    """Link to a task as it stood on the day that is shown."""
    return link("tasks.show", task_id=task_id)


def scene() -> Scene:
    """Give who reads, and the day, register and calendar to read by."""
    return Scene(day(), register(), calendar(), sight(), task_url)
