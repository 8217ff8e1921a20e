"""A sheet as a file: Mẫu số 01 to print and sign, a workbook that reckons it anew."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from service.evaluation.choosing import pinned, rules_for
from service.evaluation.papers.official import Official
from service.evaluation.papers.period_sheet import period_sheet
from service.evaluation.papers.printing import period_form
from service.evaluation.rules import RuleSet
from service.evaluation.workbook.book import workbook
from service.evaluation.workbook.filling import draft_of, month_of
from service.files import KINDS
from tenants.access import Permission
from tenants.populations import populations
from web.evaluation.opened import Opened, looked, opened
from web.session import db, register, requires, tenant

bp = Blueprint(
    "score_papers",
    __name__,
    url_prefix="/x/<code>/danh-gia/phieu/<uuid:period_id>/<uuid:person_id>",
)


@bp.get("/mau-01")
@requires(Permission.WORK)
def form(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Give Mẫu số 01 as a Word document."""
    found = opened(period_id, person_id)
    looked(found)
    sheet = period_form(
        _official(found), found.period, found.kept, _rules(found), register(), tenant().zone
    )
    return _file(period_sheet(sheet), "docx", "mau-01")


@bp.get("/xlsx")
@requires(Permission.WORK)
def book(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Give a score, signed or not yet, as a workbook with live formulas."""
    found = opened(period_id, person_id)
    looked(found)
    verdict, known = found.kept.sheet.verdict, register()
    month = (
        draft_of(db(), found.seating, known, person_id, found.period)
        if verdict is None
        else month_of(db(), known, person_id, found.period, verdict)
    )
    return _file(workbook(month), "xlsx", "tinh-diem")


def _file(data: bytes, kind: str, name: str) -> ResponseReturnValue:
    return send_file(
        BytesIO(data),
        mimetype=KINDS[kind],
        as_attachment=True,
        download_name=f"{name}.{kind}",
    )


def _official(found: Opened) -> Official:
    known = register()
    return Official(
        name=known.person(found.person_id),
        post=known.post(found.seat.post_id),
        unit=known.unit(found.seat.unit_id),
        body=tenant().name,
        place=tenant().place,
    )


def _rules(found: Opened) -> RuleSet:
    """Give the rules that a verdict names, or those that hold."""
    verdict = found.kept.sheet.verdict
    if verdict is not None:
        return pinned(db(), verdict.rules)
    population = populations(db()).of(found.person_id, found.period.end)
    return rules_for(db(), population, found.period.end).rules
