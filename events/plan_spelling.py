"""A spelling that was asked about once, and answered for the whole draft."""

from typing import ClassVar

from events.plan_items import Front, Item
from events.stream import Event


class SpellingSettled(Event, frozen=True):
    """These printed words are written so in the draft; empty leaves them as they are printed.

    `front` and `items` are whole, as they then stand. The document's own text never changes.
    """

    TOPIC: ClassVar[str] = "plan_spelling.SpellingSettled"
    printed: tuple[str, ...]
    written: str
    front: Front
    items: tuple[Item, ...]
