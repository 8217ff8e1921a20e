"""What is there under these words? Tasks, figures, plans, evidence, people, papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Table, func, select

from service.evidence.finding import in_sight
from service.evidence.states import table as evidence
from service.history import standing
from service.indicators.states import table as indicators
from service.plans.states import table as plans
from service.search.folding import code_words, words, written
from service.search.found import Found, Kind
from service.search.papers import papers
from service.tasks.states import Sight
from service.tasks.states import table as tasks
from tenants.access import Actor
from tenants.directory import Directory
from tenants.names import plain_words

MOST = 20  # of each kind
KINDS: dict[str, Kind] = {
    tasks.name: "task",
    indicators.name: "indicator",
    plans.name: "plan",
    evidence.name: "evidence",
}


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody may find, at an instant (None: now) and on its day; by today's rights."""

    connection: Connection
    actor: Actor
    sight: Sight
    known: Directory
    at: datetime | None
    day: date

    def find(self, typed: str) -> dict[Kind, list[Found]]:
        """Find by words without regard to marks, by code, by number, by name.

        Words with marks are found as typed before those that only fold alike: `Hùng` before
        `Hưng`; then words that stand together.

        Args:
            typed: what was typed; rubbish finds nothing.

        Returns:
            What was found, by kind, at most twenty of each; kinds without a find are left out.
        """
        wanted = words(typed)
        if not wanted:
            return {}
        asked = _Asked(self, wanted, typed.strip().lower())
        number = func.concat_ws(" ", plans.c.number, plans.c.symbol)
        found: dict[Kind, list[Found]] = {
            "task": asked.among(
                tasks,
                tasks.c.content,
                tasks.c.code,
                self.sight.covers(),
                beside=[tasks.c.origin_number],
            ),
            "indicator": asked.among(indicators, indicators.c.content, indicators.c.code),
            "plan": asked.among(plans, plans.c.title, number),
            "evidence": asked.among(
                evidence, evidence.c.title, evidence.c.number, in_sight(self.sight)
            ),
            "person": asked.people(),
        }
        for one in papers(self.connection, wanted, self.actor, self.at):
            found.setdefault(one.kind, []).append(one)
        return {kind: things[:MOST] for kind, things in found.items() if things}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one search asks for: folded words, and how they were typed."""

    search: Search
    wanted: list[str]
    typed: str

    def among(
        self,
        table: Table,
        title: Column[Any],
        label: ColumnElement[str],
        *limits: ColumnElement[bool],
        beside: Sequence[ColumnElement[str]] = (),
    ) -> list[Found]:
        """Search one table by its words, its label (a code or a number), and numbers beside."""
        kept = table.c.words
        whole = func.concat(kept, *map(code_words, (label, *beside)))
        as_typed = func.strpos(func.lower(title), self.typed) > 0
        together = kept.contains(" ".join(self.wanted))
        found = (
            select(table.c[table.info["key"]], title, label)
            .where(standing(table, self.search.at), written(self.wanted, whole))
            .where(*limits)
            .order_by(as_typed.desc(), together.desc(), label)
            .limit(MOST)
        )
        return [Found(KINDS[table.name], *row) for row in self.search.connection.execute(found)]

    def people(self) -> list[Found]:
        """Find people in the register, which is in memory; on a past day who held a post."""
        known, past = self.search.known, self.search.at is not None
        hits = [
            (self.typed not in name.lower(), place, person_id)
            for place, (person_id, name) in enumerate(known.people.items())
            if self._begins(plain_words(name))
        ]
        named = [(person_id, self._posts(person_id)) for *_, person_id in sorted(hits)]
        found = [Found("person", who, known.people[who], posts) for who, posts in named]
        return [one for one in found if one.facts or not past][:MOST]

    def _begins(self, parts: Sequence[str]) -> bool:
        return all(any(part.startswith(word) for part in parts) for word in self.wanted)

    def _posts(self, person_id: UUID) -> str:
        known = self.search.known
        held = known.held(person_id, self.search.day)
        return ", ".join(f"{known.post(p)}, {known.unit(known.posts[p].unit_id)}" for p in held)


def evidence_like(typed: str) -> ColumnElement[bool] | None:
    """Ask of evidence that its title or number has these words; None when none were typed."""
    return written(wanted, evidence.c.words) if (wanted := words(typed)) else None
