"""A past day that a page is shown as of, and by which of an event's two clocks."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import flash, request

from service import clock
from tenants.access import Actor, Role
from web.ui.typed import read_day

CLOCKS = {"xay-ra": "theo ngày xảy ra", "ghi-nhan": "theo ngày ghi nhận"}


@dataclass(frozen=True, slots=True)
class Past:
    """A past day that a page is shown as of, and its last instant."""

    day: date
    instant: datetime


def read_past(typed: str, today: date, zone: str) -> Past | None:
    """Read a past day; a future one or rubbish is warned about, and shows the present."""
    if not typed:
        return None
    try:
        day = read_day(typed, today=today)
    except ValueError as unread:
        flash(f"{unread} Đang hiện hôm nay.", "warning")
        return None
    if day > today:
        flash(f"Ngày {day:%d/%m/%Y} chưa tới. Đang hiện hôm nay.", "warning")
    return Past(day, clock.end_of(day, zone)) if day < today else None


def looks_by_happening(actor: Actor) -> bool:
    """Tell whether one sees what had happened by then, or else what was recorded by then.

    As `?dong_ho=` says; where it says nothing, inspectors look by the clock of recording.
    """
    asked = request.args.get("dong_ho", "")
    if asked in CLOCKS:
        return asked == "xay-ra"
    return Role.INSPECTOR not in actor.roles
