"""What the commune's page on a directive shows, and which of its forms the person may use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from events.directive_answers import rolled
from events.directive_replies import Reply
from service.directives import receiver_states, reply_states
from service.directives.moving import day_below, to_move
from service.directives.receiving import receives
from service.directives.reply_states import ReplyState
from service.tasks.hands import hand
from service.tasks.state import TaskState
from service.tasks.states import listed
from service.tasks.states import table as tasks
from service.vault.stores import event_store
from tenants.access import HEADS, Permission, Role
from tenants.ids import TenantId
from tenants.register import by_number
from web import as_of, stood
from web.choices import options
from web.directives.answer_form import answer_form
from web.directives.forms import HandingForm, SendForm
from web.directives.receivers import sees
from web.directives.then import not_yet
from web.directives.words import LATE, OUTCOMES, REPLIES, spoken
from web.htmx import page
from web.session import actor, calendar, db, register, today

PRODUCT = "Báo cáo trả lời"


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A unit that answers: its task, how much it has said, and its form for who answers."""

    unit_id: UUID
    name: str
    task: TaskState | None
    said: int
    form: Any | None


def seen(reply_id: UUID) -> tuple[ReplyState, Reply]:
    """Give a directive that the person may see; hidden looks like missing."""
    found = reply_states.state(db(), reply_id)
    if not sees(found):
        abort(404)
    return found, event_store(db()).load(Reply, reply_id)


def handing_form(reply: Reply, *, typed: bool = False) -> HandingForm:
    """Give the form that hands a directive down, to units that do not answer it yet."""
    known, day = register(), today()
    leaders = [post for post in known.posts.values() if Role.LEADER in post.roles]
    first = leaders[0].post_id if leaders else None
    data = {
        "content": reply.arrived.title,
        "product": PRODUCT,
        "accepts": first,
        "extends": first,
    }
    form = HandingForm(request.form if typed else None, data=data)
    headed = {
        post.unit_id
        for post in known.posts.values()
        if HEADS & set(post.roles) and known.holders(post.post_id, day)
    } - {part.unit_id for part in reply.parts}
    form.units.choices = options(
        {unit.unit_id: unit.name for unit in known.units.values() if unit.unit_id in headed}
    )
    posts = {
        post.post_id: known.seat(post.post_id)
        for post in known.posts.values()
        if HEADS & set(post.roles)
    }
    for field in (form.accepts, form.extends):
        field.choices = options(posts, empty="Chưa chọn")
    return form


def show_one(
    reply_id: UUID, tried: Mapping[str, Any] | None = None, status: int = 200
) -> ResponseReturnValue:
    """Show a directive with its forms, those tried as they were sent; or on a past day."""
    now, reply = seen(reply_id)
    return stood.or_missing(
        lambda: _shown(now, as_of.then(reply), tried or {}, status), not_yet(now.title)
    )


def _shown(now: ReplyState, reply: Reply, tried: Mapping[str, Any], status: int) -> Response:
    at = as_of.instant()
    state = reply_states.state(db(), reply.id, at) if at else now
    given, acts = _given(reply), _acts(reply)
    gives = acts and receives(actor(), receiver_states.own(db()))
    sends = acts and reply.received and actor().may(Permission.SIGN_DIRECTIVE)
    return page(
        "directives/reply.html",
        block="main",
        status=status,
        state=state,
        reply=reply,
        sender=_sender(reply),
        badge_of=REPLIES[state.step],
        late=LATE if _late(state) else None,
        parts=_parts(reply, given, tried),
        moved=_to_move(reply, given.values()),
        move=tried.get("move"),
        totals=_totals(reply),
        spoken=spoken,
        outcomes=OUTCOMES,
        handing=(tried.get("handing") or handing_form(reply)) if gives else None,
        send=(tried.get("send") or SendForm()) if sends else None,
    )


def _sender(reply: Reply) -> str:
    found = by_number(db(), TenantId(reply.arrived.from_tenant))
    return found.name if found else "Cấp trên"


def _late(state: ReplyState) -> bool:
    if state.step == "sent":
        return state.late
    return as_of.day() > state.due_on and state.step != "recalled"


def _given(reply: Reply) -> dict[UUID, TaskState]:
    ids = [part.task_id for part in reply.parts]
    if not ids:
        return {}
    found = listed(db(), tasks.c.task_id.in_(ids), at=as_of.instant())
    return {one.task_id: one for one in found}


def _acts(reply: Reply) -> bool:
    """Tell whether anything is still done with it: today, and unless it was recalled."""
    return as_of.past_day() is None and reply.recalled is None


def _to_move(reply: Reply, given: Iterable[TaskState]) -> list[TaskState]:
    if as_of.past_day() or not (reply.revised or reply.recalled):
        return []
    return to_move(reply, given, actor(), day_below(db(), calendar(), reply, today()))


def _parts(
    reply: Reply, found: Mapping[UUID, TaskState], tried: Mapping[str, Any]
) -> list[UnitPart]:
    return [
        UnitPart(
            part.unit_id,
            register().unit(part.unit_id),
            task := found.get(part.task_id),
            sum(unit == part.unit_id for unit, _ in reply.said),
            _form(reply, part.unit_id, task, tried),
        )
        for part in reply.parts
    ]


def _form(
    reply: Reply, unit_id: UUID, task: TaskState | None, tried: Mapping[str, Any]
) -> Any | None:
    mine = hand(actor())
    does = task is not None and (
        task.clarity.person_id == mine.person_id or unit_id in mine.heads
    )
    if not does or not _acts(reply):
        return None
    said = {number: one.said for (unit, number), one in reply.said.items() if unit == unit_id}
    return tried.get(str(unit_id)) or answer_form(reply.questions, said, typed=False)


def _totals(reply: Reply) -> list[tuple[int, Any, Any, int]]:
    """Roll each item up over the units that answered it, and say how many did."""
    found = []
    for number, question in enumerate(reply.questions, 1):
        said = {unit: one.said for (unit, item), one in reply.said.items() if item == number}
        named = [(register().unit(unit), one) for unit, one in said.items()]
        found.append((number, question, rolled(question.kind, named), len(said)))
    return found
