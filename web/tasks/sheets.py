"""A list of tasks as a spreadsheet: taken out, changed in Excel, taken in again, taken back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from urllib.parse import urlencode
from uuid import UUID, uuid5

import msgspec
from flask import Blueprint, abort, current_app, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import or_

from events.errors import ChangedMeanwhileError, RefusedError
from events.values import Evidence
from service.files import KINDS, note_file
from service.imports import sandbox
from service.imports.document import Line as Read
from service.imports.task_sheets.columns import CODE, Row
from service.imports.task_sheets.reading import (
    MOST_ROWS,
    Asked,
    SheetFaultsError,
    asked,
    written,
)
from service.imports.task_sheets.writing import workbook
from service.plans.annex.labels import Labels
from service.tasks import handovers, sheets, states
from service.tasks.sheets import Line, TakeSheetBack, TakeSheetIn, TasksWentOnError
from service.tasks.together import foreseen
from service.tasks.urgency import status_code
from service.work import Order
from tenants.access import AccessDeniedError, Permission
from web import as_of
from web.filenames import tidy_name
from web.htmx import page
from web.session import (
    actor,
    carry_out,
    command_id,
    db,
    end_reading,
    file_store,
    ledger,
    local,
    register,
    requires,
    sight,
    today,
)
from web.tasks import list_query
from web.tasks.bulk import why
from web.tasks.listing import task_list
from web.tasks.sheet_words import MOST_SHOWN, Wrong, asked_words, wrong
from web.words import say

bp_sheets = Blueprint(
    "task_sheets", __name__, url_prefix="/x/<code>/nhiem-vu/bang", template_folder="templates"
)
NO_FILE = "Hãy chọn tệp Excel (.xlsx) đã tải từ trang Nhiệm vụ."
MEANWHILE = "Vừa có người thay đổi, nên chưa ghi gì. Dưới đây là bản mới nhất; hãy xem lại."
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was taken in, what it asks for, and what is wrong in it."""

    name: str
    sha256: str
    rows_sha256: str
    asked: list[Asked]
    faults: list[Wrong]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Say what it asks for as a command takes it."""
        return tuple(
            Line(
                task_id=one.task.task_id,
                seen=one.task.version,
                parts=tuple(command for _, command in one.parts),
            )
            for one in self.asked
        )

    @property
    def mark(self) -> str:
        """Mark what was foreseen, to know it again."""
        return sha256(msgspec.json.encode(self.lines)).hexdigest()[:16]

    @property
    def address(self) -> str:
        """Address the preview."""
        query = urlencode({"tep": self.sha256, "ban": self.rows_sha256, "ten": self.name})
        return f"{url_for('task_sheets.show')}?{query}"


@bp_sheets.get("/xlsx")
@requires(Permission.WORK)
def take_out() -> ResponseReturnValue:
    """Give the filtered list as a workbook, as of the day that is shown."""
    tasks, query = task_list(), list_query.asked()
    found = tasks.tasks(tasks.ids(query.wanted, most=MOST_ROWS))
    labels, words = Labels(register()), _state_words()
    rows = (
        Row.of(task, labels, words.get(status_code(task, as_of.day()), "")) for task in found
    )
    return send_file(
        BytesIO(workbook(rows)),
        mimetype=KINDS["xlsx"],
        as_attachment=True,
        download_name=f"nhiem-vu-{as_of.day():%Y-%m-%d}.xlsx",
    )


@bp_sheets.get("")
@requires(Permission.WORK)
def show() -> ResponseReturnValue:
    """Ask for a sheet; with a file in the address, show what it would do."""
    return _draw(_kept()) if "ban" in request.args else _ask()


@bp_sheets.post("")
@requires(Permission.WORK)
def take_in() -> ResponseReturnValue:
    """Look at a file, or do what was foreseen of it."""
    if "ban" in request.args:
        return _do(_kept())
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        return _ask(NO_FILE)
    data, name = uploaded.read(), tidy_name(uploaded.filename, otherwise="nhiem-vu.xlsx")
    try:
        end_reading()  # nobody may hold a connection while a file is read
        lines = sandbox.rows(data, name)
        sheet = _sheet(lines, name, sha256(data).hexdigest())
    except RefusedError as refusal:
        return _ask(say(refusal))
    if sheet.faults or not sheet.asked:
        return _draw(sheet)
    _keep(data, name, "xlsx")
    _keep(msgspec.json.encode(lines), name, "json")
    return redirect(sheet.address, 303)


@bp_sheets.post("/<uuid:sheet_id>/hoan-tac")
@requires(Permission.WORK)
def take_back(sheet_id: UUID) -> ResponseReturnValue:
    """Let everything stand as before a sheet of one's own."""
    if sheet_id not in {one.sheet_id for one in sheets.of_person(db(), actor().person_id)}:
        abort(404)
    try:
        carry_out(TakeSheetBack(sheet_id=sheet_id))
    except TasksWentOnError as refusal:
        codes = handovers.codes(db(), refusal.task_ids)
        named = ", ".join(codes[task_id][0] for task_id in refusal.task_ids)
        return _ask(f"{say(refusal)} Nhiệm vụ đã đổi tiếp: {named}.", status=409)
    except RefusedError as refusal:
        return _ask(say(refusal))
    flash("Đã hoàn tác: các nhiệm vụ trở lại như trước khi nạp bảng.")
    return redirect(url_for("task_sheets.show"), 303)


def _do(sheet: Sheet) -> ResponseReturnValue:
    mine = {one.sheet_id for one in sheets.of_person(db(), actor().person_id)}
    if uuid5(command_id(), "sheet") not in mine:
        if sheet.faults or request.form.get("da-xem") != sheet.mark:
            return _draw(sheet, MEANWHILE, status=409)
        command = TakeSheetIn(file_name=sheet.name, file_sha256=sheet.sha256, lines=sheet.lines)
        try:
            carry_out(command)
        except (ChangedMeanwhileError, RefusedError, AccessDeniedError):
            return _draw(_kept(), MEANWHILE, status=409)
    flash("Đã ghi các thay đổi trong bảng.")
    return redirect(url_for("task_sheets.show"), 303)


def _keep(data: bytes, name: str, kind: str) -> None:
    kept = Evidence(sha256=file_store().put(data), name=name, size=len(data), kind=kind)
    end_reading()
    with ledger().scope.begin() as connection:
        note_file(connection, kept)


def _kept() -> Sheet:
    """Give the sheet that the address names, as it was read when it came."""
    digest, rows = request.args.get("tep", ""), request.args["ban"]
    if not (HASH.fullmatch(digest) and HASH.fullmatch(rows)):
        abort(404)
    try:
        lines = msgspec.json.decode(file_store().get(rows), type=tuple[Read, ...])
    except (FileNotFoundError, msgspec.DecodeError):
        abort(404)
    name = tidy_name(request.args.get("ten", ""), otherwise="nhiem-vu.xlsx")
    return _sheet(lines, name, digest)


def _sheet(lines: tuple[Read, ...], name: str, digest: str) -> Sheet:
    """Tell what the rows of a file ask for, and what is wrong in them."""
    rows = written(lines)
    ids = [row.key.task_id for row in rows if row.key]
    codes = [row.cells.get(CODE, "") for row in rows if not row.key]
    kept = states.table.c
    tasks = states.listed(
        db(), or_(kept.task_id.in_(ids), kept.code.in_(codes)), sight().covers()
    )
    kept_as = sha256(msgspec.json.encode(lines)).hexdigest()
    try:
        wanted = asked(rows, tasks, Labels(register()), today())
    except SheetFaultsError as faulty:
        return Sheet(name, digest, kept_as, [], [wrong(one) for one in faulty.faults])
    return Sheet(name, digest, kept_as, wanted, _refused(wanted))


def _refused(wanted: Iterable[Asked]) -> list[Wrong]:
    """Say which cells the rules refuse."""
    cells = [(one, column, command) for one in wanted for column, command in one.parts]
    order = Order(actor=actor(), command_id=command_id())
    refusals = foreseen([command for *_, command in cells], order, ledger(), db())
    return [
        Wrong(one.row, column, why(no))
        for (one, column, _), no in zip(cells, refusals, strict=True)
        if no
    ]


def _draw(sheet: Sheet, problem: str = "", status: int = 0) -> ResponseReturnValue:
    return page(
        "tasks/sheet_foreseen.html",
        block="main",
        status=status or (422 if sheet.faults else 200),
        sheet=sheet,
        changes=[(one.task, asked_words(one, register())) for one in sheet.asked],
        faults=sheet.faults[:MOST_SHOWN],
        more=len(sheet.faults) - MOST_SHOWN,
        problem=problem,
    )


def _ask(problem: str = "", status: int = 422) -> ResponseReturnValue:
    mine = sheets.of_person(db(), actor().person_id)
    return page(
        "tasks/sheet.html",
        block="main",
        status=status if problem else 200,
        problem=problem,
        sheets=[(one, local(one.changed_at)) for one in mine],
    )


def _state_words() -> dict[str, str]:
    """Give the words of the states as the pages have them."""
    words = current_app.jinja_env.get_template("ui/status.html").module.states  # type: ignore[attr-defined]
    return {code: said[0] for code, said in words.items()}
