"""One person's page: the posts, the name corrected, what is kept of them erased."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.organisation.erasing import CorrectName, ErasePerson, EraseText
from service.organisation.populations import SetPopulation
from service.work import Command
from tenants.access import Permission
from tenants.populations import DEFAULT, populations
from web import as_of
from web.forms import Form
from web.htmx import page
from web.people.forms import EraseForm, EraseTextForm, NameForm, PopulationForm
from web.people.roster import posts_of
from web.people.then import then
from web.populations import POPULATIONS
from web.session import carry_out, db, register, requires, today
from web.words import say

bp_person = Blueprint("person", __name__, url_prefix="/x/<code>/nguoi")
CHANGED = "Vừa có người khác thay đổi. Nội dung bạn gõ còn nguyên: hãy gửi lại."
manager = requires(Permission.MANAGE_PEOPLE)


@bp_person.get("/<uuid:person_id>")
@manager
def show(person_id: UUID) -> ResponseReturnValue:
    """Show one person: the posts, and what can be done about their data; or a past day."""
    name = _name(person_id)
    return then(person_id) if as_of.past_day() else _shown(person_id, NameForm(name=name))


@bp_person.post("/<uuid:person_id>/ten")
@manager
def rename(person_id: UUID) -> ResponseReturnValue:
    """Correct a name."""
    _name(person_id)
    form = NameForm(request.form)
    if not form.validate():
        return _shown(person_id, form, status=422)
    command = CorrectName(person_id=person_id, name=form.name.data)
    if problem := _refused(command):
        return _shown(person_id, form, problem, status=422)
    flash(f"Đã sửa tên thành {form.name.data}.", "success")
    return redirect(url_for("person.show", person_id=person_id), 303)


@bp_person.post("/<uuid:person_id>/nhom")
@manager
def set_population(person_id: UUID) -> ResponseReturnValue:
    """Say which population the person belongs to, from a day on."""
    name = _name(person_id)
    form = PopulationForm(request.form, meta={"today": today()})
    if not form.validate():
        return _shown(person_id, NameForm(name=name), population=form, status=422)
    command = SetPopulation(
        person_id=person_id, population=form.population.data, from_day=form.from_day.day
    )
    if problem := _refused(command):
        return _shown(person_id, NameForm(name=name), problem, population=form, status=422)
    said = POPULATIONS[command.population].lower()
    flash(f"Đã ghi: {name} là {said} từ ngày {command.from_day:%d/%m/%Y}.", "success")
    return redirect(url_for("person.show", person_id=person_id), 303)


@bp_person.route("/<uuid:person_id>/xoa", methods=["GET", "POST"])
@manager
def erase(person_id: UUID) -> ResponseReturnValue:
    """Say what an erasure takes away and what stays; do it when reason and basis are given."""
    _name(person_id)
    form = EraseForm(request.form)
    if request.method == "GET":
        return _erasing(person_id, form)
    if not form.validate():
        return _erasing(person_id, form, status=422)
    grounds = {"legal_basis": form.legal_basis.data, "reason": form.reason.data}
    if problem := _refused(ErasePerson(person_id=person_id, **grounds)):
        return _erasing(person_id, form, problem, status=422)
    flash("Đã xóa dữ liệu cá nhân. Việc xóa đã được ghi vào sổ.", "success")
    return redirect(url_for("person.show", person_id=person_id), 303)


@bp_person.route("/xoa-chu", methods=["GET", "POST"])
@manager
def erase_text() -> ResponseReturnValue:
    """Erase what should never have been typed, by the number of its event."""
    form = EraseTextForm(request.form)
    if request.method == "GET":
        return _erasing_text(form)
    if not form.validate():
        return _erasing_text(form, status=422)
    number = int(form.position.amount)
    grounds = {"legal_basis": form.legal_basis.data, "reason": form.reason.data}
    if problem := _refused(EraseText(position=number, **grounds)):
        return _erasing_text(form, problem, status=422)
    flash(f"Đã xóa chữ của sự kiện số {number}. Việc xóa đã được ghi vào sổ.", "success")
    return redirect(url_for("people.show"), 303)


def _shown(
    person_id: UUID,
    form: Form,
    problem: str = "",
    *,
    population: PopulationForm | None = None,
    status: int = 200,
) -> Response:
    said = populations(db()).said.get(person_id, ())
    return page(
        "people/one.html",
        block="main",
        status=status,
        person_id=person_id,
        name=_name(person_id),
        posts=posts_of(register(), person_id),
        form=form,
        said=[(POPULATIONS[name], since) for since, name in reversed(said)],
        default=POPULATIONS[DEFAULT],
        population=population or PopulationForm(population=said[-1][1] if said else DEFAULT),
        problems=[(problem, "")] if problem else [],
    )


def _erasing(person_id: UUID, form: Form, problem: str = "", *, status: int = 200) -> Response:
    return page(
        "people/erase.html",
        block="main",
        status=status,
        person_id=person_id,
        name=_name(person_id),
        form=form,
        problems=[(problem, "")] if problem else [],
    )


def _erasing_text(form: Form, problem: str = "", *, status: int = 200) -> Response:
    problems = [(problem, "")] if problem else []
    shown = {"form": form, "problems": problems}
    return page("people/erase_text.html", block="main", status=status, **shown)


def _refused(command: Command) -> str:
    """Carry a command out; say why it was not."""
    try:
        carry_out(command)
    except RefusedError as no:
        return say(no)
    except ChangedMeanwhileError:
        return CHANGED
    return ""


def _name(person_id: UUID) -> str:
    return register().people.get(person_id) or abort(404)
