"""What an annex adds to a draft: gaps of records that it repeats, and records of its own."""

from collections.abc import Sequence

from msgspec.structs import replace

from events.plan_items import Item
from events.plans import Plan
from service.imports.annexes import repeated, with_annex
from service.imports.drafts import proposed_items
from service.imports.reading import Reading
from service.plans.assigning import filled
from service.plans.drafts import open_items
from tenants.calendar import WorkingCalendar
from tenants.directory import Directory


def annexed(
    plan: Plan,
    reading: Reading,
    annex: Reading,
    register: Directory,
    calendar: WorkingCalendar,
) -> tuple[Reading, tuple[Item, ...]]:
    """Join an annex with a draft; what people decided in it stays.

    Returns:
        The joined reading, and the records that the annex changes or adds.
    """
    joined = with_annex(reading, annex)
    proposed = proposed_items(joined, register, calendar)
    kept = open_items(plan)
    same = repeated(kept, proposed)
    changed = _richer({item.item_id: item for item in kept}, proposed, same)
    last = max((one.number for one in reading.paragraphs), default=0)
    new = [i for i in proposed if i.item_id not in same and _behind(i, last)]
    numbered = [replace(item, item_id=plan.next_id + n) for n, item in enumerate(new)]
    return joined, (*changed, *numbered)


def _behind(item: Item, last: int) -> bool:
    return item.place is not None and item.place.paragraph > last


def _richer(
    kept: dict[int, Item], proposed: Sequence[Item], same: dict[int, int]
) -> list[Item]:
    found = []
    for item in proposed:
        old = kept.get(same.get(item.item_id, 0))
        if old is not None and old.state != "dropped":
            new = replace(
                old,
                clarity=filled(old.clarity, item.clarity),
                lead_printed=old.lead_printed or item.lead_printed,
                deadline_printed=old.deadline_printed or item.deadline_printed,
            )
            if new != old:
                found.append(new)
    return found
