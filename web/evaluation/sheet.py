"""Page: one person's score in one period, and what each may do about it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from events.score_values import PICKED, Part
from events.scoring import ScoreSheet
from service.evaluation import periods, score_sheets
from service.evaluation.assembling import Assembled, assembled, recomputed
from service.evaluation.choosing import NoRulesHoldError
from service.evaluation.judging import FACTS
from service.evaluation.naming import period_name
from service.evaluation.periods import Period
from service.evaluation.reckoning import DIRECT, NO_WORDS, Words, words_of
from service.evaluation.rules import RuleSet
from service.inspections import looks
from tenants.access import Permission
from web import as_of, stood
from web.evaluation.opened import Opened, looked, opened
from web.evaluation.places import places
from web.evaluation.sentences import note, sentence
from web.evaluation.sheet_forms import (
    AdjustForm,
    AnswerForm,
    AnswerPetitionForm,
    ConfirmForm,
    CorrectForm,
    PetitionForm,
    PointsForm,
    SelfScoreForm,
    typed,
    with_points,
)
from web.evaluation.sheet_words import STATUSES, why_none
from web.evaluation.shown import ScoreShown, answered_elsewhere, common_rows, shown
from web.forms import Form
from web.htmx import page, wants_fragment
from web.session import actor, db, local, register, requires, today
from web.words import say

bp = Blueprint(
    "score_sheet",
    __name__,
    url_prefix="/x/<code>/danh-gia/phieu",
    template_folder="templates",
)
Forms = dict[str, Form]


@bp.get("/<uuid:period_id>/<uuid:person_id>")
@requires(Permission.WORK)
def show(period_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Show the sheet, now or as it stood at the end of a past day, and keep who looked."""
    found = opened(period_id, person_id, as_of.instant())
    looked(found)
    missing = stood.Stood(
        title=f"Phiếu điểm {period_name(found.period)}, {register().person(person_id)}",
        url=url_for(".show", period_id=period_id, person_id=person_id),
        crumbs=[("Đánh giá", as_of.link("scores.mine")), (period_name(found.period), "")],
        missing="chưa mở kỳ này",
    )
    return stood.or_missing(lambda: show_sheet(found), missing)


@bp.get("/<uuid:score_sheet_id>")
@requires(Permission.WORK)
def by_number(score_sheet_id: UUID) -> ResponseReturnValue:
    """Show a sheet that is named by itself, as under the bell."""
    sheet = score_sheets.one(db(), score_sheet_id)
    return show(sheet.period_id, sheet.person_id)


@bp.get("/<uuid:period_id>/cua-toi")
@requires(Permission.WORK)
def mine(period_id: UUID) -> ResponseReturnValue:
    """Show the home page which points one lost, by one's own sheet."""
    found = opened(period_id, actor().person_id)
    url = url_for(".show", period_id=period_id, person_id=found.person_id)
    if not wants_fragment():
        return redirect(url, 303)
    return Response(render_template("evaluation/lost.html", sheet_url=url, **_facts(found)))


def show_sheet(
    found: Opened, tried: Forms | None = None, problem: str = "", status: int = 200
) -> Response:
    """Show a sheet with the forms of who looks at it; those tried stand as they were sent."""
    sheet, facts, at = found.kept.sheet, _facts(found), as_of.past_day()
    facts["forms"] = {} if at else facts["forms"] | (tried or {})
    return page(
        "evaluation/sheet.html",
        block="main",
        status=status,
        opened=found,
        name=register().person(found.person_id),
        post=register().post(found.seat.post_id),
        period=_period(found),
        period_name=period_name(found.period),
        scorer=register().post(found.seating.scorers[found.person_id]),
        sheet=sheet,
        state=_state(sheet),
        history=_history(found),
        seen_by=_seen_by(found) if found.own else [],
        at=at,
        today=today(),
        problem=problem,
        places=places(),
        **facts,
    )


def points_form(
    kind: type[PointsForm], rules: RuleSet, *, leads: bool, asks_d: bool = False
) -> type[PointsForm]:
    """Give a form with the fields of a rule set; d only where nobody managed has a score."""
    parts: tuple[Part, ...] = (PICKED if asks_d else DIRECT) if leads else ()
    return with_points(kind, rules, parts)


def asks_d(whole: Assembled) -> bool:
    """Tell whether nobody who is managed has a score, so that d is for people to say."""
    return whole.scores is not None and not any(score is not None for score in whole.scores)


def _facts(found: Opened) -> dict[str, Any]:
    """Reckon a sheet, or say why no rules hold for it."""
    facts: dict[str, Any] = {"score": None, "forms": {}, "no_rules": "", "again": None}
    try:
        return facts | (_stored(found) if found.kept.sheet.verdict else _now(found))
    except NoRulesHoldError as refusal:
        return facts | {"no_rules": say(refusal)}


def _now(found: Opened) -> dict[str, Any]:
    """Reckon what counts now, with what was said so far."""
    whole = assembled(db(), found.seating, found.person_id, found.period, found.at)
    own = found.kept.sheet.self_scored
    words = Words(common=own.common, picked=own.picked) if own else NO_WORDS
    reckoned = whole.reckoned(words)
    score = shown(
        whole.facts.products, whole.facts.excluded, reckoned, whole.rules, found.kept.sheet
    )
    lacking = tuple(lack for lack in reckoned.lacking if lack in FACTS)
    return {
        "score": score,
        "why_none": why_none(lacking) if lacking else "",
        "rules": whole.rules,
        "common": common_rows(whole.rules, found.kept.sheet),
        "answered": answered_elsewhere(found.kept.sheet, score.losses),
        "forms": _forms_before(found, whole, score, words),
    }


def _stored(found: Opened) -> dict[str, Any]:
    """Open what was signed, reckoned again from what counted then."""
    sheet = found.kept.sheet
    verdict = sheet.verdict
    assert verdict is not None  # noqa: S101 - the caller asked
    again = recomputed(db(), found.person_id, found.period, verdict)
    score = shown(
        again.facts.products, again.facts.excluded, again.reckoned, again.rules, sheet
    )
    return {
        "score": score,
        "why_none": why_none(verdict.lacking) if verdict.lacking else "",
        "rules": again.rules,
        "again": again,
        "common": common_rows(again.rules, sheet),
        "answered": answered_elsewhere(sheet, score.losses),
        "forms": _forms_after(found, again.rules, words_of(verdict)),
    }


def _forms_before(found: Opened, whole: Assembled, score: ScoreShown, words: Words) -> Forms:
    if found.period.closed:
        return {}
    leads, forms = found.seat.leads, Forms()
    if found.own and today() >= found.period.start:
        kind = points_form(SelfScoreForm, whole.rules, leads=leads)
        own = found.kept.sheet.self_scored
        text = {"text": own.note if own else ""}
        forms["self"] = kind(data=typed(words, whole.rules, kind.parts) | text)
        forms |= {one.key: AnswerForm(prefix=one.key) for one in score.losses}
    if found.scores and today() > found.period.cut_off:
        kind = points_form(ConfirmForm, whole.rules, leads=leads, asks_d=asks_d(whole))
        result = score.reckoned.result
        seen = "" if result is None else f"{result.numerator}/{result.denominator}"
        forms["confirm"] = kind(data=typed(words, whole.rules, kind.parts) | {"seen": seen})
    return forms


def _forms_after(found: Opened, rules: RuleSet, words: Words) -> Forms:
    sheet, forms, leads = found.kept.sheet, Forms(), found.seat.leads
    if found.own and sheet.petition is None:
        forms["petition"] = PetitionForm()
    if sheet.petition is not None and (found.scores or found.signs):
        forms["answer"] = AnswerPetitionForm()
    said_d = "d" in words.picked
    if found.signs and not found.period.closed:
        kind = points_form(CorrectForm, rules, leads=leads, asks_d=said_d)
        forms["correct"] = kind(data=typed(words, rules, kind.parts), meta={"today": today()})
    if found.scores and found.period.closed:
        kind = points_form(AdjustForm, rules, leads=leads, asks_d=said_d)
        forms["adjust"] = kind(data=typed(words, rules, kind.parts))
    return forms


def _period(found: Opened) -> Period:
    """Give the period as it stood on the day that is shown."""
    if found.at is None:
        return found.period
    return periods.one(db(), found.period.period_id, found.at)


def _state(sheet: ScoreSheet) -> tuple[str, str, str]:
    if sheet.petition is not None:
        return STATUSES["petitioned"]
    if sheet.confirmed is not None:
        return STATUSES["confirmed"]
    return STATUSES["self_scored" if sheet.self_scored else "begun"]


def _history(found: Opened) -> list[dict[str, Any]]:
    """Tell what was recorded, the newest first."""
    known = register()
    return [
        {
            "sentence": sentence(one.event),
            "note": note(one.event),
            "who": known.person(one.person_id),
            "post": known.post(one.post_id),
            "recorded_at": local(one.recorded_at),
            "position": one.position,
        }
        for one in reversed(found.kept.history)
    ]


def _seen_by(found: Opened) -> list[dict[str, Any]]:
    known = register()
    return [
        {
            "who": known.person(look.person_id),
            "post": known.post(look.post_id),
            "at": local(look.at),
            "refused": look.refused,
        }
        for look in looks.at_subject(db(), "score_sheet", found.sheet_id)
        if look.person_id != actor().person_id and look.at <= as_of.moment()
    ]
