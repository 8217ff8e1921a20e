"""The tenant's own rules of tasks: how often and how far a deadline moves, who is due first.

Source: local practice differs (Đồng Tháp grants one extension a task), so each tenant sets its
own, with the paper that says so and the day from which it holds.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

MOST = 1_000  # times or days; more is a slip of the finger


@dataclass(eq=False)
class RuleOutOfRangeError(RefusedError):
    """A rule counts from 0 to 1,000."""

    value: int


@dataclass(eq=False)
class RuleWithoutBasisError(RefusedError):
    """A rule names the paper that it stands on."""


class TaskRulesSet(Event, frozen=True, omit_defaults=True):
    """These rules hold from a day on, until others do.

    `extensions_most`: how many times a deadline may move; `extension_days_most`: by how many
    days in all after the first one; both None for no limit. `lower_days_before`: how many
    working days before the upper level's deadline the lower level is due. `written_days_most`:
    how many days a draft on a device may be older than its sending; None for three.
    `follows_above`: when a superior's directive is due later, its tasks are without a click.
    """

    TOPIC: ClassVar[str] = "task_rules.TaskRulesSet"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"basis"})
    from_day: date
    basis: str
    extensions_most: int | None
    extension_days_most: int | None
    lower_days_before: int
    written_days_most: int | None = None
    follows_above: bool = False


class TaskRules(Stream):
    """The rules of one tenant, oldest first."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.versions: list[TaskRulesSet] = []

    def set(self, said: TaskRulesSet) -> None:
        """Let rules hold from a day on.

        Raises:
            RuleOutOfRangeError: a number is below 0 or beyond reason.
            RuleWithoutBasisError: no paper is named.
        """
        numbers = (
            said.extensions_most,
            said.extension_days_most,
            said.lower_days_before,
            said.written_days_most,
        )
        for value in numbers:
            if value is not None and not 0 <= value <= MOST:
                raise RuleOutOfRangeError(value)
        if not said.basis.strip():
            raise RuleWithoutBasisError
        self.happened(said)

    def on(self, day: date) -> TaskRulesSet | None:
        """Give the rules that hold on a day; of two from one day the later said."""
        begun = [said for said in self.versions if said.from_day <= day]
        return max(begun, key=lambda said: said.from_day) if begun else None

    def evolve(self, event: Event) -> None:
        """Remember the rules, the last said first among equals."""
        if isinstance(event, TaskRulesSet):
            self.versions.insert(0, event)
