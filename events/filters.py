"""Saved filters (bộ lọc đã lưu): a person names what they look for often, and finds it again.

A filter is the query of an address and nothing more: it shows what its reader may see.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.stream import DOER, Event, Stream

MOST = 20  # filters of one person
LONGEST_NAME, LONGEST_QUERY = 60, 500  # characters


@dataclass(eq=False)
class NamelessFilterError(RefusedError):
    """A filter has a name of at most `LONGEST_NAME` characters."""


@dataclass(eq=False)
class NothingFilteredError(RefusedError):
    """The query is empty, or too long to be an address."""


@dataclass(eq=False)
class TooManyFiltersError(RefusedError):
    """The person keeps as many as one may."""

    most: int


@dataclass(eq=False)
class NoSuchFilterError(RefusedError):
    """The person keeps no such filter (any more)."""


class Kept(Event, frozen=True):
    """Somebody named what they look for."""

    TOPIC: ClassVar[str] = "filters.Kept"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"name", "query"})
    ABOUT: ClassVar[str] = DOER
    filter_id: UUID
    name: str
    query: str


class Dropped(Event, frozen=True):
    """Somebody needs a filter no more, or keeps another one under its name."""

    TOPIC: ClassVar[str] = "filters.Dropped"
    filter_id: UUID


class Shelf(Stream):
    """The filters of one person, by identifier; of somebody who saved none it is empty."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.names: dict[UUID, str] = {}

    def keep(self, kept: Kept) -> None:
        """Save a filter, in the place of the one that has its name.

        Raises:
            NamelessFilterError: it has no name, or too long a one.
            NothingFilteredError: it looks for everything, or is too long.
            TooManyFiltersError: there is no room for one more.
        """
        if not 0 < len(kept.name) <= LONGEST_NAME:
            raise NamelessFilterError
        if not 0 < len(kept.query) <= LONGEST_QUERY:
            raise NothingFilteredError
        for same in [one for one, name in self.names.items() if name == kept.name]:
            self.drop(same)
        if len(self.names) >= MOST:
            raise TooManyFiltersError(MOST)
        self.happened(kept)

    def drop(self, filter_id: UUID) -> None:
        """Let go of a filter.

        Raises:
            NoSuchFilterError: it is not there.
        """
        if filter_id not in self.names:
            raise NoSuchFilterError
        self.happened(Dropped(filter_id=filter_id))

    def evolve(self, event: Event) -> None:
        """Remember which are there."""
        match event:
            case Kept():
                self.names[event.filter_id] = event.name
            case Dropped():
                self.names.pop(event.filter_id, None)
