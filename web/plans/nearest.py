"""The few records that are most like a text, offered for a choice: a long list helps nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from events.plan_items import Item
from service.plans.likeness import alike, plain_words

CHOICES, LEAST = 3, 45.0  # how many, and how alike in percent


@dataclass(frozen=True, slots=True)
class Choice:
    """A record that may be chosen."""

    item_id: int
    text: str


def nearest(text: str, items: Sequence[Item], chosen: int | None) -> list[Choice]:
    """Offer the most alike records, and the chosen one."""
    plain = plain_words(text)
    scored = {item.item_id: alike(plain, plain_words(item.text)) for item in items}
    ranked = sorted(items, key=lambda item: -scored[item.item_id])[:CHOICES]
    near = [item for item in ranked if scored[item.item_id] >= LEAST]
    near += [item for item in items if item.item_id == chosen and item not in near]
    return [Choice(item.item_id, item.text) for item in near]
