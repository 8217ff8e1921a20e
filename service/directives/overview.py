"""What the province knows of one directive: counts, who needs a nudge, what it adds up to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from events.directive_answers import Answer, Question, rolled
from events.directives import Directive
from service.directives import copy_states, receiver_states
from service.directives.copy_states import CopyState
from tenants.tables import tenants

ORDER = ("unsent", "sent", "returned", "received", "in_progress", "answered", "passed_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune of a directive; `late` also while an answer is owed after the day.

    `state` is a step of its copy, or `unsent` while no letter went there.
    """

    number: int
    code: str
    name: str
    closed: bool
    receiver: str
    state: str
    late: bool
    copy: CopyState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What an item comes to, of how many communes that answered it out of how many."""

    number: int
    question: Question
    answer: Answer | None
    said: int
    of: int


def communes(
    connection: Connection, directive: Directive, day: date, at: datetime | None = None
) -> list[Commune]:
    """List the communes of a directive: those who need a nudge first, then by name.

    Args:
        connection: bound to the tenant.
        directive: as it stands now, or stood then.
        day: the day to judge by.
        at: the last instant of a past day; None for the present.
    """
    copies = copy_states.of_directive(connection, directive.id, at)
    numbers = {*directive.communes, *copies}
    known = connection.execute(select(tenants).where(tenants.c.tenant_id.in_(numbers)))
    named = {row.tenant_id: row for row in known}
    posts = receiver_states.of_communes(connection, at)
    found = []
    for number in numbers:
        row, copy = named.get(number), copies.get(number)
        state = _state(copy, directive.asked_since)
        one = Commune(
            number=number,
            code=row.code if row else "",
            name=row.name if row else f"Đơn vị số {number}",
            closed=bool(row and row.closed_on and row.closed_on <= day),
            receiver=posts.get(number) or (copy.receiver if copy else ""),
            state=state,
            late=_late(copy, state, directive.due_on, day),
            copy=copy,
        )
        found.append(one)
    return sorted(found, key=lambda one: (not one.late, ORDER.index(one.state), one.name))


def counted(found: Sequence[Commune]) -> Counter[str]:
    """Count the communes by state, and under `late` those late."""
    return Counter(one.state for one in found) + Counter(
        "late" for one in found if one.late and one.state != "passed_on"
    )


def totals(directive: Directive, found: Sequence[Commune]) -> list[Total]:
    """Add up each item over those whose answer stands; what is missing is not nought."""
    due = [one for one in found if one.state != "passed_on"]
    stand = [
        (one.name, {line.number: line.answer for line in one.copy.lines})
        for one in due
        if one.copy is not None and one.copy.counts(directive.asked_since)
    ]
    return [
        Total(
            number=number,
            question=question,
            answer=rolled(
                question.kind, [(name, said[number]) for name, said in stand if number in said]
            ),
            said=sum(number in said or not said for _, said in stand),
            of=len(due),
        )
        for number, question in enumerate(directive.questions, 1)
    ]


def _state(copy: CopyState | None, asked_since: int) -> str:
    if copy is None:
        return "unsent"
    anew = copy.step == "answered" and not copy.counts(asked_since)
    return "received" if anew else copy.step


def _late(copy: CopyState | None, state: str, due_on: date, day: date) -> bool:
    if state == "answered" and copy is not None:
        return copy.late
    return day > due_on and state not in {"answered", "passed_on"}
