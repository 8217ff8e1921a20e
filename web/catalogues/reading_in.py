"""Pages: a sheet of the work catalogue is read in as a draft, or every wrong row is shown."""

from hashlib import sha256
from uuid import uuid5

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.catalogues import Drafted
from events.errors import RefusedError
from service.catalogues.versions import DraftCatalogue
from service.imports import sandbox
from service.imports.work_catalogue import (
    CatalogueFaultsError,
    CatalogueSheet,
    SheetFault,
    read_catalogue,
)
from tenants.access import Permission
from web.catalogues.forms import SheetForm
from web.catalogues.words import COLUMNS, MOST_SHOWN, fault_words
from web.filenames import tidy_name
from web.htmx import page
from web.session import carry_out, end_reading, requires
from web.words import say

NO_FILE = "Hãy chọn tệp Excel (.xlsx) của danh mục."
bp_reading = Blueprint(
    "catalogues_reading",
    __name__,
    url_prefix="/x/<code>/danh-muc/nap",
    template_folder="templates",
)


@bp_reading.get("")
@requires(Permission.DRAFT_CATALOGUE)
def ask() -> ResponseReturnValue:
    """Ask for a sheet."""
    return _ask(SheetForm())


@bp_reading.post("")
@requires(Permission.DRAFT_CATALOGUE)
def take() -> ResponseReturnValue:
    """Read the sheet as a draft that can be looked at; a faulty one leaves nothing behind."""
    form, file = SheetForm(request.form), request.files.get("file")
    good = form.validate()
    if file is None or not file.filename or not good:
        return _ask(form, "" if file and file.filename else NO_FILE)
    data, name = file.read(), tidy_name(file.filename, otherwise="danh-muc.xlsx")
    end_reading()  # nobody may hold a connection while a file is read
    try:
        found = read_catalogue(sandbox.rows(data, name), form.standard.amount)
        done = carry_out(DraftCatalogue(drafted=_drafted(form, found, data, name)))
    except CatalogueFaultsError as faulty:
        return _ask(form, say(faulty), faulty.faults)
    except RefusedError as refusal:
        return _ask(form, say(refusal))
    flash(_told(found), "success")
    address = url_for("catalogues.show", catalogue_id=uuid5(done, "catalogue"))
    return redirect(address, 303)


def _drafted(form: SheetForm, found: CatalogueSheet, data: bytes, name: str) -> Drafted:
    return Drafted(
        population=form.population.data,
        title=form.title.data,
        standard_points=form.standard.amount,
        frames=found.frames,
        items=found.items,
        file_name=name,
        file_sha256=sha256(data).hexdigest(),
    )


def _told(found: CatalogueSheet) -> str:
    said = f"Đã đọc {len(found.items)} sản phẩm vào bản nháp."
    titles = len(found.left_out)
    return f"{said} {titles} dòng là tiêu đề hoặc ghi chú." if titles else said


def _ask(
    form: SheetForm, problem: str = "", faults: tuple[SheetFault, ...] = ()
) -> ResponseReturnValue:
    shown = [
        (fault.page, fault.row, COLUMNS[fault.column], fault_words(fault))
        for fault in faults[:MOST_SHOWN]
    ]
    return page(
        "catalogues/read.html",
        block="main",
        status=422 if problem or form.errors else 200,
        form=form,
        problem=problem,
        faults=shown,
        more=len(faults) - len(shown),
    )
