"""The plan page's table: filters of the address, rows, groups and the links of the filters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from service.plans.states import PlanState
from service.tasks.state import TaskState
from service.tasks.urgency import Group
from tenants.directory import Directory
from web.plans.labels import AREAS
from web.task_rows import Judged, Row, Scene

PAGE_SIZE = 50
QUARTERS, ROMAN = (1, 4, 7, 10), ("I", "II", "III", "IV")
OTHER = "khac"  # the tasks of no reform area
AREA_NAMES = {**{str(key): name for key, name in AREAS.items()}, OTHER: "Lĩnh vực khác"}
STATES: dict[str, tuple[str, frozenset[Group]]] = {
    "qua-han": ("quá hạn", frozenset({"late"})),
    "sap-den-han": ("sắp đến hạn", frozenset({"soon"})),
    "dang-lam": ("đang làm", frozenset({"late", "soon", "later", "undated"})),
    "cho-duyet": ("chờ duyệt", frozenset({"waiting"})),
    "tam-dung": ("tạm dừng", frozenset({"resting"})),
    "xong": ("hoàn thành", frozenset({"done"})),
    "da-dung": ("đã dừng", frozenset({"stopped"})),
}
Link = Callable[[Mapping[str, str]], str]


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

    def takes(self, judged: Judged) -> bool:
        """Tell whether a task is asked for."""
        task, urgent = judged
        return (
            self.area in {"", area_key(task)}
            and self.unit in {"", str(task.clarity.lead_unit_id)}
            and (not self.state or urgent.group in STATES[self.state][1])
        )

    def query(self) -> dict[str, str]:
        """Write the filters as an address has them."""
        said = {"linh_vuc": self.area, "don_vi": self.unit, "tinh_trang": self.state}
        return {name: value for name, value in said.items() if value}


def area_key(task: TaskState) -> str:
    """Name a task's reform area as the address does."""
    return task.area or OTHER


def area_name(key: str) -> str:
    """Say a reform area."""
    return AREA_NAMES[key]


def in_order(judged: Iterable[Judged]) -> list[Judged]:
    """Sort by reform area, then by code."""
    order = [*AREA_NAMES]
    return sorted(judged, key=lambda j: (order.index(area_key(j[0])), j[0].code))


def grouped(rows: Sequence[Judged], scene: Scene) -> list[tuple[str, list[Row]]]:
    """Put the lines of one page under their reform areas."""
    keys = dict.fromkeys(area_key(task) for task, _ in rows)
    return [
        (area_name(key), [scene.row(j) for j in rows if area_key(j[0]) == key]) for key in keys
    ]


def area_tabs(
    judged: Sequence[Judged], chosen: Chosen, link: Link
) -> list[tuple[str, str, bool, int]]:
    """Link to each reform area with its number of tasks, under the other filters."""
    rest = [j for j in judged if replace(chosen, area="").takes(j)]
    counts = {key: sum(area_key(task) == key for task, _ in rest) for key in AREA_NAMES}
    entries = [("", "Tất cả", len(rest))]
    entries += [
        (key, area_name(key), n) for key, n in counts.items() if n or key == chosen.area
    ]
    return [
        (name, link(replace(chosen, area=key).query()), key == chosen.area, n)
        for key, name, n in entries
    ]


def unit_links(
    judged: Sequence[Judged], chosen: Chosen, link: Link, register: Directory
) -> list[tuple[str, str, bool, int]]:
    """Link to each leading unit with its number of tasks, under the other filters."""
    rest = [j for j in judged if replace(chosen, unit="").takes(j)]
    leads = [task.clarity.lead_unit_id for task, _ in rest]
    entries = [("", "Mọi đơn vị", len(rest))]
    entries += [
        (str(unit), known.name, leads.count(unit))
        for unit, known in register.units.items()
        if unit in leads or str(unit) == chosen.unit
    ]
    return [
        (name, link(replace(chosen, unit=key).query()), key == chosen.unit, n)
        for key, name, n in entries
    ]


def state_figures(
    judged: Sequence[Judged], chosen: Chosen, link: Link
) -> list[tuple[str, str, bool, int]]:
    """Link to each state with its number of tasks in the whole plan."""
    groups = [urgent.group for _, urgent in judged]
    return [
        (
            words,
            link({} if key == chosen.state else Chosen(state=key).query()),
            key == chosen.state,
            sum(group in wanted for group in groups),
        )
        for key, (words, wanted) in STATES.items()
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
