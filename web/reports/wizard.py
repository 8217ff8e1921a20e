"""The five steps of a report: days, what is missing, figures, text, print and hand on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from events.report_life import Report
from events.report_values import Section
from service.reports.drafting import (
    DrawFigures,
    RemindAll,
    SetDays,
    SubmitReport,
    TypeFigure,
    WriteSection,
)
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.htmx import page, wants_fragment
from web.reports import shown
from web.reports.attempt import Failed, attempt
from web.reports.forms import DaysForm, ReportForm, SectionForm
from web.reports.opened import drafts, in_sight, printed, seen
from web.reports.progress import progress as steps_of
from web.reports.report_then import not_yet, then
from web.session import requires, today

bp_wizard = Blueprint(
    "report",
    __name__,
    url_prefix="/x/<code>/bao-cao/<uuid:report_id>",
    template_folder="templates",
)
PAGES = {
    1: "reports/step1.html",
    2: "reports/step2.html",
    3: "reports/step3.html",
    4: "reports/step4.html",
    5: "reports/step5.html",
}


@bp_wizard.get("")
@requires(Permission.WORK)
def show(report_id: UUID) -> ResponseReturnValue:
    """Show a report at the step that is asked for, or as it stood at the end of a past day."""
    if as_of.past_day():
        now = in_sight(report_id)
        return stood.or_missing(lambda: then(as_of.then(Report(report_id))), not_yet(now))
    return answer(report_id)


@bp_wizard.get("/tien-do")
@requires(Permission.WORK)
def progress(report_id: UUID) -> ResponseReturnValue:
    """Show the home page how far each step is, to those who draft."""
    state, report = seen(report_id)
    if not drafts():
        abort(404)
    if not wants_fragment():
        return redirect(url_for(".show", report_id=report_id), 303)
    return Response(render_template("reports/progress.html", steps=steps_of(state, report)))


@bp_wizard.post("/ngay")
@requires(Permission.WORK)
def set_days(report_id: UUID) -> ResponseReturnValue:
    """Step 1: decide cut-off and sending day."""
    form = DaysForm(request.form, meta={"today": today()})

    def command() -> Command:
        return SetDays(report_id=report_id, cut_off=form.cut_off.day, send_on=form.send_on.day)

    return done(report_id, ("days", form, 1), command, "Đã lưu ngày chốt và ngày gửi.", 2)


@bp_wizard.post("/nhac")
@requires(Permission.WORK)
def remind(report_id: UUID) -> ResponseReturnValue:
    """Step 2: remind everybody, once a day."""
    form = ReportForm(request.form)
    said = "Đã nhắc tất cả người còn thiếu."
    return done(report_id, ("remind", form, 2), lambda: RemindAll(report_id=report_id), said, 2)


@bp_wizard.post("/so-lieu")
@requires(Permission.WORK)
def draw(report_id: UUID) -> ResponseReturnValue:
    """Step 3: reckon the figures."""
    form = ReportForm(request.form)
    said = "Đã lấy số liệu đến ngày chốt."
    return done(report_id, ("draw", form, 3), lambda: DrawFigures(report_id=report_id), said, 3)


@bp_wizard.post("/nhap-tay")
@requires(Permission.WORK)
def type_figure(report_id: UUID) -> ResponseReturnValue:
    """Step 3: put a figure by hand."""
    form = shown.figure_form(printed(seen(report_id)[1]), typed=True)

    def command() -> Command:
        return TypeFigure(
            report_id=report_id,
            key=str(form.figure.data),
            value=form.value.data,
            reason=str(form.reason.data or ""),
        )

    return done(report_id, ("figure", form, 3), command, "Đã lưu số nhập tay.", 3)


@bp_wizard.post("/noi-dung/<section>")
@requires(Permission.WORK)
def write(report_id: UUID, section: Section) -> ResponseReturnValue:
    """Step 4: write a section."""
    suggested = shown.suggested(seen(report_id)[1], section)
    form = SectionForm(request.form)

    def command() -> Command:
        return WriteSection(
            report_id=report_id,
            section=section,
            text=str(form.text.data or ""),
            suggested=suggested,
            seen=form.seen.count or 0,
        )

    return done(report_id, (section, form, 4), command, "Đã lưu mục này.", 4)


@bp_wizard.post("/trinh")
@requires(Permission.WORK)
def submit(report_id: UUID) -> ResponseReturnValue:
    """Step 5: hand it to the head."""
    form = ReportForm(request.form)
    said = "Đã trình báo cáo."
    made = SubmitReport(report_id=report_id)
    return done(report_id, ("submit", form, 5), lambda: made, said, 5)


def done(
    report_id: UUID, tried: tuple[str, ReportForm, int], command: Any, said: str, step: int
) -> ResponseReturnValue:
    """Carry out what was typed and go on, or show the step with it again."""
    seen(report_id)
    name, form, here = tried
    if failed := attempt(form, command):
        return answer(report_id, {name: form}, failed, here)
    flash(said, "success")
    return redirect(url_for("report.show", report_id=report_id, buoc=step), 303)


def answer(
    report_id: UUID,
    tried: Mapping[str, ReportForm] | None = None,
    failed: Failed | None = None,
    step: int = 0,
) -> Response:
    """Show a step of a report."""
    state, report = seen(report_id)
    chosen = step or shown.step_of(report, request.args.get("buoc", ""))
    return page(
        PAGES[chosen],
        block="main",
        status=failed.status if failed else 200,
        theirs=failed.theirs if failed else None,
        **shown.shown(state, report, chosen, tried or {}),
    )
