"""Reports with a figure put by hand, and those that say what the events say."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID, uuid5

from service.demo.days import instant
from service.demo.reported import SIGNED
from service.demo.script import Act, Script
from service.files import evidence
from service.reports.deciding import ApproveReport, LockReport, SignReport
from service.reports.drafting import DrawFigures, SubmitReport, TypeFigure, WriteSection
from service.reports.opening import OpenOnRequest
from service.work import Command

MONTH, WROTE = timedelta(days=30), "Các đơn vị bám sát kế hoạch."


class Told(NamedTuple):
    """A report by its number, its cut-off day, and the count that was put by hand, if any."""

    number: str
    cut_off: str
    typed: str = ""


REPORTS = (
    Told("31", "d-170"),
    Told("38", "d-135", "done_on_time"),
    Told("44", "d-100"),
    Told("52", "d-65", "done_late"),
)


def told(script: Script, plan_id: UUID) -> Iterator[Act]:
    """Give each report from the request to the signed file."""
    file = evidence("bao-cao.pdf", SIGNED)
    script.keep(file, SIGNED)
    for one in REPORTS:
        cut_off = script.days.day(one.cut_off)
        signed = script.days.working(cut_off, 2)
        asked = OpenOnRequest(
            plan_id=plan_id,
            first_day=cut_off - MONTH,
            cut_off=cut_off,
            send_on=signed,
            due_on=script.days.working(cut_off, 4),
            addressee="Sở Nội vụ",
        )
        opening = Act(instant(cut_off, 500), "yen", asked)
        yield opening
        made = uuid5(opening.command_id, "report")
        lock = LockReport(
            report_id=made, number=one.number, symbol="BC-UBND", signed_on=signed, file=file
        )
        acts = [*_written(one, made), ("kien", SignReport(report_id=made)), ("bun", lock)]
        for minutes, (by, command) in enumerate(acts):
            yield Act(instant(signed, 30 + 5 * minutes), by, command)


def _written(one: Told, made: UUID) -> Iterator[tuple[str, Command]]:
    yield "bun", DrawFigures(report_id=made)
    if one.typed:
        more = TypeFigure(
            report_id=made, key=one.typed, value=Decimal(90), reason="Số của các bản báo lên"
        )
        yield "bun", more
    section = WriteSection(
        report_id=made, section="assessment", text=WROTE, suggested="", seen=0
    )
    yield "bun", section
    yield "bun", SubmitReport(report_id=made)
    yield "yen", ApproveReport(report_id=made)
