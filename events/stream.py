"""What every stream and every event shares."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

import msgspec

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
DOER = "the doer"  # as ABOUT: the person who acts, whom the envelope names


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that was recorded; the envelope beside it says who, in which post, and when.

    `TOPIC` is the stored name and is for ever (`events/catalogue.txt`). A changed shape takes a
    new name, and `UPCASTS` says how the state stored under each older name becomes this one.
    `FREE_TEXT` names the fields that hold what somebody typed in their own words (`lines.text`:
    in each of the lines), `ABOUT` the field with the person whom that text is about (or
    `DOER`), if it is about one. Where a stream needs none of that text (`TEXT_REMEMBERED`), it
    stays sealed while one is loaded.
    """

    TOPIC: ClassVar[str] = ""
    UPCASTS: ClassVar[Mapping[str, Upcast]] = {}
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset()
    ABOUT: ClassVar[str] = ""
    TEXT_REMEMBERED: ClassVar[bool] = True


class Stream:
    """The history of one thing: public methods decide, `evolve` only remembers."""

    def __init__(self, stream_id: UUID) -> None:
        self.id = stream_id
        self.version = 0
        self.pending: list[Event] = []

    def evolve(self, event: Event) -> None:
        """Take one event in; never refuses."""
        raise NotImplementedError

    def replay(self, event: Event) -> None:
        """Take in an event that is already stored."""
        self.evolve(event)
        self.version += 1

    def happened(self, event: Event) -> None:
        """Take in a new event and keep it for the store."""
        self.replay(event)
        self.pending.append(event)
