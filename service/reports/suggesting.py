"""What the events suggest for each section: finished, under way, late and why, planned next.

Sentences are offered with their numbers; a person edits them, and what was offered is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from events.report_values import Count, Section
from service.reports.figures import Case, Window, cases
from service.reports.wording import amount
from service.tasks.reported import reasons
from service.tasks.state import TaskState

MOST = 15  # tasks that one sentence names; the others are counted
WHOLE: tuple[Section, ...] = ("assessment", "next")
Say = Callable[[TaskState], str]


@dataclass(frozen=True, slots=True)
class Offer:
    """What is suggested for every section that the period touches, in the order of a report."""

    texts: Mapping[Section, str]
    pushed: tuple[TaskState, ...]
    arisen: tuple[TaskState, ...]


def suggest(connection: Connection, window: Window) -> Offer:
    """Suggest the text of each section of a window's report."""
    found = cases(connection, window)
    late = [one.task.task_id for one in found if "open_overdue" in one.counts]
    because = reasons(connection, late)
    texts: dict[Section, str] = {
        section: "\n".join(_of_section(some, because))
        for section, some in _by_section(found).items()
    }
    texts["assessment"] = "\n".join(_assessed(found))
    texts["next"] = "\n".join(_next(found, window.cut_off)) or "Chưa có nhiệm vụ của kỳ tới."
    return Offer(
        texts=texts,
        pushed=tuple(one.task for one in found if "pushed" in one.counts),
        arisen=tuple(one.task for one in found if "arisen" in one.counts),
    )


def _by_section(found: Iterable[Case]) -> dict[Section, list[Case]]:
    sections: dict[Section, list[Case]] = {}
    for one in sorted(found, key=lambda one: section_of(one.task) == "general"):
        sections.setdefault(section_of(one.task), []).append(one)
    return sections


def section_of(task: TaskState) -> Section:
    """Name the section in which a task is spoken of."""
    return task.area or "general"  # type: ignore[return-value]  # areas are sections


def _of_section(some: Sequence[Case], because: Mapping[UUID, str]) -> Iterator[str]:
    def of(*counts: Count) -> list[TaskState]:
        return [one.task for one in some if one.counts & set(counts)]

    def late(task: TaskState) -> str:
        why = because.get(task.task_id, "")
        due = f"hạn {task.due_on:%d/%m/%Y}" if task.due_on else ""
        return f"{_named(task)} ({due}; nguyên nhân: {why or 'chưa nêu'})"

    yield from _sentence("Đã hoàn thành", of("done_on_time", "done_late"), _done)
    yield from _sentence("Đang thực hiện", of("open_in_time"), _under_way)
    yield from _sentence("Chậm", of("open_overdue"), late)
    yield from _sentence("Phát sinh ngoài kế hoạch", of("arisen"), _named)


def _assessed(found: Sequence[Case]) -> Iterator[str]:
    def count(name: Count) -> int:
        return sum(name in one.counts for one in found)

    given = count("given")
    if not given and not count("arisen"):
        yield "Trong kỳ không phát sinh nhiệm vụ."
        return
    done = count("done_on_time") + count("done_late")
    yield (
        f"Trong kỳ có {given} nhiệm vụ: hoàn thành {done} (đúng hạn {count('done_on_time')},"
        f" quá hạn {count('done_late')}), chưa hoàn thành {given - done} (còn hạn"
        f" {count('open_in_time')}, quá hạn {count('open_overdue')})."
    )
    pushed = [one.task for one in found if "pushed" in one.counts]
    yield from _sentence("Cam kết bị lùi", pushed, _pushed)
    if arisen := count("arisen"):
        yield f"Việc phát sinh ngoài kế hoạch: {arisen}."


def _next(found: Sequence[Case], cut_off: date) -> Iterator[str]:
    still = [one.task for one in found if one.counts & {"open_in_time", "open_overdue"}]
    still.sort(key=lambda task: (task.due_on or date.max, task.code))

    def due(task: TaskState) -> str:
        if task.due_on is None:
            return _named(task)
        word = "hạn" if task.due_on > cut_off else "đã quá hạn"
        return f"{_named(task)} ({word} {task.due_on:%d/%m/%Y})"

    yield from _sentence("Tiếp tục thực hiện", still, due)


def _sentence(opening: str, tasks: Sequence[TaskState], say: Say) -> Iterator[str]:
    if not tasks:
        return
    named = "; ".join(say(task) for task in tasks[:MOST])
    more = len(tasks) - MOST
    yield f"{opening} {len(tasks)}: {named}{f'; và {more} nhiệm vụ khác' if more > 0 else ''}."


def _named(task: TaskState) -> str:
    return f"{task.content.rstrip(' .;')} ({task.code})"


def _done(task: TaskState) -> str:
    product = task.clarity.deliverable
    return (
        f"{_named(task)}, {amount(task.quantity)} {product.unit}" if product else _named(task)
    )


def _under_way(task: TaskState) -> str:
    return f"{_named(task)}, đạt {task.percent}%"


def _pushed(task: TaskState) -> str:
    return f"{_named(task)}, hạn mới {task.due_on:%d/%m/%Y}" if task.due_on else _named(task)
