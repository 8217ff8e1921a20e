"""The tasks of a report as columns of the list `viec`, for rows of an agency's own template."""

from collections.abc import Mapping

from sqlalchemy import Connection

from events.report_values import Count, Section
from service.papers.fields import Value
from service.reports.figures import Case, Window, cases
from service.reports.suggesting import section_of
from service.reports.wording import COUNTS
from tenants.directory import Directory

RESULTS: tuple[Count, ...] = (
    "done_on_time",
    "done_late",
    "open_in_time",
    "open_overdue",
    "arisen",
)


def task_columns(
    connection: Connection, window: Window, known: Directory, named: Mapping[Section, str]
) -> dict[str, Value]:
    """Give code, content, unit, deadline and result of each task, by section and code."""
    order = list(named)
    found = cases(connection, window)
    found.sort(key=lambda one: order.index(section_of(one.task)))
    tasks = [one.task for one in found]
    return {
        "viec.stt": [str(number) for number, _ in enumerate(found, 1)],
        "viec.nhom": [named[section_of(task)] for task in tasks],
        "viec.ma": [task.code for task in tasks],
        "viec.ten": [task.content for task in tasks],
        "viec.don_vi": [known.unit(task.clarity.lead_unit_id) for task in tasks],
        "viec.han": [f"{task.due_on:%d/%m/%Y}" if task.due_on else "" for task in tasks],
        "viec.ket_qua": [_result(one) for one in found],
    }


def _result(one: Case) -> str:
    return next((COUNTS[count] for count in RESULTS if count in one.counts), "")
