"""Which records of a draft are listed, in which order, and what each line says."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from events.plan_items import Item
from events.plans import Plan
from service.plans.drafts import is_work, open_items
from service.plans.gate import Unclear, unclear
from tenants.directory import Directory
from web.plans.labels import KINDS, due, figure

PAGE = 50
SHORT = 200
KIND_ORDER = list(KINDS)
STEPS: dict[str, frozenset[str]] = {  # the kinds of record that a step is about
    "chi-tieu": frozenset({"indicator"}),
    "viec": frozenset(KINDS) - {"indicator"},
}
AS_PRINTED = "van-ban"
Test = Callable[[Item], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; the last two are "1" or empty.

    `order` puts first what is doubtful, or follows the document; `step` keeps to the records of
    one step; `fill` lists work only, with the form that fills in many at once.
    """

    only: str = ""
    page: str = ""
    order: str = ""
    fill: str = ""
    step: str = ""

    def query(self, page: str = "") -> str:
        """Write it back as the end of an address, on the first page unless one is given."""
        said = {
            "buoc": self.step,
            "loc": self.only,
            "xep": self.order,
            "dien": self.fill,
            "trang": page,
        }
        kept = {name: value for name, value in said.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    def to(self, only: str) -> str:
        """Write the address of another filter, in the same order and mode."""
        return replace(self, only=only).query()


@dataclass(frozen=True, slots=True)
class Line:
    """One record in the list."""

    item_id: int
    kind: str
    text: str
    state: str
    section: str
    facts: str
    needs: bool
    missing: tuple[Unclear, ...]
    unsure: bool


class Listing:
    """The records of a draft that are still open, as one request looks at them."""

    def __init__(
        self, plan: Plan, register: Directory, day: date, doubtful: Collection[int] = ()
    ) -> None:
        self.items = sorted(open_items(plan), key=_kind_first)
        self.missing = {i.item_id: unclear(i, register, day) for i in self.items if is_work(i)}
        self.register = register
        self.doubtful = doubtful

    def filters(self, asked: Asked) -> dict[str, tuple[str, int]]:
        """Name each filter with how many records it lets through; empty ones are left out."""
        items = self.of_step(asked)
        counted = {
            slug: (label, sum(map(test, items)))
            for slug, (label, test) in self._filters().items()
            if slug != asked.step
        }
        return {slug: one for slug, one in counted.items() if one[1] or not slug}

    def chosen(self, asked: Asked) -> list[Item]:
        """Give the records that the filter lets through, in the order asked for."""
        filters = self._filters()
        _, test = filters.get(asked.only, filters[""])
        return [
            item
            for item in self._ordered(asked)
            if test(item) and (is_work(item) or not asked.fill)
        ]

    def around(self, item_id: int, asked: Asked) -> tuple[int | None, int | None]:
        """Give the records before and after one, whether or not the filter still has it."""
        before, after = self._beside(item_id, asked)
        return before[-1] if before else None, after[0] if after else None

    def of_step(self, asked: Asked) -> list[Item]:
        """Give the records of the step, whatever the filter."""
        kinds = STEPS.get(asked.step)
        return [i for i in self.items if kinds is None or i.kind in kinds]

    def next_open(self, item_id: int, asked: Asked) -> int | None:
        """Give the next record that nobody has decided, from the first again after the last."""
        before, after = self._beside(item_id, asked)
        proposed = {item.item_id for item in self.items if item.state == "proposed"}
        return next((other for other in (*after, *before) if other in proposed), None)

    def _beside(self, item_id: int, asked: Asked) -> tuple[list[int], list[int]]:
        everything = [item.item_id for item in self._ordered(asked)]
        if item_id not in everything:
            return [], []
        at = everything.index(item_id)
        wanted = {item.item_id for item in self.chosen(asked)}
        before = [other for other in everything[:at] if other in wanted]
        return before, [other for other in everything[at + 1 :] if other in wanted]

    def lines(self, items: Iterable[Item]) -> list[Line]:
        """Say each record in a line."""
        return [self._line(item) for item in items]

    def _ordered(self, asked: Asked) -> list[Item]:
        items = self.of_step(asked)
        if asked.order == AS_PRINTED:
            return items
        return sorted(items, key=lambda item: item.item_id not in self.doubtful)

    def _filters(self) -> dict[str, tuple[str, Test]]:
        return {
            "": ("Tất cả", _kept),
            "chua-xem": ("Chưa xem", lambda item: item.state == "proposed"),
            "xem-ky": ("Cần xem kỹ", self._doubted),
            "chi-tieu": ("Chỉ tiêu", _of("indicator")),
            "nhiem-vu": ("Nhiệm vụ", _of("task")),
            "phan-cong": ("Phân công", _of("duty")),
            "bao-cao": ("Báo cáo", _of("report")),
            "dinh-huong": ("Định hướng", _of("orientation")),
            "thieu": ("Thiếu 6 rõ", self._lacking),
            "da-bo": ("Đã bỏ", lambda item: item.state == "dropped"),
        }

    def _doubted(self, item: Item) -> bool:
        return _kept(item) and item.item_id in self.doubtful

    def _lacking(self, item: Item) -> bool:
        return item.state == "accepted" and bool(self.missing.get(item.item_id))

    def _line(self, item: Item) -> Line:
        short = item.text if len(item.text) <= SHORT else item.text[: SHORT - 1] + "…"
        return Line(
            item.item_id,
            KINDS[item.kind],
            short,
            item.state,
            item.section,
            self._facts(item),
            item.item_id in self.missing,
            self.missing.get(item.item_id, ()),
            item.item_id in self.doubtful,
        )

    def _facts(self, item: Item) -> str:
        clarity = item.clarity
        lead = self.register.unit(clarity.lead_unit_id) or item.lead_printed
        said = [self.register.person(clarity.person_id), lead]
        said += [_deadline(item), figure(item.target)]
        return " · ".join(part for part in said if part)


def grouped(lines: Sequence[Line], asked: Asked) -> list[tuple[str, list[Line]]]:
    """Put the doubtful lines first, then neighbouring lines by kind and section."""
    first = [line for line in lines if line.unsure and asked.order != AS_PRINTED]
    rest = [line for line in lines if line not in first]
    groups = groupby(rest, key=lambda line: (line.kind, line.section))
    named = [(" · ".join(filter(None, name)), list(group)) for name, group in groups]
    return [("Cần xem kỹ trước", first), *named] if first else named


def _deadline(item: Item) -> str:
    decided = item.clarity.deadline
    said = due(decided) or item.deadline_printed
    return f"hạn {said}" if decided and decided.kind == "date" else said


def _of(kind: str) -> Test:
    return lambda item: item.kind == kind and _kept(item)


def _kept(item: Item) -> bool:
    return item.state != "dropped"


def _kind_first(item: Item) -> int:
    return KIND_ORDER.index(item.kind)
