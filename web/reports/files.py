"""A report as files: Word, PDF where it can be made, its annex, the signed one, corrections."""

from uuid import UUID

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from events.report_life import Report
from events.report_values import Count
from service.papers.templates import filled
from service.reports.drafting import window_of
from service.reports.figures import cases
from service.reports.paper import annex, correction_paper, values
from service.reports.paper import paper as report_paper
from service.reports.rows import task_columns
from service.reports.wording import COUNTS
from tenants.access import Permission
from web import as_of, stood
from web.htmx import page
from web.printed import give, sent
from web.reports.opened import printed, seen
from web.reports.report_then import not_yet
from web.session import db, register, requires, sight, tenant
from web.uploads import download

bp_report_files = Blueprint(
    "report_files", __name__, url_prefix="/x/<code>/bao-cao/<uuid:report_id>"
)


@bp_report_files.get("/bao-cao.<any(docx, pdf):kind>")
@requires(Permission.WORK)
def paper(report_id: UUID, kind: str) -> ResponseReturnValue:
    """Give the report as a Word file, or the same as PDF."""
    report = seen(report_id)[1]
    said, at = printed(report), report.drawn.at if report.drawn else None
    window = window_of(report.opened, tenant().zone, at)
    fields = values(said) | task_columns(db(), window, register(), said.sections)
    version = report.signature.template if report.signature else None
    own = filled(db(), "report", fields, version)
    return give(own or report_paper(said), "bao-cao", kind)


@bp_report_files.get("/phu-luc.xlsx")
@requires(Permission.WORK)
def sheet(report_id: UUID) -> ResponseReturnValue:
    """Give the figures as a workbook."""
    return sent(annex(printed(seen(report_id)[1])), "phu-luc-so-lieu", "xlsx")


@bp_report_files.get("/ban-ky")
@requires(Permission.WORK)
def signed(report_id: UUID) -> ResponseReturnValue:
    """Give the signed file."""
    locked = seen(report_id)[1].locked
    if locked is None:
        abort(404)
    return download(locked.file)


@bp_report_files.get("/dinh-chinh/<int:number>.docx")
@requires(Permission.WORK)
def correction(report_id: UUID, number: int) -> ResponseReturnValue:
    """Give a correction as a Word file."""
    report = seen(report_id)[1]
    found = report.corrections.get(number)
    if found is None:
        abort(404)
    return sent(correction_paper(printed(report), found), f"dinh-chinh-{number}", "docx")


@bp_report_files.get("/so/<count>")
@requires(Permission.WORK)
def tasks(report_id: UUID, count: Count) -> ResponseReturnValue:
    """List the tasks behind a count, those in sight by name; now or on a past day."""
    now, report = seen(report_id)
    if count not in COUNTS:
        abort(404)
    return stood.or_missing(
        lambda: _behind(as_of.then(report), now.period, count), not_yet(now)
    )


def _behind(report: Report, period: str, count: Count) -> Response:
    at = report.drawn.at if report.drawn else as_of.instant()
    every = cases(db(), window_of(report.opened, tenant().zone, at))
    found = [one.task for one in every if count in one.counts]
    return page(
        "reports/tasks.html",
        block="main",
        report=report,
        period=period,
        count=count,
        title=COUNTS[count],
        total=len(found),
        tasks=[task for task in found if sight().sees(task)],
    )
