"""Page: what differs between a version of the work catalogue and another one."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from events.catalogues import WorkItem
from service.catalogues.difference import CatalogueDifference, Changed, difference
from service.catalogues.states import CatalogueState
from service.catalogues.versions import version
from tenants.access import Permission
from web import as_of, stood
from web.catalogues.views import not_yet, readable, state_of
from web.catalogues.words import COLUMNS
from web.forms import identity
from web.htmx import page
from web.paging import cut
from web.session import db, requires, today
from web.ui.typed import write_amount

PAGE = 40
ACTS = ("Thêm", "Sửa", "Bỏ")
bp_compare = Blueprint(
    "catalogues_compare",
    __name__,
    url_prefix="/x/<code>/danh-muc/<uuid:catalogue_id>/so-sanh",
    template_folder="templates",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One item that differs: what became of it, and each field before and after."""

    code: str
    product: str
    act: str
    fields: tuple[tuple[str, str, str], ...] = ()


@bp_compare.get("")
@requires(Permission.WORK)
def compare(catalogue_id: UUID) -> ResponseReturnValue:
    """Show the items that differ from those of another version, now or as it stood."""
    return stood.or_missing(lambda: _compare(catalogue_id), not_yet(state_of(catalogue_id)))


def _compare(catalogue_id: UUID) -> Response:
    state, known = state_of(catalogue_id, as_of.instant()), readable(as_of.instant())
    others = [s for s in known if s.population == state.population and s != state]
    other = _other(state, others)
    lines = _lines(_between(other, state)) if other else []
    here = cut(lines, request.args.get("trang", ""), PAGE)
    return page(
        "catalogues/compare.html",
        block="main",
        state=state,
        other=other,
        others=others,
        here=here,
        counts=[(act, sum(line.act == act for line in lines)) for act in ACTS],
        page_url=_address(catalogue_id, other),
        at=as_of.past_day(),
        today=today(),
    )


def _other(state: CatalogueState, others: list[CatalogueState]) -> CatalogueState | None:
    """Give the version that was asked for, else the one before, else the one that holds."""
    asked = _asked()
    before = (s for s in others if s.superseded_by == state.catalogue_id)
    wanted = (s for s in others if s.catalogue_id == asked)
    holds = (s for s in others if s.number and s.superseded_by is None)
    return next(wanted, None) or next(before, None) or next(holds, None)


def _asked() -> UUID | None:
    try:
        return identity(request.args.get("voi"))
    except ValueError:
        return None


def _address(catalogue_id: UUID, other: CatalogueState | None) -> str:
    asked = {"voi": str(other.catalogue_id) if other else "", "trang": ""}
    return as_of.link("catalogues_compare.compare", asked, catalogue_id=catalogue_id) + "{page}"


def _between(before: CatalogueState, after: CatalogueState) -> CatalogueDifference:
    old, new = (version(db(), s.catalogue_id).drafted.items for s in (before, after))
    return difference(old, new)


def _lines(found: CatalogueDifference) -> list[Line]:
    return [
        *(_whole(item, "Thêm") for item in found.added),
        *(_changed(pair) for pair in found.changed),
        *(_whole(item, "Bỏ") for item in found.removed),
    ]


def _whole(item: WorkItem, act: str) -> Line:
    worth = (("Hệ số quy đổi", "", write_amount(item.coefficient)),)
    return Line(item.code, item.product, act, worth if act == "Thêm" else ())


def _changed(pair: Changed) -> Line:
    fields = tuple(
        (COLUMNS[name], _said(pair.before, name), _said(pair.after, name))
        for name in pair.fields
    )
    return Line(pair.after.code, pair.after.product, "Sửa", fields)


def _said(item: WorkItem, name: str) -> str:
    value = getattr(item, name)
    return write_amount(value) if isinstance(value, Decimal) else str(value)
