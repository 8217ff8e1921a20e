"""Page: walk through what happened to a task, a plan, a unit or a person, event by event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from service.inspections import walk as walking
from service.inspections.scope import Thing
from service.inspections.walk import TURNS, Step, Turn, walk
from service.log.reading import MissingNodeError
from service.tasks import states as task_states
from service.tasks.state import TaskState
from service.tasks.urgency import status_code
from tenants.access import Permission
from web import as_of
from web.htmx import page
from web.proofs import papers, sight
from web.proofs.sight import Seen
from web.proofs.strip import strip
from web.session import db, local, register, requires, today
from web.session import sight as own_sight

bp_replay = Blueprint(
    "replay", __name__, url_prefix="/x/<code>/phat-lai", template_folder="templates"
)
WORDS: dict[Turn, str] = {
    "person": "đổi người",
    "deadline": "đổi hạn",
    "target": "đổi mục tiêu",
    "late": "sau hạn",
}


@dataclass(frozen=True, slots=True)
class Jump:
    """Where a kind of turn lies from here: the steps before and after, from 1, if any."""

    words: str
    before: str
    after: str


@bp_replay.get("/nhiem-vu/<uuid:task_id>")
@requires(Permission.WORK)
def task(task_id: UUID) -> ResponseReturnValue:
    """Walk through a task."""
    found = task_states.one(db(), task_id, own_sight(), None)
    back = as_of.link("tasks.show", task_id=task_id)
    return _shown("task", task_id, f"{found.code} {found.content}", back)


@bp_replay.get("/ke-hoach/<uuid:plan_id>")
@requires(Permission.WORK)
def plan(plan_id: UUID) -> ResponseReturnValue:
    """Walk through a plan, its indicators and its tasks."""
    found = sight.plan_in_sight(plan_id)
    back = as_of.link("plans.show", plan_id=plan_id)
    return _shown("plan", plan_id, f"Kế hoạch {found.full_number}".strip(), back)


@bp_replay.get("/don-vi/<uuid:unit_id>")
@requires(Permission.SEE_BOARD)
def unit(unit_id: UUID) -> ResponseReturnValue:
    """Walk through what a unit led."""
    back = as_of.link("units.show", unit_id=unit_id)
    return _shown("unit", unit_id, register().unit(unit_id), back)


@bp_replay.get("/nguoi/<uuid:person_id>")
@requires(Permission.SEE_BOARD)
def person(person_id: UUID) -> ResponseReturnValue:
    """Walk through what a person was in charge of."""
    return _shown("person", person_id, register().people.get(person_id, ""), "")


def _shown(kind: Thing, thing_id: UUID, title: str, back: str) -> ResponseReturnValue:
    """Show one step: who, in which post, by both clocks, what, how it stood then, its proof."""
    until = as_of.moment()
    every = walk(db(), kind, thing_id, own_sight(), _day)
    steps = [step for step in every if step.at <= until]
    if not title:
        abort(404)
    if not steps:
        return _not_yet(title, back, _day(every[0].at) if every else None)
    here = _asked(len(steps))
    step = steps[here]
    after = walking.task_after(db(), step)
    return page(
        "proofs/replay.html",
        block="main",
        title=title,
        back=back,
        of=(kind, thing_id),
        at=as_of.past_day(),
        today=today(),
        number=here + 1,
        total=len(steps),
        links=_links(here, len(steps)),
        jumps=_jumps(steps, here),
        turns=[WORDS[turn] for turn in TURNS if turn in step.turns],
        strip=strip([(_day(one.at), one.kind) for one in steps]),
        at_step=_at_step,
        task=after,
        state=status_code(after, _day(step.at)) if after else "",
        person=register().person(after.clarity.person_id) if after else "",
        **_told(sight.seen(step.position), after),
    )


def _not_yet(title: str, back: str, begun: date | None) -> ResponseReturnValue:
    """Say that nothing had happened by the day that is shown, and when it began, if it did."""
    first = f"{request.path}?{urlencode(as_of.on(begun))}" if begun else ""
    return page(
        "proofs/not_yet.html",
        block="main",
        title=title,
        back=back,
        at=as_of.past_day(),
        begun=begun,
        first=first,
    )


def _asked(total: int) -> int:
    """Give the step that is asked for, from 0; the first when none is, the last beyond it."""
    asked = request.args.get("buoc", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 10 else 1
    return min(max(wanted, 1), total) - 1


def _at_step(number: int) -> str:
    return f"{request.path}?{urlencode(as_of.kept() | {'buoc': str(number)})}"


def _links(here: int, total: int) -> dict[str, str]:
    wanted = {"first": 1, "before": here, "after": here + 2, "last": total}
    return {
        name: _at_step(number)
        for name, number in wanted.items()
        if 1 <= number <= total and number != here + 1
    }


def _jumps(steps: Sequence[Step], here: int) -> list[Jump]:
    found = [(WORDS[turn], walking.nearest(steps, here, turn)) for turn in TURNS]
    return [
        Jump(words, *("" if step is None else _at_step(step + 1) for step in both))
        for words, both in found
        if both != (None, None)
    ]


def _told(seen: Seen, task: TaskState | None) -> dict[str, Any]:
    entry = seen.entry
    try:
        proof = papers.proof_of(entry)
    except MissingNodeError:
        proof = None
    return {
        "seen": seen,
        "entry": entry,
        "thing": "" if task is None else f"{task.code} {task.content}",
        "who": register().person(entry.person_id),
        "post": register().post(entry.post_id),
        "happened": local(entry.happened_at),
        "recorded": local(entry.recorded_at),
        "proved": bool(proof and proof.holds() and entry.whole),
        "signed": proof is not None,
    }


def _day(moment: datetime) -> date:
    return local(moment).date()
