"""The only place that asks the machine for the time."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Give the current instant, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


def today(zone: str) -> date:
    """Give the current day in a tenant's time zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def end_of(day: date, zone: str) -> datetime:
    """Give the last instant of a day in a tenant's time zone, in UTC."""
    return datetime.combine(day, time.max, ZoneInfo(zone)).astimezone(UTC)
