"""A list of tasks as a spreadsheet: taken out, changed in Excel, taken in again, taken back."""

import re
from hashlib import sha256
from io import BytesIO
from uuid import UUID, uuid5

import msgspec
from flask import Blueprint, abort, current_app, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.values import Evidence
from service.files import KINDS, note_file
from service.imports import sandbox
from service.imports.document import Line as Read
from service.imports.task_sheets.columns import Row
from service.imports.task_sheets.new_tasks import template
from service.imports.task_sheets.reading import MOST_ROWS
from service.imports.task_sheets.writing import workbook
from service.plans.annex.labels import Labels
from service.tasks import handovers, sheets
from service.tasks.sheets import TakeSheetBack, TasksWentOnError
from service.tasks.urgency import status_code
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
)
from web.tasks import list_query
from web.tasks.listing import task_list
from web.tasks.sheet_file import Sheet, sheet_of
from web.tasks.sheet_words import MOST_SHOWN, asked_words, given_words
from web.words import say

bp_sheets = Blueprint(
    "task_sheets", __name__, url_prefix="/x/<code>/nhiem-vu/bang", template_folder="templates"
)
NO_FILE = "Hãy chọn tệp Excel (.xlsx) đã tải từ hệ thống."
MEANWHILE = "Vừa có người thay đổi, nên chưa ghi gì. Dưới đây là bản mới nhất; hãy xem lại."
HASH = re.compile(r"[0-9a-f]{64}")


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
    return _sent(workbook(rows), f"nhiem-vu-{as_of.day():%Y-%m-%d}.xlsx")


@bp_sheets.get("/mau.xlsx")
@requires(Permission.GIVE_TASKS)
def blank() -> ResponseReturnValue:
    """Give an empty sheet for new tasks."""
    return _sent(template(Labels(register())), "giao-viec-moi.xlsx")


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
        sheet = sheet_of(lines, name, sha256(data).hexdigest())
    except RefusedError as refusal:
        return _ask(say(refusal))
    if sheet.faults or not (sheet.asked or sheet.new):
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
        try:
            carry_out(sheet.command)
        except (ChangedMeanwhileError, RefusedError, AccessDeniedError):
            return _draw(_kept(), MEANWHILE, status=409)
    flash("Đã ghi các thay đổi trong bảng.")
    return redirect(url_for("task_sheets.show"), 303)


def _sent(data: bytes, name: str) -> ResponseReturnValue:
    kind = KINDS["xlsx"]
    return send_file(BytesIO(data), mimetype=kind, as_attachment=True, download_name=name)


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
    return sheet_of(lines, name, digest)


def _draw(sheet: Sheet, problem: str = "", status: int = 0) -> ResponseReturnValue:
    return page(
        "tasks/sheet_foreseen.html",
        block="main",
        status=status or (422 if sheet.faults else 200),
        sheet=sheet,
        changes=[
            *((o.task.code, o.task.content, asked_words(o, register())) for o in sheet.asked),
            *(("", o.command.content, [given_words(o, register())]) for o in sheet.new),
        ],
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
        gives=actor().may(Permission.GIVE_TASKS),
    )


def _state_words() -> dict[str, str]:
    """Give the words of the states as the pages have them."""
    words = current_app.jinja_env.get_template("ui/status.html").module.states  # type: ignore[attr-defined]
    return {code: said[0] for code, said in words.items()}
