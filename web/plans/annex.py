"""A plan's annex as a file: Excel to work on, Word to print and sign."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from events.plan_items import Item
from service.files import KINDS
from service.plans.amendments import living
from service.plans.annex import paper, sheet
from service.plans.annex.columns import Annex
from service.plans.annex.headings import Heading
from service.plans.annex.writing import annex_of
from service.plans.states import PlanState
from tenants.access import Permission
from web import as_of
from web.plans.views import not_yet, readable, stood
from web.session import db, register, requires

bp_annex = Blueprint(
    "plans_annex", __name__, url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/phu-luc"
)


@bp_annex.get("/xlsx")
@requires(Permission.WORK)
def workbook(plan_id: UUID) -> ResponseReturnValue:
    """Give the annex as an Excel workbook, as of the day that is shown."""
    return _file(plan_id, "xlsx", sheet.workbook)


@bp_annex.get("/docx")
@requires(Permission.WORK)
def document(plan_id: UUID) -> ResponseReturnValue:
    """Give the annex as a Word document, as of the day that is shown."""
    return _file(plan_id, "docx", paper.document)


def _file(
    plan_id: UUID, kind: str, write: Callable[[Annex, Heading], bytes]
) -> ResponseReturnValue:
    found = readable(plan_id)
    shown = stood(found)
    if shown is None:
        return not_yet(found)
    annex = annex_of(_standing(shown), register())
    return send_file(
        BytesIO(write(annex, _heading(shown))),
        mimetype=KINDS[kind],
        as_attachment=True,
        download_name=f"phu-luc-{shown.full_number.replace('/', '-') or 'du-thao'}.{kind}",
    )


def _standing(shown: PlanState) -> list[Item]:
    """List what the plan says: of an issued one only what was accepted."""
    items = living(db(), shown.plan_id, as_of.instant()).items.values()
    return [i for i in items if shown.status == "draft" or i.state == "accepted"]


def _heading(shown: PlanState) -> Heading:
    if shown.status == "draft" or shown.issued_on is None:
        return Heading(shown.title, "(Dự thảo, chưa ban hành)")
    kind, day = shown.document_type or "Kế hoạch", shown.issued_on
    of = f" của {shown.issuer}" if shown.issuer else ""
    said = f"{kind} số {shown.full_number} ngày {day:%d/%m/%Y}{of}"
    return Heading(shown.title, f"(Kèm theo {said})")
