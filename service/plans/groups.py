"""Work of a draft put together, so that a whole unit's or section's is assigned at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from uuid import UUID

from events.plan_items import Item
from events.values import Area

LEADS = re.compile(r"[,;]")
COOPERATES = re.compile(r"phối hợp", re.IGNORECASE)
By = Literal["unit", "section"]


@dataclass(frozen=True, slots=True)
class Group:
    """Records that belong together; `unit_id` leads them, as far as that is known or offered.

    `key` names the group in an address; `section` is empty when the group is a unit's, and
    `printed` names a unit that is not in the register.
    """

    key: str
    unit_id: UUID | None
    section: str
    printed: str
    items: tuple[Item, ...]


def grouped(items: Iterable[Item], fields: Mapping[Area, UUID], by: By) -> list[Group]:
    """Put records together by leading unit or by section, in the order of the plan.

    Args:
        items: records of work.
        fields: which unit leads in an area, for records that name no unit.
        by: what to put together by.
    """
    found: dict[tuple[UUID | None, str, str], list[Item]] = {}
    for item in items:
        unit_id = leader(item, fields)
        unit = (unit_id, "", "" if unit_id else unknown_leader(item))
        found.setdefault(unit if by == "unit" else (None, item.section, ""), []).append(item)
    return [_group(*key, members, fields) for key, members in found.items()]


def leader(item: Item, fields: Mapping[Area, UUID]) -> UUID | None:
    """Give the unit that leads a record, or whose field it is."""
    return item.clarity.lead_unit_id or (fields.get(item.area) if item.area else None)


def unknown_leader(item: Item) -> str:
    """Give the printed name of the leading unit, without those who only cooperate."""
    name = LEADS.split(item.lead_printed)[0].strip()
    return "" if COOPERATES.match(name) else name


def _group(
    unit_id: UUID | None,
    section: str,
    printed: str,
    items: list[Item],
    fields: Mapping[Area, UUID],
) -> Group:
    """Name a group; a section whose records all belong to one unit is offered to that unit."""
    leaders = {leader(item, fields) for item in items}
    only = leaders.pop() if len(leaders) == 1 else None
    key = sha256(f"{unit_id} {section} {printed}".encode()).hexdigest()[:10]
    return Group(key, unit_id or only, section, printed, tuple(items))
