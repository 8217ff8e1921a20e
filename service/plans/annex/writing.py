"""Records of a plan as the rows of annex tables."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from events.plan_items import Item
from events.values import Deliverable, Target
from service.plans.annex.columns import Annex, TargetRow, WorkRow
from service.plans.annex.deadlines import deadline_words
from service.plans.annex.labels import Labels
from service.plans.vocabulary import AREAS, COMPARATORS, KINDS, OTHER_AREA
from tenants.directory import Directory

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def annex_of(items: Iterable[Item], register: Directory) -> Annex:
    """Make the tables of what was not dropped, in the plan's order, under its reform areas."""
    kept = [item for item in items if item.state != "dropped"]
    labels = Labels(register)
    work = [item for item in kept if item.kind != "indicator"]
    targets = [item for item in kept if item.kind == "indicator"]
    return Annex(
        tuple(
            WorkRow(order, text) if item is None else _work(order, item, labels)
            for order, text, item in _ordered(work)
        ),
        tuple(
            TargetRow(order, text) if item is None else _target(order, item)
            for order, text, item in _ordered(targets)
        ),
    )


def amount_words(amount: Decimal) -> str:
    """Write a number as it stands, with a comma: 1240 or 88,4."""
    return f"{amount:f}".replace(".", ",")


def roman(number: int) -> str:
    """Write a number of a group: I, II, III."""
    said = ""
    for value, letters in ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def _ordered(items: Iterable[Item]) -> Iterable[tuple[str, str, Item | None]]:
    number = 0
    groups = groupby(items, key=lambda item: item.area)
    for group, (area, members) in enumerate(groups, 1):
        yield roman(group), AREAS[area] if area else OTHER_AREA, None
        for item in members:
            number += 1
            yield str(number), item.text, item


def _work(order: str, item: Item, labels: Labels) -> WorkRow:
    clarity = item.clarity
    due, product = clarity.deadline, clarity.deliverable
    units = labels.units
    return WorkRow(
        order,
        item.text,
        units[clarity.lead_unit_id] if clarity.lead_unit_id else item.lead_printed,
        "\n".join(units[unit] for unit in clarity.cooperating),
        deadline_words(due) if due else item.deadline_printed,
        _product(product) if product else "",
        _person(clarity.person_id, clarity.post_id, labels),
        labels.posts[clarity.accept_post_id] if clarity.accept_post_id else "",
        labels.posts[clarity.extend_post_id] if clarity.extend_post_id else "",
        KINDS[item.kind],
        item.section,
    )


def _target(order: str, item: Item) -> TargetRow:
    aim = item.target or Target()
    return TargetRow(
        order,
        item.text,
        COMPARATORS[aim.comparator] if aim.comparator else "",
        "" if aim.value is None else amount_words(aim.value),
        aim.unit or "",
        aim.phase or "",
        aim.baseline or "",
        item.section,
    )


def _product(product: Deliverable) -> str:
    said = f"{product.name}\n{amount_words(product.quantity)} {product.unit}"
    if worth := product.conversion:
        points, coefficient = map(amount_words, (worth.points, worth.coefficient.normalize()))
        return f"{said}\n{worth.code}: {points} điểm, hệ số {coefficient}"
    return said


def _person(person_id: UUID | None, post_id: UUID | None, labels: Labels) -> str:
    if person_id is None and post_id is None:
        return ""
    person = labels.people[person_id] if person_id else ""
    return f"{person}\n{labels.posts[post_id]}" if post_id else person
