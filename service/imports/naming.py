"""Units that a plan names in words of its own, once a person has said which they are."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from msgspec.structs import replace

from events.plan_items import Item
from service.imports.matching import plain_name
from service.plans.groups import unknown_leader
from tenants.directory import Directory


def with_known_names(
    items: Iterable[Item], known: Mapping[str, UUID], register: Directory
) -> tuple[Item, ...]:
    """Let units lead whose printed names were explained before, in any spelling of them."""
    plain = {plain_name(name): unit for name, unit in known.items() if unit in register.units}
    return tuple(_led(item, plain) for item in items)


def _led(item: Item, plain: Mapping[str, UUID]) -> Item:
    printed = unknown_leader(item)
    unit = plain.get(plain_name(printed)) if printed else None
    if unit is None or item.clarity.lead_unit_id:
        return item
    return replace(item, clarity=replace(item.clarity, lead_unit_id=unit))
