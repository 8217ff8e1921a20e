"""Join an annex that came as a file of its own with the plan that it belongs to."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from events.plan_items import Item
from service.imports.places import Paragraph, Place
from service.imports.reader.likeness import pairs
from service.imports.reader.repeats import joined
from service.imports.reading import Indicator, Reading, Task

_Found = TypeVar("_Found", Task, Indicator)


def with_annex(plan: Reading, annex: Reading) -> Reading:
    """Return the plan with its annex behind it; a task that both name is one task.

    The paragraphs of the annex go on counting where those of the plan end, so that every
    place points to its words in the joined reading.
    """
    after = max((p.number for p in plan.paragraphs), default=0)
    rows = [_moved(task, after) for task in annex.tasks]
    targets = [_moved(target, after) for target in annex.indicators]
    new = _unlike([i.text for i in plan.indicators], targets)
    return msgspec.structs.replace(
        plan,
        tasks=_numbered(joined(plan.tasks, rows), "T"),
        indicators=_numbered([*plan.indicators, *new], "I"),
        paragraphs=(*plan.paragraphs, *_behind(annex.paragraphs, after)),
        noise=(*plan.noise, *annex.noise),
        anomalies=tuple(a for a in plan.anomalies if a.kind != "absent_appendix"),
    )


def repeated(kept: Sequence[Item], proposed: Sequence[Item]) -> dict[int, int]:
    """Say which kept item of a draft each proposed one repeats, by their item_id.

    Only work is compared with work, and targets with targets; what is dropped stays dropped.
    """
    found: dict[int, int] = {}
    for targets in (True, False):
        olds = [item for item in kept if (item.kind == "indicator") == targets]
        news = [item for item in proposed if (item.kind == "indicator") == targets]
        same = pairs([item.text for item in olds], [item.text for item in news])
        found |= {news[late].item_id: olds[old].item_id for late, old in same.items()}
    return found


def _unlike(kept: Sequence[str], targets: Sequence[Indicator]) -> list[Indicator]:
    same = pairs(kept, [target.text for target in targets])
    return [target for index, target in enumerate(targets) if index not in same]


def _behind(paragraphs: Sequence[Paragraph], after: int) -> Iterator[Paragraph]:
    for one in paragraphs:
        yield msgspec.structs.replace(one, number=one.number + after, kind="annex")


def _moved(found: _Found, after: int) -> _Found:
    def place(old: Place) -> Place:
        return msgspec.structs.replace(old, paragraph=old.paragraph + after)

    return msgspec.structs.replace(
        found, place=place(found.place), item_place=place(found.item_place), section="annex"
    )


def _numbered(found: Sequence[_Found], letter: str) -> tuple[_Found, ...]:
    return tuple(
        msgspec.structs.replace(one, id=f"{letter}{number:03d}")
        for number, one in enumerate(found, 1)
    )
