"""What the page of one step shows, and which of its forms the person may use."""

from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

from flask import abort, request, url_for

from events.report_life import Report
from events.report_values import Section
from service.clock import now
from service.reports import states
from service.reports.drafting import window_of
from service.reports.figures import figures
from service.reports.missing import missing
from service.reports.paper import Printed, footnotes, name_of
from service.reports.states import ReportState
from service.reports.suggesting import Offer, suggest
from service.reports.wording import amount, measured, target, verdict
from web import as_of
from web.choices import options
from web.forms import Form
from web.reports import opened
from web.reports.forms import (
    CorrectionForm,
    DaysForm,
    FigureForm,
    LockForm,
    NumberForm,
    SayForm,
    SectionForm,
)
from web.reports.words import CHANNELS, STAGES, STEPS
from web.session import actor, db, register, tenant, today

Tried = Mapping[str, Form]
LAST = len(STEPS)


def step_of(report: Report, asked: str) -> int:
    """Give the step that is asked for; else where the report stands."""
    if asked.isascii() and asked.isdigit() and 1 <= int(asked[:3]) <= LAST:
        return int(asked)
    if report.status != "drafting":
        return LAST
    if not report.days_set:
        return 1
    if report.drawn is None:
        return 2 if report.opened.cut_off >= today() else 3
    return 4 if not report.sections else LAST


def shown(state: ReportState, report: Report, step: int, tried: Tried) -> dict[str, Any]:
    """Give what the template of a step needs; forms that were tried stay as typed."""
    drafting = report.status == "drafting" and opened.drafts()
    said = opened.printed(report)
    usual = {
        "state": state,
        "report": report,
        "period": state.period,
        "badge_of": STAGES[state.status],
        "channel": CHANNELS[state.channel],
        "steps": _steps(state, step),
        "step": step,
        "drafting": drafting,
        "tried": tried,
        "people": register(),
        "plan": said.plan,
        "today": today(),
    }
    of_step = cast(Callable[[Printed, Tried], dict[str, Any]], STEP[step])
    return usual | of_step(said, tried)


def suggested(report: Report, section: Section) -> str:
    """Give what the events suggest for a section; an unknown one is not there.

    Raises:
        NotFound: there is no such section.
    """
    if section not in get_args(Section):
        abort(404)
    return offer(report).texts.get(section, "")


def offer(report: Report) -> Offer:
    """Suggest the texts of a report by what was known when its figures were drawn."""
    at = report.drawn.at if report.drawn else None
    return suggest(db(), window_of(report.opened, tenant().zone, at))


def figure_form(said: Printed, *, typed: bool = False) -> FigureForm:
    """Make the form of a figure by hand."""
    form = FigureForm(request.form if typed else None)
    form.figure.choices = options({one.key: name_of(said, one) for one in said.report.figures})
    return form


def _days(said: Printed, tried: Tried) -> dict[str, Any]:
    begun = said.report.opened
    days = {"cut_off": begun.cut_off, "send_on": begun.send_on}
    return {"form": tried.get("days") or DaysForm(data=days, meta={"today": today()})}


def _missing(said: Printed, tried: Tried) -> dict[str, Any]:
    report = said.report
    found = missing(db(), report.opened, register(), now())
    reminded = any(one.on == today() for one in report.reminded)
    return {"missing": found, "reminded": reminded, "form": tried.get("remind")}


def _figures(said: Printed, tried: Tried) -> dict[str, Any]:
    rows = [
        {
            "figure": one,
            "name": name_of(said, one),
            "value": measured(one.value, one.unit),
            "before": amount(one.before) if one.before is not None else "",
            "target": target(one),
            "verdict": verdict(one),
        }
        for one in said.report.figures
    ]
    return {
        "rows": rows,
        "notes": footnotes(said),
        "form": tried.get("draw"),
        "figure_form": tried.get("figure") or figure_form(said),
    }


def _text(said: Printed, tried: Tried) -> dict[str, Any]:
    report = said.report
    found = offer(report)
    before = _last_period(report)
    texts = {} if actor().reads_by_mandate else found.texts  # of a part of the tasks
    there = {*texts, *report.sections}
    blocks = []
    for section, title in said.sections.items():
        if section not in there:
            continue
        stands, words = report.section(section), texts.get(section, "")
        typed = tried.get(section) or SectionForm(
            data={"text": stands.text if stands.edition else words, "seen": stands.edition}
        )
        blocks.append(
            {
                "section": section,
                "title": title,
                "stands": stands,
                "suggested": words,
                "before": before.section(section).text if before else "",
                "form": cast(SectionForm, typed).named(section),
            }
        )
    return {"blocks": blocks, "pushed": found.pushed, "arisen": found.arisen}


def _print(said: Printed, tried: Tried) -> dict[str, Any]:
    report = said.report
    texts = [
        (title, [line for line in report.section(section).text.split("\n") if line])
        for section, title in said.sections.items()
        if report.section(section).text
    ]
    symbol = {"symbol": said.symbol, "signed_on": today()}
    return _figures(said, tried) | {
        "said": said,
        "texts": texts,
        "approves": opened.approves(),
        "signs": opened.signs(),
        "drafts": opened.drafts(),
        "own": bool(report.submitted and report.submitted.by == actor().person_id),
        "submit": tried.get("submit"),
        "comment": tried.get("comment") or SayForm(),
        "send_back": tried.get("return") or SayForm(),
        "lock": tried.get("lock") or LockForm(data=symbol),
        "correct": tried.get("correct") or CorrectionForm(),
        "number": tried.get("number") or NumberForm(data=symbol),
        "withdraw": tried.get("withdraw") or SayForm(),
        "later": _later(said),
    }


def _later(said: Printed) -> list[tuple[str, str, str]]:
    """List the figures of a locked report that events recorded later would give otherwise."""
    report = said.report
    if report.locked is None or as_of.past_day():
        return []
    now_ = {one.key: one for one in figures(db(), window_of(report.opened, tenant().zone))}
    return [
        (name_of(said, one), measured(was, one.unit), measured(now_[one.key].value, one.unit))
        for one in report.locked.figures
        if one.key in now_
        and (was := one.drawn if one.source == "manual" else one.value) != now_[one.key].value
    ]


def _last_period(report: Report) -> Report | None:
    """Load the locked report of the same duty that was cut off last before this one."""
    mine = report.opened
    earlier = [
        one
        for one in states.every(db(), None)
        if one.plan_id == mine.plan_id and one.status == "locked" and one.cut_off < mine.cut_off
    ]
    found = max(earlier, key=lambda one: one.cut_off, default=None)
    return states.one(db(), found.report_id) if found else None


def _steps(state: ReportState, step: int) -> list[tuple[str, str, bool]]:
    return [
        (
            f"{number}. {title}",
            url_for("report.show", report_id=state.report_id, buoc=number),
            number == step,
        )
        for number, title in enumerate(STEPS, 1)
    ]


STEP = {1: _days, 2: _missing, 3: _figures, 4: _text, 5: _print}
