"""Rows of annex tables as records of a plan: the way back from `writing`.

A cell that nobody wrote here (a unit that is not in the register, a deadline in other words)
is kept as the document's own words, and decided by a person.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar
from uuid import UUID

from events.plan_items import Item, ItemKind
from events.values import Area, Clarity, Conversion, Deliverable, Target
from service.plans.annex.columns import Annex, TargetRow, WorkRow
from service.plans.annex.deadlines import read_deadline_words
from service.plans.annex.labels import Labels, meant
from service.plans.vocabulary import AREAS, COMPARATORS, KINDS, OTHER_AREA
from tenants.directory import Directory

GROUP = re.compile(r"[IVX]+")
WORTH = re.compile(r"(\S.{0,59}): (\d{1,6}(?:,\d{1,6})?) điểm, hệ số (\d{1,6}(?:,\d{1,4})?)")
RULE = "annex.row"
R = TypeVar("R", WorkRow, TargetRow)


def items_of(annex: Annex, register: Directory) -> list[Item]:
    """Make proposed records of both tables, targets first, numbered from 1."""
    labels = Labels(register)
    found = [
        *(_target(row, area) for area, row in _grouped(annex.targets)),
        *(_work(row, area, labels) for area, row in _grouped(annex.work)),
    ]
    return [
        Item(item_id=number, rule=RULE, **facts)
        for number, facts in enumerate(found, 1)
        if facts["text"].strip()
    ]


def _grouped(rows: Iterable[R]) -> Iterator[tuple[Area | None, R]]:
    names: dict[str, Area | None] = {name: area for area, name in AREAS.items()}
    names[OTHER_AREA] = None
    area: Area | None = None
    for row in rows:
        if GROUP.fullmatch(row.order) and not any(row[2:]):
            area = names.get(row.text)
        else:
            yield area, row


def _work(row: WorkRow, area: Area | None, labels: Labels) -> dict[str, Any]:
    kinds: dict[str, ItemKind] = {word: kind for kind, word in KINDS.items()}
    lead, due = meant(row.lead, labels.units), read_deadline_words(row.deadline)
    person, post = _person(row.person, labels)
    partners = (meant(name, labels.units) for name in row.cooperating.split("\n"))
    clarity = Clarity(
        person_id=person,
        post_id=post,
        lead_unit_id=lead,
        cooperating=tuple(unit for unit in partners if unit),
        deadline=due,
        deliverable=_product(row.product),
        accept_post_id=meant(row.accepts, labels.posts),
        extend_post_id=meant(row.extends, labels.posts),
    )
    return {
        "kind": kinds.get(row.kind, "task"),
        "text": row.text,
        "section": row.section,
        "area": area,
        "clarity": clarity,
        "lead_printed": "" if lead else row.lead,
        "deadline_printed": "" if due else row.deadline,
    }


def _target(row: TargetRow, area: Area | None) -> dict[str, Any]:
    signs: dict[str, Any] = {word: sign for sign, word in COMPARATORS.items()}
    aim = Target(
        comparator=signs.get(row.comparator),
        value=_amount(row.value),
        unit=row.unit or None,
        phase=row.phase or None,
        baseline=row.baseline or None,
    )
    return {
        "kind": "indicator",
        "text": row.text,
        "section": row.section,
        "area": area,
        "target": None if aim == Target() else aim,
    }


def _person(words: str, labels: Labels) -> tuple[UUID | None, UUID | None]:
    person, _, post = words.partition("\n")
    return meant(person, labels.people), meant(post, labels.posts)


def _product(words: str) -> Deliverable | None:
    words, conversion = _worth(words)
    name, _, measure = words.rpartition("\n")
    number, _, unit = measure.partition(" ")
    quantity = _amount(number)
    if quantity is None or quantity <= 0:
        return None
    return Deliverable(name=name, quantity=quantity, unit=unit, conversion=conversion)


def _worth(words: str) -> tuple[str, Conversion | None]:
    """Part a product from the item of the work catalogue under it, not yet compared."""
    above, _, last = words.rpartition("\n")
    found = WORTH.fullmatch(last)
    points, coefficient = (_amount(found[n]) if found else None for n in (2, 3))
    if found is None or points is None or coefficient is None:
        return words, None
    return above, Conversion(code=found[1], points=points, coefficient=coefficient)


def _amount(words: str) -> Decimal | None:
    try:
        amount = Decimal(words.replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None
