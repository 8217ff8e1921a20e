"""The signal report_differs: a locked report says other figures than the events.

Counts are reckoned again by what was known when they were drawn; indicators by what is known
now of the same days, so that a measurement set right later is seen. A withdrawn report holds no
more.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from events.report_values import Figure
from events.reports import Locked
from events.store import Recorded
from service.inspections.signals import Signal
from service.reports import states
from service.reports.figures import Window, figures
from service.reports.states import ReportState
from service.reports.who import agencies
from service.vault.stores import event_store
from tenants.directory import Directory


def differing(
    connection: Connection,
    register: Directory,
    zone: str,
    percent: int,
    at: datetime | None = None,
) -> Iterator[Signal]:
    """Find locked reports whose figures differ, now or at an instant, for who sees every task.

    A signal is about the unit that drafts; its `other_id` is the report, its `number` how many
    figures differ.
    """
    units = agencies(register)
    unit_id = next((unit for unit in register.units if unit in units), None)
    if unit_id is None:
        return
    for report in states.every(connection, at):
        recorded = _lock(connection, report) if report.status == "locked" else None
        window = Window(report.plan_id, report.first_day, report.cut_off, zone, at)
        if recorded and (number := _differing(connection, window, recorded, percent)):
            when, position = recorded.recorded_at, recorded.position
            yield Signal("report_differs", unit_id, position, when, number, report.report_id)


def report_names(
    connection: Connection, wanted: Collection[UUID], at: datetime | None = None
) -> dict[UUID, str]:
    """Name reports by number and period, now or at an instant."""
    found = states.every(connection, at) if wanted else []
    return {
        one.report_id: f"Báo cáo {one.number}, {one.period}"
        for one in found
        if one.report_id in wanted
    }


def differs(said: Figure, now: Figure | None, percent: int) -> bool:
    """Tell whether a figure is further from that of the events than so many percent of it."""
    found = now.value if now else None
    if said.value is None or found is None:
        return said.value != found
    return abs(said.value - found) * 100 > percent * abs(found)


def _differing(connection: Connection, window: Window, recorded: Recorded, percent: int) -> int:
    locked = recorded.event
    if not isinstance(locked, Locked):
        return 0
    window = replace(window, cut_off=locked.cut_off)
    then = replace(window, at=locked.at)
    again = {one.key: one for one in figures(connection, window) if one.indicator_id}
    again |= {one.key: one for one in figures(connection, then) if one.count}
    return sum(differs(one, again.get(one.key), percent) for one in locked.figures)


def _lock(connection: Connection, report: ReportState) -> Recorded | None:
    stream = event_store(connection).stream(report.report_id)
    return next((one for one in stream if isinstance(one.event, Locked)), None)
