"""Pages: the year of one person, the year of one unit; what each may do about it."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue

from events.errors import WrongStreamError
from events.grading.steps import UnitProposed, grade_id
from events.grading.year import YearGrade
from service.evaluation import periods
from service.evaluation.choosing import pinned
from service.evaluation.grades import sync_due, unit_conditions
from service.evaluation.papers.year_sheet import year_sheet
from service.evaluation.years.naming import name_of
from service.evaluation.years.printing import sheet_of
from service.evaluation.years.proposing import as_unit_year, unit_tasks
from service.evaluation.years.ranks import GROUP_OF, Standing, months_worked
from service.files import KINDS
from service.in_force import past_of
from service.inspections import looks
from service.vault.stores import event_store
from tenants.access import Permission
from tenants.directory import Unit
from web import as_of
from web.choices import key, options
from web.evaluation.places import places
from web.evaluation.year_forms import PERSON_ACTS, UNIT_ACTS, FoundForm, ProposeForm, YearForm
from web.evaluation.year_sight import (
    decides,
    looked,
    members,
    person_in_sight,
    prepares,
    unit_in_sight,
)
from web.evaluation.year_words import ACTS, CONDITIONS, GRADES, GROUPS, SHORT
from web.htmx import page
from web.session import actor, db, local, register, requires, tenant, today

bp = Blueprint(
    "year_one",
    __name__,
    url_prefix="/x/<code>/danh-gia/nam/<int:year>",
    template_folder="templates",
)
BEFORE = ("hanh-vi", "y-kien-cap-uy", "de-xuat")  # what the grading is prepared with


@bp.get("/nguoi/<uuid:person_id>")
@requires(Permission.WORK)
def person(year: int, person_id: UUID) -> ResponseReturnValue:
    """Show a person's year, now or as it stood at the end of a past day."""
    standing = person_in_sight(year, person_id)
    looked(year, person_id)
    return show_person(year, standing)


@bp.get("/nguoi/<uuid:person_id>/mau-02")
@requires(Permission.WORK)
def paper(year: int, person_id: UUID) -> ResponseReturnValue:
    """Give Mẫu số 02 as a Word document."""
    standing = person_in_sight(year, person_id)
    looked(year, person_id)
    sheet = sheet_of(register(), tenant(), standing, year, stream_of(person_id, year))
    return send_file(
        BytesIO(year_sheet(sheet)),
        mimetype=KINDS["docx"],
        as_attachment=True,
        download_name=f"mau-02-{year}.docx",
    )


@bp.get("/don-vi/<uuid:unit_id>")
@requires(Permission.WORK)
def unit(year: int, unit_id: UUID) -> ResponseReturnValue:
    """Show a unit's year, now or as it stood at the end of a past day."""
    return show_unit(year, unit_in_sight(year, unit_id))


def stream_of(subject_id: UUID, year: int) -> YearGrade:
    """Load somebody's year as of the day shown; an empty one while nothing was begun."""
    named, past = grade_id(subject_id, year), past_of(db(), as_of.instant())
    try:
        return event_store(db()).load(YearGrade, named, past=past)
    except WrongStreamError:
        return YearGrade(named)


def person_forms(year: int, standing: Standing, stream: YearGrade) -> dict[str, YearForm]:
    """Give the forms that the actor may use at a person's year, as it stands; none then."""
    if as_of.past_day():
        return {}
    own = standing.person_id == actor().person_id
    wanted: list[str] = []
    if not stream.decisions:
        wanted += ["tu-xep-loai"] if own else BEFORE if prepares() else ()
        if standing.rank == "staff" and "y-kien-cap-uy" in wanted:
            wanted.remove("y-kien-cap-uy")
    else:
        wanted += _afterwards(stream, own=own)
    return {name: _form(PERSON_ACTS[name], year, standing, stream) for name in wanted}


def unit_forms(stream: YearGrade) -> dict[str, YearForm]:
    """Give the forms that the actor may use at a unit's year, as it stands; none then."""
    if as_of.past_day():
        return {}
    if not stream.decisions:
        wanted = ["de-xuat"] if prepares() else []
    else:
        wanted = [name for name in _afterwards(stream, own=False) if name in UNIT_ACTS]
    return {name: UNIT_ACTS[name](meta={"today": today()}) for name in wanted}


def show_person(
    year: int,
    standing: Standing,
    tried: dict[str, YearForm] | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    """Show a person's year with its forms; those tried stand as they were sent."""
    stream = stream_of(standing.person_id, year)
    return page(
        "evaluation/year.html",
        block="main",
        status=status,
        year=year,
        unit=False,
        subject_id=standing.person_id,
        name=register().person(standing.person_id),
        under=_place(members(year, as_of.day()).get(standing.person_id)),
        months=_months(stream, year),
        forms=person_forms(year, standing, stream) | (tried or {}),
        seen_by=_seen_by(standing, year),
        **_said(stream),
        problem=problem,
    )


def show_unit(
    year: int,
    unit_id: UUID,
    tried: dict[str, YearForm] | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    """Show a unit's year with its forms; those tried stand as they were sent."""
    stream = stream_of(unit_id, year)
    said = stream.unit_proposed
    return page(
        "evaluation/year.html",
        block="main",
        status=status,
        year=year,
        unit=True,
        subject_id=unit_id,
        name=register().unit(unit_id),
        under=_ended(register().units[unit_id]),
        taken=[one for one in register().units.values() if _went_into(one, unit_id, year)],
        counted=unit_tasks(db(), unit_id, year, as_of.day(), as_of.instant()),
        conditions=_conditions(said) if said else [],
        forms=unit_forms(stream) | (tried or {}),
        **_said(stream),
        problem=problem,
    )


def _place(standing: Standing | None) -> str:
    known = register()
    return (
        f"{known.post(standing.post_id)} · {known.unit(standing.unit_id)}" if standing else ""
    )


def _ended(unit: Unit) -> str:
    """Say until when a unit that ended was there, and where it went."""
    if unit.last_day is None:
        return ""
    into = f", nhập vào {register().unit(unit.into)}" if unit.into else ""
    return f"Hoạt động đến hết ngày {unit.last_day:%d/%m/%Y}{into}"


def _went_into(unit: Unit, heir: UUID, year: int) -> bool:
    return unit.into == heir and unit.last_day is not None and unit.last_day.year == year


def _afterwards(stream: YearGrade, *, own: bool) -> list[str]:
    wanted: list[str] = []
    if own and stream.petition is None:
        wanted.append("kien-nghi")
    if prepares() and stream.told is None:
        wanted.append("thong-bao")
    if decides() and not own:
        wanted += ["tra-loi"] if stream.petition else []
        wanted.append("thay-the")
    return wanted


def _form(kind: type[YearForm], year: int, standing: Standing, stream: YearGrade) -> YearForm:
    meta = {"today": today()}
    if kind is ProposeForm:
        worked = months_worked(register(), standing.person_id, year, today())
        return ProposeForm(data={"group": GROUP_OF[standing.rank], "months": worked}, meta=meta)
    form = kind(meta=meta)
    if isinstance(form, FoundForm):
        offer_acts(form, stream.acts)
    return form


def offer_acts(form: FoundForm, acts: Iterable[UUID]) -> None:
    """Offer the acts that are known already, by which a second paper names the same one."""
    named = {str(one): f"Hành vi đã ghi số {n}" for n, one in enumerate(acts, 1)}
    form.act.choices = options(named, empty="Hành vi mới")


def _said(stream: YearGrade) -> dict[str, Any]:
    """Give what stands in a year in the words of the page."""
    proposed = stream.proposed or stream.unit_proposed
    send_by: date | None = None
    if proposed is not None and stream.decisions:
        rules = pinned(db(), proposed.rules)
        send_by = sync_due(stream.decisions[-1].decided_on, rules)
    return {
        "stream": stream,
        "proposed": proposed,
        "grades": GRADES,
        "short": SHORT,
        "groups": GROUPS,
        "act_words": ACTS,
        "send_by": send_by,
        "me_decides": decides(),
        "places": places(),
        "at": as_of.past_day(),
        "today": today(),
        "key": key,
    }


def _months(stream: YearGrade, year: int) -> list[tuple[int, Any, UUID | None]]:
    """List the months with what was signed, and the period whose sheet says why."""
    if stream.proposed is None:
        return []
    named = {
        one.end.month: one.period_id
        for one in periods.every(db(), as_of.instant())
        if one.end.year == year and one.kind in {"month", "quarter"}
    }
    return [(one.month, one.signed, named.get(one.month)) for one in stream.proposed.months]


def _seen_by(standing: Standing, year: int) -> list[dict[str, Any]]:
    """List to the person who looked at their year, and who tried to."""
    if standing.person_id != actor().person_id:
        return []
    known, subject = register(), grade_id(standing.person_id, year)
    return [
        {
            "who": known.person(look.person_id),
            "post": known.post(look.post_id),
            "at": local(look.at),
            "refused": look.refused,
        }
        for look in looks.at_subject(db(), "year_grade", subject)
        if look.at <= as_of.moment()
    ]


def _conditions(said: UnitProposed) -> list[tuple[str, list[tuple[str, bool]]]]:
    """List the conditions of each grade, met or not, by the rules of the proposal."""
    found = unit_conditions(as_unit_year(said.score, said.facts), pinned(db(), said.rules))
    return [
        (GRADES[name_of(grade)], [(CONDITIONS[one.name], one.met) for one in listed])
        for grade, listed in found.items()
    ]
