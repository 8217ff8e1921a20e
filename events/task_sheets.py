"""Sheets of tasks (bảng nhiệm vụ): a spreadsheet is taken in, and may be taken back."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import msgspec

from events.errors import RefusedError
from events.stream import Event, Stream


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A task that a sheet changed or gave (`before` 0): its version before and after."""

    task_id: UUID
    before: int
    after: int


@dataclass(eq=False)
class SheetChangesNothingError(RefusedError):
    """The sheet says of every task what is known already."""


@dataclass(eq=False)
class NotYourSheetError(RefusedError):
    """Only who took a sheet in takes it back."""

    person_id: UUID


@dataclass(eq=False)
class SheetTakenBackError(RefusedError):
    """The sheet was taken back before."""


class TakenIn(Event, frozen=True):
    """Somebody took in what a sheet says, all of it."""

    TOPIC: ClassVar[str] = "task_sheets.TakenIn"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"file_name"})
    person_id: UUID
    file_name: str
    file_sha256: str
    tasks: tuple[Changed, ...]


class TakenBack(Event, frozen=True):
    """Everything that the sheet did was taken back."""

    TOPIC: ClassVar[str] = "task_sheets.TakenBack"


class TaskSheet(Stream):
    """One sheet, from its taking in on."""

    said: TakenIn
    taken_back = False

    def take_in(self, said: TakenIn) -> None:
        """Keep what it changed.

        Raises:
            SheetChangesNothingError: it changed nothing.
        """
        if not said.tasks:
            raise SheetChangesNothingError
        self.happened(said)

    def take_back(self, *, by: UUID) -> None:
        """Note that it was taken back.

        Raises:
            NotYourSheetError: somebody else took it in.
            SheetTakenBackError: it was taken back before.
        """
        if by != self.said.person_id:
            raise NotYourSheetError(self.said.person_id)
        if self.taken_back:
            raise SheetTakenBackError
        self.happened(TakenBack())

    def evolve(self, event: Event) -> None:
        """Remember what it changed, and whether it stands."""
        match event:
            case TakenIn():
                self.said = event
            case TakenBack():
                self.taken_back = True
