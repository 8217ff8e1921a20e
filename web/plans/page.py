"""The plan page's table: filters of the address, rows, groups and the links of the filters."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from service.plans.states import PlanState
from service.tasks.plan_table import Kind
from service.tasks.state import TaskState
from service.tasks.urgency import Group
from tenants.directory import Directory
from web.plans.labels import AREAS
from web.task_rows import Judged, Row, Scene
from web.vocabulary import spoken

PAGE_SIZE = 50
QUARTERS, ROMAN = (1, 4, 7, 10), ("I", "II", "III", "IV")
OTHER = "khac"  # the tasks of no reform area
AREA_NAMES = {**{str(key): name for key, name in AREAS.items()}, OTHER: "Lĩnh vực khác"}
STATES: dict[str, tuple[str, frozenset[Group]]] = {
    "qua-han": ("quá hạn", frozenset({"late"})),
    "sap-den-han": ("sắp đến hạn", frozenset({"soon"})),
    "dang-lam": ("đang làm", frozenset({"late", "soon", "later", "undated"})),
    "cho-duyet": ("chờ duyệt", frozenset({"waiting"})),
    "cho-dieu-kien": ("chờ điều kiện", frozenset({"awaiting"})),
    "tam-dung": ("tạm dừng", frozenset({"resting"})),
    "xong": ("hoàn thành", frozenset({"done"})),
    "da-dung": ("đã dừng", frozenset({"stopped"})),
}
Link = Callable[[Mapping[str, str]], str]
Tally = Mapping[Kind, int]  # how many lines a plan has of each kind
Tab = tuple[str, str, bool, int]  # its words, its address, whether it is chosen, how many


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the address asks for; empty texts ask for everything."""

    area: str = ""
    unit: str = ""
    state: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Chosen":
        """Read the filters of an address; unknown words ask for everything."""
        area, state = asked.get("linh_vuc", ""), asked.get("tinh_trang", "")
        return cls(
            area=area if area in AREA_NAMES else "",
            unit=asked.get("don_vi", ""),
            state=state if state in STATES else "",
        )

    def of(self, tally: Tally) -> Tally:
        """Keep the kinds of lines that are asked for."""
        return {kind: count for kind, count in tally.items() if self._takes(kind)}

    def _takes(self, kind: Kind) -> bool:
        return (
            self.area in {"", area_key(kind)}
            and self.unit in {"", str(kind.unit_id)}
            and (not self.state or kind.group in STATES[self.state][1])
        )

    def query(self) -> dict[str, str]:
        """Write the filters as an address has them."""
        said = {"linh_vuc": self.area, "don_vi": self.unit, "tinh_trang": self.state}
        return {name: value for name, value in said.items() if value}


def area_key(one: Kind | TaskState) -> str:
    """Name a reform area as the address does."""
    return one.area or OTHER


def area_name(key: str) -> str:
    """Say a reform area."""
    return AREA_NAMES[key]


def grouped(rows: Sequence[Judged], scene: Scene) -> list[tuple[str, list[Row]]]:
    """Put the lines of one page under their reform areas."""
    keys = dict.fromkeys(area_key(task) for task, _ in rows)
    return [
        (area_name(key), [scene.row(j) for j in rows if area_key(j[0]) == key]) for key in keys
    ]


def area_tabs(tally: Tally, chosen: Chosen, link: Link) -> list[Tab]:
    """Link to each reform area with its number of tasks, under the other filters."""
    counts = _added(replace(chosen, area="").of(tally), area_key)
    entries = [("", "Tất cả", counts.total())]
    entries += [
        (key, area_name(key), counts[key])
        for key in AREA_NAMES
        if counts[key] or key == chosen.area
    ]
    return [
        (name, link(replace(chosen, area=key).query()), key == chosen.area, n)
        for key, name, n in entries
    ]


def unit_links(tally: Tally, chosen: Chosen, link: Link, register: Directory) -> list[Tab]:
    """Link to each leading unit with its number of tasks, under the other filters."""
    counts = _added(replace(chosen, unit="").of(tally), lambda kind: str(kind.unit_id))
    entries = [("", spoken("Mọi đơn vị"), counts.total())]
    entries += [
        (key, known.name, counts[key])
        for key, known in ((str(unit), known) for unit, known in register.units.items())
        if counts[key] or key == chosen.unit
    ]
    return [
        (name, link(replace(chosen, unit=key).query()), key == chosen.unit, n)
        for key, name, n in entries
    ]


def state_figures(tally: Tally, chosen: Chosen, link: Link) -> list[Tab]:
    """Link to each state with its number of tasks in the whole plan."""
    return [
        (
            words,
            link({} if key == chosen.state else Chosen(state=key).query()),
            key == chosen.state,
            sum(Chosen(state=key).of(tally).values()),
        )
        for key, (words, _) in STATES.items()
    ]


def period_of(plan: PlanState) -> str:
    """Say the years of a plan."""
    if plan.front.period is None:
        return ""
    first, last = plan.front.period
    return f"năm {first}" if first == last else f"{first}-{last}"


def quarter_ends(since: date, today: date) -> list[tuple[str, date]]:
    """Name the last days of the quarters that ended since a day, at most the last four."""
    firsts = [
        date(year, month, 1) for year in range(since.year, today.year + 1) for month in QUARTERS
    ]
    ends = [first - timedelta(days=1) for first in firsts]
    named = [(f"Cuối quý {ROMAN[(end.month - 1) // 3]}/{end.year}", end) for end in ends]
    return [(name, end) for name, end in named if since < end < today][-4:]


def _added(tally: Tally, key: Callable[[Kind], str]) -> Counter[str]:
    counts = Counter[str]()
    for kind, count in tally.items():
        counts[key(kind)] += count
    return counts
