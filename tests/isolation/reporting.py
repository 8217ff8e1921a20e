"""Who may use the addresses of reports, and a locked report with a correction to find there."""

from datetime import timedelta
from uuid import UUID, uuid4, uuid5

from events.values import Evidence
from service.clock import today
from service.reports.afterwards import DraftCorrection
from service.reports.deciding import ApproveReport, LockReport, SignReport
from service.reports.drafting import DrawFigures, SubmitReport, WriteSection
from service.reports.opening import OpenOnRequest
from tenants.access import Permission
from tests.isolation.guards import Expected
from tests.people import Commune

_read = Expected(Permission.WORK, "ha", "admin")
_report = Expected(Permission.WORK, "ha", "khai")
_calendar = Expected(Permission.DRAFT_REPORTS, "ha", "su")
_sign = Expected(Permission.SIGN_REPORTS, "su", "ha")
_take = Expected(Permission.APPRAISE_REFORM, "ha", "su")
EXPECTED = {
    "reports.index": _read,
    "reports.ask": _calendar,
    "reports.open_early": _calendar,
    "report_calendar.show": _calendar,
    "report_calendar.edit": _calendar,
    "report_calendar.save": _calendar,
    "report_calendar.end": _calendar,
    "reports.take": _take,
    "report.show": _report,
    "report.progress": _report,
    "report.set_days": _report,
    "report.remind": _report,
    "report.draw": _report,
    "report.type_figure": _report,
    "report.write": _report,
    "report.submit": _report,
    "report_part.show": _read,
    "report_acts.comment": _report,
    "report_acts.send_back": _report,
    "report_acts.approve": _report,
    "report_acts.sign": _sign,
    "report_acts.lock": _report,
    "report_acts.send": _report,
    "report_acts.correct": _report,
    "report_acts.let_stand": _sign,
    "report_acts.withdraw": _sign,
    "report_files.paper": _report,
    "report_files.sheet": _report,
    "report_files.signed": _report,
    "report_files.correction": _report,
    "report_files.tasks": _report,
}


def report(commune: Commune, mark: str, plan_id: UUID, file: str) -> dict[str, object]:
    """Let the commune have a locked report of yesterday, and a correction of it."""
    day = today(commune.tenant.zone)
    asked = OpenOnRequest(
        plan_id=plan_id,
        first_day=day - timedelta(days=30),
        cut_off=day - timedelta(days=1),
        send_on=day,
        due_on=day,
        addressee=mark,
    )
    report_id = uuid5(commune.do(asked, by="ha"), "report")
    commune.do(DrawFigures(report_id=report_id), by="ha")
    written = WriteSection(
        report_id=report_id, section="procedures", text=mark, suggested="", seen=0
    )
    commune.do(written, by="ha")
    commune.do(SubmitReport(report_id=report_id), by="hung")
    commune.do(ApproveReport(report_id=report_id), by="ha")
    commune.do(SignReport(report_id=report_id), by="su")
    kept = Evidence(sha256=file, name=f"{mark}.txt", size=9, kind="txt")
    lock = LockReport(
        report_id=report_id, number=mark, symbol="BC-UBND", signed_on=day, file=kept
    )
    commune.do(lock, by="ha")
    note = DraftCorrection(report_id=report_id, what=mark, old="", new="a", why="b")
    commune.do(note, by="ha")
    named = {"section": "procedures", "count": "given", "letter_id": uuid4()}
    return {"report_id": report_id, **named}
