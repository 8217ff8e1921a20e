"""One report with its text and figures at the end of a past day, by today's rights."""

from flask import Response, request

from events.report_life import Report
from service.reports import states
from service.reports.states import ReportState
from web import as_of
from web.htmx import page
from web.reports.shown import LAST, shown
from web.session import db
from web.stood import Stood


def then(report: Report) -> Response:
    """Show a report that the person sees today as it stood."""
    state = states.state(db(), report.id, as_of.instant())
    return page("reports/step5.html", block="main", **shown(state, report, LAST, {}))


def not_yet(now: ReportState) -> Stood:
    """Say of a report that it was not opened yet on the day that is shown."""
    return Stood(
        title=f"Báo cáo {now.period[:1].lower()}{now.period[1:]}",
        url=request.path,
        crumbs=[("Báo cáo", as_of.link("reports.index")), (now.period, "")],
        missing="chưa mở báo cáo này",
    )
