"""Read model: which rule sets has the tenant, and when does each hold?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import structs
from sqlalchemy import Boolean, Column, Connection, Date, Text, Uuid, select

from events import rule_sets
from events.store import Recorded
from events.stream import Event
from events.values import Ruled, RuleRef
from service.evaluation.rules import RuleSet, read
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"rule_sets"})
READERS = "true"
Status = Literal["draft", "reviewed", "waiting", "in_force", "superseded"]

table = history_table(
    "rule_set_states",
    "version_id",
    Column("population", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("drafted_by", Uuid, nullable=False),
    Column("agreed", Boolean, nullable=False),
    Column("number", Text, nullable=False),
    Column("signed_on", Date),
    Column("effective_from", Date),
    Column("effective_to", Date),
    Column("superseded_by", Uuid),
    Column("discarded", Boolean, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its version."""
    event, version_id = recorded.event, recorded.stream_id
    if isinstance(event, rule_sets.Drafted):
        return Change(version_id, _written(event), first=recorded.version == 1)
    facts = _facts(event)
    return Change(version_id, facts) if facts else None


def _facts(event: Event) -> dict[str, object]:
    match event:
        case rule_sets.Reviewed(agreed=agreed):
            return {"agreed": agreed}
        case rule_sets.Signed(number=number, signed_on=on, effective_from=since):
            return {"number": number, "signed_on": on, "effective_from": since}
        case rule_sets.Superseded(effective_to=until, by=by):
            return {"effective_to": until, "superseded_by": by}
        case rule_sets.Discarded():
            return {"discarded": True}
    return {}


def _written(event: rule_sets.Drafted) -> dict[str, object]:
    return {
        "population": event.population,
        "text": event.text,
        "sha256": event.sha256,
        "drafted_by": event.by,
        "agreed": False,
        "number": "",
        "signed_on": None,
        "effective_from": None,
        "effective_to": None,
        "superseded_by": None,
        "discarded": False,
    }


@dataclass(frozen=True, slots=True)
class RuleSetState:
    """A version; signed, it holds from `effective_from` to `effective_to` (None: open)."""

    version_id: UUID
    population: Ruled
    text: str
    sha256: str
    drafted_by: UUID
    agreed: bool
    number: str
    signed_on: date | None
    effective_from: date | None
    effective_to: date | None
    superseded_by: UUID | None

    @property
    def rules(self) -> RuleSet:
        """Read the set, with the days between which it holds."""
        rules = read(self.text.encode())
        if self.effective_from is None:
            return rules
        return structs.replace(
            rules, effective_from=self.effective_from, effective_to=self.effective_to
        )

    @property
    def ref(self) -> RuleRef:
        """Give the reference by which scores name this text."""
        return RuleRef(code=self.rules.code, version_id=self.version_id, sha256=self.sha256)

    def status(self, day: date) -> Status:
        """Say what it is on a day."""
        if self.effective_from is None:
            return "reviewed" if self.agreed else "draft"
        if day < self.effective_from:
            return "waiting"
        ended = self.effective_to is not None and self.effective_to < day
        return "superseded" if ended else "in_force"


def every(connection: Connection, at: datetime | None) -> list[RuleSetState]:
    """List the versions that nobody gave up, the newest first, now (`at` None) or then."""
    wanted = select(table).where(standing(table, at), ~table.c.discarded)
    found = [_state(row) for row in connection.execute(wanted)]
    return sorted(found, key=_age, reverse=True)


def holding(
    connection: Connection, population: Ruled, day: date, at: datetime | None = None
) -> RuleSetState | None:
    """Give the version that holds for a population on a day, if the tenant signed one."""
    until = table.c.effective_to
    wanted = select(table).where(
        standing(table, at),
        table.c.population == population,
        table.c.effective_from <= day,
        until.is_(None) | (until >= day),
    )
    row = connection.execute(wanted).one_or_none()
    return _state(row) if row is not None else None


def latest(connection: Connection, population: Ruled) -> RuleSetState | None:
    """Give the version of a population that nothing has superseded yet, if it has one."""
    signed = [s for s in every(connection, None) if s.population == population and s.number]
    return next((s for s in signed if s.superseded_by is None), None)


def text_of(connection: Connection, sha256: str) -> str | None:
    """Give the text that has a mark, of any version and any time."""
    wanted = select(table.c.text).where(table.c.sha256 == sha256).limit(1)
    found: str | None = connection.execute(wanted).scalar_one_or_none()
    return found


def _age(state: RuleSetState) -> tuple[bool, date, str]:
    since = state.effective_from
    return since is None, since or date.min, str(state.version_id)


def _state(row: object) -> RuleSetState:
    values = {name: getattr(row, name) for name in RuleSetState.__dataclass_fields__}
    return RuleSetState(**values)
