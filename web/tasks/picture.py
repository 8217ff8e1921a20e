"""A task as its page draws it: the six clarities, the timeline, the files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from events.tasks.obstacles import ObstacleReported
from events.tasks.working import Progressed, Submitted
from events.values import Clarity, Deadline
from service.inspections.kinds import BY_TOPIC
from service.tasks.state import TaskState
from service.tasks.timeline import Entry
from tenants.directory import Directory
from web.clarity_words import condition_words
from web.clarity_worth import product_words
from web.tasks.amounts import spoken_day
from web.tasks.sentences import Telling, sentence
from web.tasks.steps import post_and_people
from web.told import FEWEST, Line, Local, line
from web.uploads import spoken_file
from web.vocabulary import spoken

Part = dict[str, str]
ONE_SITTING = timedelta(minutes=10)
RHYTHMS = {
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half_yearly": "sáu tháng một lần",
    "yearly": "hằng năm",
}


def six_parts(task: TaskState, register: Directory, day: date) -> dict[str, list[Part]]:
    """Give the six clarities of a task as the card `ui/six.html` takes them."""
    clarity = task.clarity
    product = clarity.deliverable
    return {
        "assignee": [_assignee(task, register, day)],
        "content": [{"text": task.content}],
        "responsibility": _responsibility(task, register, day),
        "deadline": [_deadline(task)],
        "deliverable": [{"text": product_words(product) if product else ""}],
        "authority": [
            {"text": post_and_people(register, clarity.accept_post_id, day) + " duyệt"},
            {"text": post_and_people(register, clarity.extend_post_id, day) + " gia hạn"},
            *_confirms(clarity, register, day),
        ],
    }


def deadline_words(deadline: Deadline | None) -> str:
    """Say a deadline that is not a day."""
    if deadline is None:
        return ""
    if deadline.condition:
        return f"Bắt đầu {condition_words(deadline)}"
    words = {
        "continuous": "Thường xuyên",
        "on_request": "Khi có yêu cầu",
        "relative": f"{deadline.days} ngày kể từ ngày nhận việc",
        "recurring": RHYTHMS.get(deadline.rhythm or "", "định kỳ").capitalize(),
    }
    return words.get(deadline.kind, "")


def lines(entries: Sequence[Entry], telling: Telling, local: Local) -> list[Line]:
    """Give the timeline, newest first; what one person did in one sitting is one line."""
    newest_first = [
        line(entry, sentence(entry.event, telling), telling.register, local)
        for entry in reversed(entries)
    ]
    sittings: list[list[Line]] = []
    for one in newest_first:
        if sittings and _same_sitting(sittings[-1][0], one):
            sittings[-1].append(one)
        else:
            sittings.append([one])
    return [_folded(sitting) for sitting in sittings]


def turns(entries: Sequence[Entry], telling: Telling, local: Local) -> list[Line]:
    """Give the turning points, newest first; none where they are too few for a timeline."""
    found = [
        line(entry, sentence(entry.event, telling), telling.register, local)
        for entry in reversed(entries)
        if entry.event.TOPIC in BY_TOPIC
    ]
    return found if len(found) >= FEWEST else []


def updated(entries: Sequence[Entry], local: Local) -> datetime | None:
    """Give when it was last said how far the work is; None before the first word."""
    said = (e for e in reversed(entries) if isinstance(e.event, Progressed | Submitted))
    last = next(said, None)
    return local(last.recorded_at) if last else None


@dataclass(frozen=True, slots=True)
class Handed:
    """The files of one submission or obstacle, told apart by number and day."""

    number: int
    on: datetime
    files: tuple[Part, ...]


def brought(
    entries: Iterable[Entry], kind: type[Submitted | ObstacleReported], local: Local
) -> list[Handed]:
    """List what brought files, latest first, numbered from the earliest."""
    found = [
        (entry, event.evidence)
        for entry in entries
        if isinstance(event := entry.event, kind) and event.evidence
    ]
    return [
        Handed(number, local(entry.recorded_at), tuple(map(spoken_file, files)))
        for number, (entry, files) in enumerate(found, 1)
    ][::-1]


def _assignee(task: TaskState, register: Directory, day: date) -> Part:
    clarity = task.clarity
    if clarity.person_id is None:
        return {"text": spoken("Đơn vị chủ trì chưa phân công.")}
    held = [
        h
        for h in register.holdings
        if (h.person_id, h.post_id) == (clarity.person_id, clarity.post_id)
    ]
    since = max((h.first_day for h in held if h.first_day <= day), default=None)
    name = f"{register.person(clarity.person_id)}, {register.post(clarity.post_id)}"
    return {"text": name, "note": f"(từ {spoken_day(since)})" if since else ""}


def _responsibility(task: TaskState, register: Directory, day: date) -> list[Part]:
    parts = [{"text": f"Chủ trì: {register.unit(task.clarity.lead_unit_id)}"}]
    if task.clarity.cooperating:
        names = ", ".join(register.unit(unit) for unit in task.clarity.cooperating)
        parts.append({"text": f"Phối hợp: {names}"})
    if task.clarity.helpers:
        people = ", ".join(register.person(person) for person in task.clarity.helpers)
        parts.append({"text": f"Người phối hợp: {people}"})
    if post := task.clarity.follower_post_id:
        parts.append({"text": f"Theo dõi, đôn đốc: {post_and_people(register, post, day)}"})
    return parts


def _confirms(clarity: Clarity, register: Directory, day: date) -> list[Part]:
    if clarity.cause_post_id in {None, clarity.extend_post_id}:
        return []
    who = post_and_people(register, clarity.cause_post_id, day)
    return [{"text": f"{who} xác nhận nguyên nhân"}]


def _deadline(task: TaskState) -> Part:
    deadline = task.clarity.deadline
    words, recurring = deadline_words(deadline), deadline and deadline.kind == "recurring"
    day = spoken_day(task.due_on) if task.due_on else ""
    both = f"{words}, kỳ này đến {day}" if recurring else f"{words}, đến {day}"
    text = both if words and day else words or day
    first = task.first_due_on
    moved = f"(lúc giao: {spoken_day(first)})" if first and first != task.due_on else ""
    return {"text": text, "note": moved}


def _same_sitting(latest: Line, one: Line) -> bool:
    return latest.key == one.key and latest.recorded_at - one.recorded_at <= ONE_SITTING


def _folded(sitting: list[Line]) -> Line:
    newest = sitting[0]
    return newest if len(sitting) == 1 else replace(newest, note="", more=tuple(sitting))
