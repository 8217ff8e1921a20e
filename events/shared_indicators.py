"""The catalogue of indicators: one thing that is measured, whatever plans set its targets."""

from dataclasses import dataclass
from typing import ClassVar

from events.errors import RefusedError
from events.stream import Event, Stream
from events.values import Area


@dataclass(eq=False)
class NamelessIndicatorError(RefusedError):
    """An entry of the catalogue has a name."""


class Named(Event, frozen=True):
    """The entry is called so; `unit` is what is measured in, None for a quality."""

    TOPIC: ClassVar[str] = "shared_indicators.Named"
    name: str
    unit: str | None
    area: Area | None


class SharedIndicator(Stream):
    """An entry of the catalogue; which indicators belong to it, these say themselves."""

    name: str
    unit: str | None
    area: Area | None

    def call(self, named: Named) -> None:
        """Begin the entry, or give it another name.

        Raises:
            NamelessIndicatorError: the name is empty.
        """
        if not named.name.strip():
            raise NamelessIndicatorError
        self.happened(named)

    def evolve(self, event: Event) -> None:
        """Remember the name."""
        if isinstance(event, Named):
            self.name, self.unit, self.area = event.name, event.unit, event.area
