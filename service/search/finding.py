"""What is there under these words? Tasks, figures, plans, evidence, people, papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Table, func, select

from service.evidence.finding import in_sight
from service.evidence.states import table as evidence
from service.history import standing
from service.indicators.states import table as indicators
from service.plans.states import table as plans
from service.search.folding import document, query, words
from service.search.found import Found, Kind
from service.search.papers import begins, papers
from service.tasks.states import Sight
from service.tasks.states import table as tasks
from tenants.access import Actor
from tenants.directory import Directory

MOST = 20  # of each kind


def find(
    connection: Connection, typed: str, sight: Sight, known: Directory, actor: Actor
) -> dict[Kind, list[Found]]:
    """Find by words without regard to marks, by code, by number, by name.

    Words with marks are found as typed before those that only fold alike: `Hùng` before `Hưng`.

    Args:
        connection: bound to the tenant.
        typed: what was typed; rubbish finds nothing.
        sight: which tasks the person may see.
        known: the register.
        actor: who asks; documents are seen by post.

    Returns:
        What was found, by kind, at most twenty of each; kinds without a find are left out.
    """
    wanted = words(typed)
    if not wanted:
        return {}
    search = _Search(connection, wanted, typed.strip())
    number = func.concat_ws(" ", plans.c.number, plans.c.symbol)
    found: dict[Kind, list[Found]] = {
        "task": search.among(
            tasks, tasks.c.content, tasks.c.code, sight.covers(), beside=tasks.c.origin_number
        ),
        "indicator": search.among(indicators, indicators.c.content, indicators.c.code),
        "plan": search.among(plans, plans.c.title, number),
        "evidence": search.among(
            evidence, evidence.c.title, evidence.c.number, in_sight(sight)
        ),
        "person": _people(known, wanted, typed),
    }
    for one in papers(connection, wanted, actor):
        found.setdefault(one.kind, []).append(one)
    return {kind: things[:MOST] for kind, things in found.items() if things}


@dataclass(frozen=True, slots=True)
class _Search:
    """One search: in which tenant, for which words, typed how."""

    connection: Connection
    wanted: list[str]
    typed: str

    def among(
        self,
        table: Table,
        title: Column[Any],
        label: ColumnElement[str],
        *limits: ColumnElement[bool],
        beside: ColumnElement[str] | None = None,
    ) -> list[Found]:
        """Search one table by its title, its label (a code or a number), and a text beside."""
        texts = (label, title) if beside is None else (label, title, beside)
        whole = document(func.concat_ws(" ", *texts))
        asked = query(self.wanted)
        as_typed = func.strpos(func.lower(title), self.typed.lower()) > 0
        thing = table.c[table.info["key"]]
        rows = self.connection.execute(
            select(thing, title, label)
            .where(standing(table, None), whole.op("@@")(asked), *limits)
            .order_by(as_typed.desc(), func.ts_rank(whole, asked).desc(), label)
            .limit(MOST)
        )
        return [Found(KINDS[table.name], *row) for row in rows]


KINDS: dict[str, Kind] = {
    tasks.name: "task",
    indicators.name: "indicator",
    plans.name: "plan",
    evidence.name: "evidence",
}


def evidence_like(typed: str) -> ColumnElement[bool] | None:
    """Ask of evidence that its title or number has these words; None when none were typed."""
    if not (wanted := words(typed)):
        return None
    whole = document(func.concat_ws(" ", evidence.c.number, evidence.c.title))
    return whole.op("@@", is_comparison=True)(query(wanted))


def _people(known: Directory, wanted: Sequence[str], typed: str) -> list[Found]:
    """Find people in the register; it is in memory already."""
    hits = [
        (typed.strip().lower() not in name.lower(), place, person_id)
        for place, (person_id, name) in enumerate(known.people.items())
        if begins(name, wanted)
    ]
    return [
        Found("person", person_id, known.people[person_id], _posts(known, person_id))
        for *_, person_id in sorted(hits)[:MOST]
    ]


def _posts(known: Directory, person_id: UUID) -> str:
    held = (h.post_id for h in known.holdings if h.person_id == person_id and not h.last_day)
    return ", ".join(f"{known.post(p)}, {known.unit(known.posts[p].unit_id)}" for p in held)
