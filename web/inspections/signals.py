"""Pages: what should be looked at, and one signal with what its unit answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from events.signals import LONGEST, SignalAnswered
from service.inspections.looking import AnswerSignal, Looked, answers_for, names
from service.inspections.signals import Signal
from service.reports.differing import report_names
from tenants.access import Permission
from web import as_of, stood
from web.forms import Form, LongTextField
from web.htmx import page, wants_fragment
from web.inspections.words import TITLES, WAYS, rule_words, seen
from web.paging import cut
from web.session import actor, carry_out, db, local, register, requires, today
from web.signalled import signalled
from web.words import say

bp_signals = Blueprint(
    "signals", __name__, url_prefix="/x/<code>/kiem-tra/dau-hieu", template_folder="templates"
)
PAGE_SIZE = 50
QUICKER = "Vừa có người khác trả lời một dấu hiệu. Hãy xem lại rồi gửi lại nếu vẫn cần."


class AnswerForm(Form):
    """What is behind a signal."""

    beside: ClassVar[Mapping[type[RefusedError], str]] = {}
    text = LongTextField(
        "Trả lời của đơn vị", required="Hãy gõ nội dung trả lời.", most=LONGEST
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A signal as a list shows it; `unit` answers, `url` leads to the signal's own page."""

    signal: Signal
    title: str
    what: str
    thing: str
    unit: str
    at: datetime
    answer: str
    url: str


@bp_signals.get("")
@requires(Permission.SEE_BOARD)
def show() -> ResponseReturnValue:
    """List the signals in sight, newest first, by rule; or those of a past day."""
    looked = signalled()
    chosen = request.args.get("quy_tac", "")
    wanted = [s for s in looked.found if chosen in {"", WAYS[s.rule]}] or looked.found
    here = cut(wanted, request.args.get("trang", ""), PAGE_SIZE)
    return page(
        "inspections/signals.html",
        block="main",
        here=here,
        lines=_lines(here.rows, looked),
        tabs=_tabs(looked.found, chosen),
        rules=[(TITLES[rule], rule_words(rule, looked.limits)) for rule in TITLES],
        answered=_answered(looked),
        page_url=as_of.link(".show", {"quy_tac": chosen, "trang": ""}) + "{page}",
        at=as_of.past_day(),
        today=today(),
    )


@bp_signals.get("/dem")
@requires(Permission.SEE_BOARD)
def counted() -> ResponseReturnValue:
    """Show the home page how many signals there are, and how many no unit has answered."""
    if not wants_fragment():
        return redirect(url_for(".show"), 303)
    looked = signalled()
    said = {"every": len(looked.found), "open_ones": len(looked.found) - _answered(looked)}
    return Response(render_template("inspections/counted.html", **said))


@bp_signals.get("/<int:position>/<rule>")
@requires(Permission.SEE_BOARD)
def one(position: int, rule: str) -> ResponseReturnValue:
    """Show one signal, its rule in words, and the form for whoever answers; or as of then."""
    missing = stood.Stood(
        title="Dấu hiệu cần xem",
        url=url_for(".one", position=position, rule=rule),
        crumbs=[("Dấu hiệu cần xem", as_of.link(".show"))],
        missing="chưa có dấu hiệu này trong những gì bạn được xem",
    )
    looked = signalled()
    return stood.or_missing(
        lambda: _one(looked, _found(looked, position, rule), AnswerForm()), missing
    )


@bp_signals.post("/<int:position>/<rule>")
@requires(Permission.SEE_BOARD)
def answer(position: int, rule: str) -> ResponseReturnValue:
    """Record what the unit says."""
    looked = signalled()
    signal, form = _found(looked, position, rule), AnswerForm(request.form)
    if not form.validate():
        return _one(looked, signal, form, status=422)
    said = SignalAnswered(
        rule=signal.rule, position=position, thing_id=signal.thing_id, text=str(form.text.data)
    )
    try:
        carry_out(AnswerSignal(unit_id=_unit(looked, signal), signal=said))
    except RefusedError as refusal:
        return _one(signalled(), signal, form, say(refusal), status=422)
    except ChangedMeanwhileError:
        return _one(signalled(), signal, form, QUICKER, status=409)
    flash("Đã ghi trả lời của đơn vị.", "success")
    return redirect(url_for(".one", position=position, rule=rule), 303)


def _answered(looked: Looked) -> int:
    return sum((s.rule, s.position) in looked.answers for s in looked.found)


def _found(looked: Looked, position: int, rule: str) -> Signal:
    """Find the signal of a rule at an event.

    Raises:
        WrongStreamError: there is none; what is hidden is not there.
    """
    for one in looked.found:
        if (one.position, WAYS[one.rule]) == (position, rule):
            return one
    raise WrongStreamError(position)


def _unit(looked: Looked, signal: Signal) -> UUID:
    """Give the unit that answers; a target's signal is the plan's, and nobody's unit."""
    return looked.units.get(signal.thing_id, signal.thing_id)


def _one(
    looked: Looked, signal: Signal, form: AnswerForm, problem: str = "", status: int = 200
) -> Response:
    [line] = _lines([signal], looked)
    answers = not as_of.past_day() and answers_for(actor(), _unit(looked, signal))
    form.text.data = form.text.data or line.answer
    return page(
        "inspections/signal.html",
        block="main",
        status=status,
        line=line,
        rule=rule_words(signal.rule, looked.limits),
        form=form if answers else None,
        problem=problem,
        at=as_of.past_day(),
        today=today(),
    )


def _lines(found: Sequence[Signal], looked: Looked) -> list[Line]:
    named = names(db(), found, as_of.instant()) | _others(found)

    def line(signal: Signal) -> Line:
        other = named.get(signal.other_id, ("", ""))[0] if signal.other_id else ""
        unit = register().unit(_unit(looked, signal))
        return Line(
            signal=signal,
            title=TITLES[signal.rule],
            what=seen(signal, other),
            thing=" ".join(named.get(signal.thing_id, ("", unit))).strip(),
            unit=unit,
            at=local(signal.at),
            answer=looked.answers.get((signal.rule, signal.position), ""),
            url=as_of.link("signals.one", position=signal.position, rule=WAYS[signal.rule]),
        )

    return [line(signal) for signal in found]


def _others(found: Sequence[Signal]) -> dict[UUID, tuple[str, str]]:
    """Name the people and the reports that signals about a unit speak of."""
    people = [s.other_id for s in found if s.rule == "self_score_above" and s.other_id]
    reports = [s.other_id for s in found if s.rule == "report_differs" and s.other_id]
    said = {person: register().person(person) for person in people}
    said |= report_names(db(), reports, as_of.instant())
    return {key: (name, "") for key, name in said.items()}


def _tabs(found: Sequence[Signal], chosen: str) -> list[tuple[str, str, bool, int]]:
    counts = Counter(signal.rule for signal in found)
    tabs = [
        (
            title,
            as_of.link("signals.show", {"quy_tac": WAYS[rule]}),
            WAYS[rule] == chosen,
            counts[rule],
        )
        for rule, title in TITLES.items()
        if counts[rule]
    ]
    everything = (
        "Tất cả",
        as_of.link("signals.show"),
        not any(tab[2] for tab in tabs),
        len(found),
    )
    return [everything, *tabs]
