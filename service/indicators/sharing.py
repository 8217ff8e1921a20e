"""The shared catalogue: a person confirms that indicators of plans are one thing, or not.

What is measured is recorded with the indicator for which somebody measured it, and belongs to
all that are the same thing: read it for `measured_with`, never for one indicator alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from events.errors import RefusedError
from events.indicators import Indicator
from events.shared_indicators import Named, SharedIndicator
from service.indicators import states
from service.work import Work
from tenants.access import Permission


@dataclass(eq=False)
class UnitsDifferError(RefusedError):
    """What is one thing is measured in one unit."""

    units: tuple[str, ...]


@dataclass(eq=False)
class NothingToShareError(RefusedError):
    """A new entry needs at least two indicators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareIndicators:
    """Confirm that indicators are one thing: in an entry that exists, or a new one so named."""

    indicator_ids: tuple[UUID, ...]
    name: str = ""
    entry_id: UUID | None = None

    def decide(self, work: Work) -> None:
        """Let each belong to the entry, all or none; those that do already stay.

        Raises:
            UnitsDifferError: they are measured in different units.
            NothingToShareError: fewer than two for a new entry.
        """
        work.actor.require(Permission.DRAFT_PLAN)
        ids = dict.fromkeys(self.indicator_ids)
        found = [work.load(Indicator, indicator_id) for indicator_id in ids]
        entry = self._entry(work, found)
        _require_one_unit(found, entry)
        for indicator in found:
            if indicator.entry_id != entry.id:
                indicator.join(entry.id)
        work.save(entry, *found)

    def _entry(self, work: Work, found: Sequence[Indicator]) -> SharedIndicator:
        if self.entry_id is not None:
            return work.load(SharedIndicator, self.entry_id)
        if len(found) < 2:
            raise NothingToShareError
        entry = SharedIndicator(work.new_id("entry"))
        target = found[-1].target
        unit = target.unit if target else None
        entry.call(Named(name=self.name.strip(), unit=unit, area=found[-1].area))
        return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class PartIndicator:
    """Say that an indicator is another thing than its entry after all."""

    indicator_id: UUID
    reason: str

    def decide(self, work: Work) -> None:
        """Let it leave the entry."""
        work.actor.require(Permission.DRAFT_PLAN)
        indicator = work.load(Indicator, self.indicator_id)
        indicator.part(self.reason.strip())
        work.save(indicator)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellApart:
    """Say that an indicator and others only look the same: they are not proposed again."""

    indicator_id: UUID
    others: tuple[UUID, ...]

    def decide(self, work: Work) -> None:
        """Record it with the indicator."""
        work.actor.require(Permission.DRAFT_PLAN)
        indicator = work.load(Indicator, self.indicator_id)
        indicator.tell_apart(self.others)
        work.save(indicator)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameEntry:
    """Call an entry of the catalogue by another name."""

    entry_id: UUID
    name: str

    def decide(self, work: Work) -> None:
        """Record the name."""
        work.actor.require(Permission.DRAFT_PLAN)
        entry = work.load(SharedIndicator, self.entry_id)
        entry.call(Named(name=self.name.strip(), unit=entry.unit, area=entry.area))
        work.save(entry)


def measured_with(
    connection: Connection, indicator_id: UUID, at: datetime | None
) -> frozenset[UUID]:
    """Name all indicators whose measurements are this one's too, itself among them."""
    every = states.every(connection, at)
    entries = {i.entry_id for i in every if i.indicator_id == indicator_id and i.entry_id}
    same = {i.indicator_id for i in every if i.entry_id in entries}
    return frozenset(same | {indicator_id})


def _require_one_unit(found: Sequence[Indicator], entry: SharedIndicator) -> None:
    units = {(i.target.unit if i.target else None) or "" for i in found} | {entry.unit or ""}
    if len(units) > 1:
        raise UnitsDifferError(tuple(sorted(units)))
