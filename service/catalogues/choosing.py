"""Which items of the work catalogue are meant: by words without marks, or by code."""

from collections.abc import Sequence

from events.catalogues import WorkItem
from tenants.names import folded


def matching(items: Sequence[WorkItem], typed: str) -> list[WorkItem]:
    """List the items that have every word of what was typed, in their order."""
    wanted = folded(typed).split()
    return [item for item in items if all(word in _words(item) for word in wanted)]


def _words(item: WorkItem) -> str:
    return folded(f"{item.code} {item.task} {item.work} {item.product} {item.room}")
