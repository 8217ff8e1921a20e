"""What differs between two versions of the work catalogue, item by item, by code."""

from collections.abc import Sequence
from dataclasses import dataclass

from events.catalogues import WorkItem

COMPARED = ("task", "work", "product", "room", "group", "points", "coefficient")


@dataclass(frozen=True, slots=True)
class Changed:
    """An item that both have, and the fields in which it differs."""

    before: WorkItem
    after: WorkItem
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueDifference:
    """What a version has that another had not, lacks that it had, and says otherwise."""

    added: tuple[WorkItem, ...]
    removed: tuple[WorkItem, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.added or self.removed or self.changed)


def difference(before: Sequence[WorkItem], after: Sequence[WorkItem]) -> CatalogueDifference:
    """Compare the items of two versions; the order is the later one's, then the earlier's."""
    old = {item.code.casefold(): item for item in before}
    new = {item.code.casefold(): item for item in after}
    both = ((old[code], item) for code, item in new.items() if code in old)
    compared = (Changed(one, other, _fields(one, other)) for one, other in both)
    return CatalogueDifference(
        tuple(item for code, item in new.items() if code not in old),
        tuple(item for code, item in old.items() if code not in new),
        tuple(pair for pair in compared if pair.fields),
    )


def _fields(one: WorkItem, other: WorkItem) -> tuple[str, ...]:
    return tuple(name for name in COMPARED if getattr(one, name) != getattr(other, name))
