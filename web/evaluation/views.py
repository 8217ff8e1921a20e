"""Pages: my scores by period, and the people whom I score, in the order in which it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from service.evaluation import periods, score_sheets
from service.evaluation.choosing import NoRulesHoldError, rules_for
from service.evaluation.followed import is_scored, mean
from service.evaluation.naming import period_name
from service.evaluation.periods import Period
from service.evaluation.results import signed
from service.evaluation.rules import RuleSet
from service.evaluation.score_sheets import SheetState
from service.evaluation.seats import Seat, Seating
from tenants.access import Permission
from tenants.populations import populations
from web import as_of
from web.evaluation.opened import acting_posts, seats_of
from web.evaluation.period_words import named
from web.evaluation.places import places
from web.evaluation.sheet_words import STATUSES, Badge
from web.htmx import page
from web.session import actor, db, register, requires, today
from web.ui.typed import write_amount

bp = Blueprint("scores", __name__, url_prefix="/x/<code>/danh-gia", template_folder="templates")
MOST = 24  # periods on a page


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period of mine: its name, how my sheet stands (None: a mean), my points."""

    period: Period
    name: str
    status: Badge | None
    points: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One of my people in a period; `waits` names those who are to be scored before."""

    seat: Seat
    name: str
    post: str
    status: Badge
    waits: Sequence[str]


@bp.get("")
@requires(Permission.WORK)
def mine() -> ResponseReturnValue:
    """List my periods with state, day and points; quarters and years as means; or then."""
    every = periods.every(db(), as_of.instant())
    sheets = score_sheets.of_person(db(), actor().person_id, as_of.instant())
    shown, rules = (
        [p for p in every if p.start <= as_of.day() and _scores_me(p)][:MOST],
        _rules(),
    )
    return page(
        "evaluation/mine.html",
        block="main",
        lines=[_mine(period, every, sheets, rules) for period in shown],
        me_id=actor().person_id,
        at=as_of.past_day(),
        today=today(),
        places=places(),
    )


@bp.get("/nguoi")
@requires(Permission.WORK)
def people() -> ResponseReturnValue:
    """List the people whom I score in a period: staff, then deputies, then heads."""
    every = periods.every(db(), as_of.instant())
    scored = [p for p in every if is_scored(p, every) and p.start <= as_of.day()][:MOST]
    period = _asked(scored)
    lines = _people(period) if period else []
    return page(
        "evaluation/people.html",
        block="main",
        period=period,
        period_name=period_name(period) if period else "",
        choices=[(p.period_id, period_name(p)) for p in scored],
        lines=lines,
        done=sum(line.status == STATUSES["confirmed"] for line in lines),
        at=as_of.past_day(),
        today=today(),
        places=places(),
    )


def _scores_me(period: Period) -> bool:
    return actor().person_id in seats_of(period).seats


def _mine(
    period: Period,
    every: Sequence[Period],
    sheets: Mapping[UUID, SheetState],
    rules: RuleSet | None,
) -> PeriodLine:
    name = named(period)
    if not is_scored(period, every):
        return PeriodLine(period, name, None, _mean(period, every, sheets, rules))
    sheet = sheets.get(period.period_id)
    status = STATUSES[sheet.status if sheet else "begun"]
    points = "" if sheet is None or sheet.signed is None else write_amount(sheet.signed)
    return PeriodLine(period, name, status, points)


def _mean(
    period: Period,
    every: Sequence[Period],
    sheets: Mapping[UUID, SheetState],
    rules: RuleSet | None,
) -> str:
    """Say the mean of a longer period; nothing until one of its periods has a score."""
    if rules is None:
        return ""
    score, known, whole = mean(period, every, sheets, rules)
    if score is None:
        return ""
    return f"{write_amount(signed(score, rules))} (trung bình {known}/{whole} kỳ)"


def _rules() -> RuleSet | None:
    """Give the reading by which my means are made; None where no rule set holds for me."""
    population = populations(db()).of(actor().person_id, as_of.day())
    try:
        return rules_for(db(), population, as_of.day(), as_of.instant()).rules
    except NoRulesHoldError:
        return None


def _asked(scored: Sequence[Period]) -> Period | None:
    """Give the period that the address names, or the last one that has begun to be due."""
    named = request.args.get("ky", "")
    if named:
        found = (p for p in scored if str(p.period_id) == named)
        return next(found, None) or abort(404)
    over = [p for p in scored if p.cut_off < as_of.day()]
    return next(iter(over or scored), None)


def _people(period: Period) -> list[PersonLine]:
    seats = seats_of(period)
    sheets = score_sheets.of_period(db(), period.period_id, at=as_of.instant())
    named = actor().person_id in periods.one(db(), period.period_id).evaluators  # as of today
    mine = seats.in_order() if named else seats.scored_by(acting_posts())
    return [_person(seat, seats, period, sheets) for seat in mine]


def _person(
    seat: Seat,
    seats: Seating,
    period: Period,
    sheets: Mapping[tuple[UUID, UUID], SheetState],
) -> PersonLine:
    known = register()

    def waits(person: UUID) -> bool:
        sheet = sheets.get((person, period.period_id))
        return sheet is None or not sheet.confirmed

    sheet = sheets.get((seat.person_id, period.period_id))
    managed = seats.managed_by(seat) if seat.leads and waits(seat.person_id) else ()
    return PersonLine(
        seat=seat,
        name=known.person(seat.person_id),
        post=known.post(seat.post_id),
        status=STATUSES[sheet.status if sheet else "begun"],
        waits=[known.person(one) for one in managed if waits(one)],
    )
