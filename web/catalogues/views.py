"""Pages: the versions of the work catalogue, one version with its items, the file of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import UUID

from flask import Blueprint, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from events.catalogues import WorkCatalogue, WorkItem
from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from service.catalogues import states
from service.catalogues.choosing import matching
from service.catalogues.sheet import frame_words, workbook
from service.catalogues.states import CatalogueState
from service.catalogues.versions import DecideCatalogue, DiscardCatalogue, version
from service.files import KINDS
from tenants.access import Permission
from web import as_of, stood
from web.catalogues.forms import DecisionForm
from web.catalogues.words import STATUSES
from web.forms import one_line
from web.htmx import page
from web.paging import cut
from web.populations import POPULATIONS
from web.session import actor, carry_out, db, requires, today
from web.words import say

PAGE, LONGEST = 40, 100
MEANWHILE = "Vừa có người khác thay đổi danh mục này. Hãy xem lại rồi làm lại."
bp = Blueprint(
    "catalogues", __name__, url_prefix="/x/<code>/danh-muc", template_folder="templates"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which items of a version somebody asks for."""

    words: str = ""
    group: str = ""
    room: str = ""

    def chosen(self, items: Sequence[WorkItem]) -> list[WorkItem]:
        """Give those items, in the version's order."""
        return [
            item
            for item in matching(items, self.words)
            if self.group in {"", str(item.group)} and self.room in {"", item.room}
        ]

    def query(self) -> dict[str, str]:
        """Say it in the address of a page, whose number comes last."""
        named = {"q": self.words, "nhom": self.group, "phong": self.room}
        return {name: value for name, value in named.items() if value} | {"trang": ""}


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the versions, those of one population together."""
    every = readable(as_of.instant())
    groups = [
        (label, [s for s in every if s.population == population])
        for population, label in POPULATIONS.items()
    ]
    return page(
        "catalogues/list.html",
        block="main",
        groups=[group for group in groups if group[1]],
        statuses=STATUSES,
        day=as_of.day(),
        at=as_of.past_day(),
        today=today(),
        may_draft=as_of.may(Permission.DRAFT_CATALOGUE),
    )


@bp.get("/<uuid:catalogue_id>")
@requires(Permission.WORK)
def show(catalogue_id: UUID) -> ResponseReturnValue:
    """Show a version: its facts, its items, what may be done with it; or as it stood."""
    return stood.or_missing(lambda: _show(catalogue_id), not_yet(state_of(catalogue_id)))


@bp.get("/<uuid:catalogue_id>/xlsx")
@requires(Permission.WORK)
def sheet(catalogue_id: UUID) -> ResponseReturnValue:
    """Give a version as an Excel workbook that can be read in again."""
    found = state_of(catalogue_id)
    return send_file(
        BytesIO(workbook(version(db(), catalogue_id))),
        mimetype=KINDS["xlsx"],
        as_attachment=True,
        download_name=f"danh-muc-{found.number.replace('/', '-') or 'du-thao'}.xlsx",
    )


@bp.post("/<uuid:catalogue_id>/hieu-luc")
@requires(Permission.DECIDE_CATALOGUE)
def decide(catalogue_id: UUID) -> ResponseReturnValue:
    """Let a version hold from a day on."""
    state_of(catalogue_id)
    form = DecisionForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(catalogue_id, form, status=422)
    command = DecideCatalogue(
        catalogue_id=catalogue_id,
        number=form.number.data or "",
        decided_on=form.decided_on.day,
        effective_from=form.effective_from.day,
    )
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(catalogue_id, form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(catalogue_id, form, MEANWHILE, 409)
    flash(f"Danh mục áp dụng từ {command.effective_from:%d/%m/%Y}.", "success")
    return redirect(url_for("catalogues.show", catalogue_id=catalogue_id), 303)


@bp.post("/<uuid:catalogue_id>/bo")
@requires(Permission.DRAFT_CATALOGUE)
def discard(catalogue_id: UUID) -> ResponseReturnValue:
    """Give a draft up."""
    state_of(catalogue_id)
    try:
        carry_out(DiscardCatalogue(catalogue_id=catalogue_id))
    except RefusedError as refusal:
        return _show(catalogue_id, problem=say(refusal), status=422)
    except ChangedMeanwhileError:
        return _show(catalogue_id, problem=MEANWHILE, status=409)
    flash("Đã bỏ bản nháp.", "success")
    return redirect(url_for("catalogues.index"), 303)


def readable(at: datetime | None) -> list[CatalogueState]:
    """List the versions that the actor may see: drafts only those who work on them."""
    works = actor().may(Permission.DRAFT_CATALOGUE) or actor().may(Permission.DECIDE_CATALOGUE)
    return [one for one in states.every(db(), at) if works or one.number]


def state_of(catalogue_id: UUID, at: datetime | None = None) -> CatalogueState:
    """Give a version's state, now or at an instant.

    Raises:
        WrongStreamError: there is no such version to see, or it was given up.
    """
    found = next((s for s in readable(at) if s.catalogue_id == catalogue_id), None)
    if found is None:
        raise WrongStreamError(catalogue_id)
    return found


def not_yet(state: CatalogueState) -> stood.Stood:
    """Say of a version that it was not there on the past day."""
    return stood.Stood(
        title=state.title,
        url=url_for("catalogues.show", catalogue_id=state.catalogue_id),
        crumbs=[("Danh mục sản phẩm, công việc", as_of.link("catalogues.index"))],
        missing="chưa có danh mục này",
    )


def _show(
    catalogue_id: UUID, form: DecisionForm | None = None, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    state = state_of(catalogue_id, as_of.instant())
    catalogue, asked = version(db(), catalogue_id), _asked()
    rows = asked.chosen(catalogue.drafted.items)
    here = cut(rows, request.args.get("trang", ""), PAGE)
    return page(
        "catalogues/version.html",
        block="main",
        status=status,
        state=state,
        said=STATUSES[state.status(as_of.day())],
        drafted=catalogue.drafted,
        population=POPULATIONS[state.population],
        frames=_frames(catalogue),
        groups=sorted({str(item.group) for item in catalogue.drafted.items}),
        rooms=sorted({item.room for item in catalogue.drafted.items if item.room}),
        here=here,
        asked=asked,
        page_url=as_of.link("catalogues.show", asked.query(), catalogue_id=catalogue_id)
        + "{page}",
        form=form or DecisionForm(meta={"today": today()}),
        problem=problem,
        may_decide=as_of.may(Permission.DECIDE_CATALOGUE) and not state.number,
        may_draft=as_of.may(Permission.DRAFT_CATALOGUE) and not state.number,
        at=as_of.past_day(),
        today=today(),
    )


def _asked() -> Asked:
    named = ("q", "nhom", "phong")
    return Asked(*(one_line(request.args.get(name))[:LONGEST] for name in named))


def _frames(catalogue: WorkCatalogue) -> list[str]:
    return [f"N{one.group}: {frame_words(one)}" for one in catalogue.drafted.frames]
