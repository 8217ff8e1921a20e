"""The tenant's own rules of tasks: set with their basis, asked by what they bound."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from events.errors import RefusedError, WrongStreamError
from events.task_rules import TaskRules, TaskRulesSet
from events.tasks.task import Task
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission

RULES = UUID("5a05a05a-0000-4000-8000-000000000005")  # one stream a tenant


@dataclass(eq=False)
class TooManyExtensionsError(RefusedError):
    """The deadline has moved as often as the tenant's rule allows."""

    most: int


@dataclass(eq=False)
class ExtensionTooLongError(RefusedError):
    """Beyond the last day that the tenant's rule allows, counted from the first deadline."""

    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTaskRules:
    """Say how often and how far deadlines move, from a day on, and on which paper."""

    from_day: date
    basis: str
    extensions_most: int | None = None
    extension_days_most: int | None = None
    lower_days_before: int = 0
    written_days_most: int | None = None
    follows_above: bool = False

    def decide(self, work: Work) -> None:
        """Record the rules."""
        work.actor.require(Permission.SET_RULES)
        rules = _loaded(work)
        rules.set(
            TaskRulesSet(
                from_day=self.from_day,
                basis=self.basis.strip(),
                extensions_most=self.extensions_most,
                extension_days_most=self.extension_days_most,
                lower_days_before=self.lower_days_before,
                written_days_most=self.written_days_most,
                follows_above=self.follows_above,
            )
        )
        work.save(rules)


def in_force(work: Work) -> TaskRulesSet | None:
    """Give the rules that hold today; None while the tenant has set none."""
    return _loaded(work).on(work.today)


def every(connection: Connection) -> list[TaskRulesSet]:
    """List the rules of the bound tenant, the last said first."""
    return _kept(connection).versions


def on(connection: Connection, day: date) -> TaskRulesSet | None:
    """Give the rules of the bound tenant that hold on a day; None while it has set none."""
    return _kept(connection).on(day)


def require_room(work: Work, task: Task, due_on: date) -> None:
    """Refuse a deadline that the tenant's rule leaves no room for.

    Raises:
        TooManyExtensionsError: it has moved as often as it may.
        ExtensionTooLongError: it would move further than it may.
    """
    rules = in_force(work)
    if rules is None:
        return
    most, days = rules.extensions_most, rules.extension_days_most
    if most is not None and task.extensions >= most:
        raise TooManyExtensionsError(most)
    first = task.first_due_on
    if days is not None and first and (due_on - first).days > days:
        raise ExtensionTooLongError(date.fromordinal(first.toordinal() + days))


def _kept(connection: Connection) -> TaskRules:
    try:
        return event_store(connection).load(TaskRules, RULES)
    except WrongStreamError:
        return TaskRules(RULES)


def _loaded(work: Work) -> TaskRules:
    return work.open(TaskRules, RULES)
