"""How do the records of a corrected file differ from those of a plan? Item by item.

Records are paired by likeness. A field that the file does not say is left as it stands: most
files name no person, and none names an authority.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from msgspec.structs import replace

from events.plan_items import Item
from service.plans.likeness import Pair, pairs
from service.plans.order import longest_rising

Kind = Literal["added", "gone", "changed", "moved", "reordered"]
FieldName = Literal[
    "text",
    "kind",
    "section",
    "area",
    "target",
    "lead_unit_id",
    "cooperating",
    "deadline",
    "deliverable",
    "person_id",
    "post_id",
    "accept_post_id",
    "extend_post_id",
]
OF_ITEM: tuple[FieldName, ...] = ("text", "kind", "section", "area", "target")
OF_CLARITY: tuple[FieldName, ...] = (
    "lead_unit_id",
    "cooperating",
    "deadline",
    "deliverable",
    "person_id",
    "post_id",
    "accept_post_id",
    "extend_post_id",
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field that the file says otherwise."""

    name: FieldName
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that came (no `old`), went (no `new`), or says something else.

    `moved` differs in nothing but the heading that it stands under, `reordered` in nothing but
    where it stands among its neighbours. `before` and `after` are the records that it stood
    behind in the plan and stands behind in the file; None at the beginning.
    """

    kind: Kind
    old: Item | None
    new: Item | None
    fields: tuple[Field, ...] = ()
    before: Item | None = None
    after: Item | None = None

    @property
    def key(self) -> str:
        """Name the difference among those of one comparison."""
        ids = (item.item_id if item else 0 for item in (self.old, self.new))
        return "-".join(map(str, ids))

    def wanted(self) -> Item | None:
        """Give the record as the file wants it; None when it went."""
        if self.old is None or self.new is None:
            return self.new
        return with_fields(self.old, self.fields)


def differences(old: Sequence[Item], new: Sequence[Item]) -> list[Difference]:
    """Compare in the order of the file; what went stands at the end.

    A record that was dropped from the plan is known, and no difference.
    """
    matched = {new[pair.new].item_id: old[pair.old] for pair in _paired(old, new)}
    found = [*_seen(new, matched, _out_of_order(old, new, matched))]
    known = {item.item_id for item in matched.values()}
    gone = (item for item in old if item.item_id not in known and item.state != "dropped")
    return [*found, *(Difference("gone", item, None) for item in gone)]


def with_fields(item: Item, fields: Iterable[Field]) -> Item:
    """Give a record with these fields taken over."""
    said: Mapping[str, Any] = {field.name: field.new for field in fields}
    clarity = {name: said[name] for name in OF_CLARITY if name in said}
    whole = {name: said[name] for name in OF_ITEM if name in said}
    return replace(item, clarity=replace(item.clarity, **clarity), **whole)


def changed_fields(old: Item, new: Item) -> tuple[Field, ...]:
    """List what a record says otherwise, as far as it says it."""
    halves: tuple[tuple[tuple[FieldName, ...], Callable[[Item], Any]], ...] = (
        (OF_ITEM, lambda item: item),
        (OF_CLARITY, lambda item: item.clarity),
    )
    return tuple(
        Field(name, getattr(part(old), name), said)
        for names, part in halves
        for name in names
        if (said := getattr(part(new), name)) and said != getattr(part(old), name)
    )


Places = Mapping[int, tuple[Item | None, Item | None]]


def _out_of_order(
    old: Sequence[Item], new: Sequence[Item], matched: Mapping[int, Item]
) -> Places:
    """Say behind which record each moved one stood and now stands, by its number in the file.

    Most records keep the longest order that plan and file share; the others have moved, so
    that one inserted or carried elsewhere makes no noise among the rest. What a person added
    has no place in the document, and so none to leave.
    """
    kept = [item for item in old if item.state != "dropped"]
    printed = [item for item in kept if item.place] or kept
    found: dict[int, tuple[Item | None, Item | None]] = {}
    for targets in (True, False):
        stood = [item for item in printed if _is_target(item) == targets]
        at = {item.item_id: number for number, item in enumerate(stood)}
        stands = [i for i in new if i.item_id in matched and matched[i.item_id].item_id in at]
        order = [at[matched[item.item_id].item_id] for item in stands]
        same = longest_rising(order)
        for number, item in enumerate(stands):
            if number not in same:
                before = stood[order[number] - 1] if order[number] else None
                after = matched[stands[number - 1].item_id] if number else None
                found[item.item_id] = (before, after)
    return found


def _seen(
    new: Sequence[Item], matched: Mapping[int, Item], places: Places
) -> Iterator[Difference]:
    for item in new:
        before = matched.get(item.item_id)
        if before is None:
            yield Difference("added", None, item)
        elif before.state != "dropped" and (fields := changed_fields(before, item)):
            moved = {field.name for field in fields} == {"section"}
            yield Difference("moved" if moved else "changed", before, item, fields)
        elif before.state != "dropped" and item.item_id in places:
            yield Difference("reordered", before, item, (), *places[item.item_id])


def _paired(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Pair those that are equal word for word first, targets with targets, work with work."""
    exact = list(_equal(old, new))
    olds, news = ({pair[side] for pair in exact} for side in (1, 2))
    rest = []
    for targets in (True, False):
        left = [n for n, i in enumerate(old) if n not in olds and _is_target(i) == targets]
        right = [n for n, i in enumerate(new) if n not in news and _is_target(i) == targets]
        found = pairs([old[n].text for n in left], [new[n].text for n in right])
        rest += [Pair(pair.score, left[pair.old], right[pair.new]) for pair in found]
    return [*exact, *rest]


def _equal(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    """Pair equal words: under the same heading first, then wherever they stand."""
    keys: tuple[Callable[[Item], object], ...] = (
        lambda item: (_is_target(item), item.text, item.section, item.target),
        lambda item: (_is_target(item), item.text, item.section),
        lambda item: (_is_target(item), item.text),
    )
    olds, news = set[int](), set[int]()
    for key in keys:
        waiting: dict[object, list[int]] = {}
        for number, item in enumerate(old):
            if number not in olds:
                waiting.setdefault(_hashable(key(item)), []).append(number)
        for number, item in enumerate(new):
            same = waiting.get(_hashable(key(item)))
            if number not in news and same:
                olds.add(same[0])
                news.add(number)
                yield Pair(100.0, same.pop(0), number)


def _hashable(key: object) -> object:
    return repr(key)


def _is_target(item: Item) -> bool:
    return item.kind == "indicator"
