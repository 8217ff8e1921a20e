"""Read tables of tasks: columns by the words of their heading, rows under group rows."""

import re
from dataclasses import dataclass

from service.imports.characters import fold
from service.imports.reader.areas import heading_area, subject_area
from service.imports.reader.blocks import Block
from service.imports.reader.due import read_deadline
from service.imports.reader.names import canonical, split_units
from service.imports.reading import Task

_COLUMNS: tuple[tuple[str, str], ...] = (
    ("partners", r"phoi hop"),
    ("lead", r"chu tri|don vi thuc hien|co quan thuc hien|bo phan thuc hien|phu trach"),
    ("time", r"thoi gian|thoi han|tien do|ngay hoan thanh"),
    ("product", r"san pham|ket qua"),
    ("task", r"nhiem vu|noi dung|cong viec"),
)
_ORDER = re.compile(r"\(?\d*\)?|\([\dA-Za-z]+\)")
_SAME = 0.75
_LEAST, _HEADING = 2, 60


@dataclass(frozen=True)
class Columns:
    """Say in which column each thing stands; only the task is always there."""

    task: int
    lead: int | None = None
    partners: int | None = None
    time: int | None = None
    product: int | None = None
    width: int = 0


def columns_of(cells: tuple[str, ...]) -> Columns | None:
    """Return the columns when a row is the heading of a table of tasks."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        plain = fold(cell)
        name = next((n for n, p in _COLUMNS if re.search(p, plain)), None)
        if name and name not in found and len(cell) < _HEADING:
            found[name] = index
    if "task" not in found or len(found) < _LEAST:
        return None
    return Columns(**found, width=len(cells))


def tasks_of_tables(blocks: list[Block], number: int) -> list[Task]:
    """Return the tasks in all tables, the group rows giving their areas."""
    found: list[Task] = []
    columns: Columns | None = None
    area: str | None = None
    for block in blocks:
        if not block.cells:
            columns, area = None, None
        elif heading := columns_of(block.cells):
            columns = heading
        elif columns and (group := _group(block.cells, columns)):
            area = heading_area(group) or area
        elif columns and (task := _task(block, columns, area, number + len(found))):
            found.append(task)
    return found


def _group(cells: tuple[str, ...], columns: Columns) -> str | None:
    filled = [c for c in cells if c and not _ORDER.fullmatch(c)]
    named = [c for c in filled if not re.fullmatch(r"[IVX]+|\d+(?:\.\d+)*\.?|[A-Z]", c)]
    return named[0] if len(set(named)) == 1 and len(cells) <= columns.width else None


def _task(block: Block, columns: Columns, area: str | None, number: int) -> Task | None:
    text = _cell(block, columns.task)
    if len(text.split()) < _LEAST + 1:
        return None
    start = block.text.find(text)
    place = block.place(start, start + len(text))
    lead, partners = _cell(block, columns.lead), _cell(block, columns.partners)
    return Task(
        id=f"T{number:03d}",
        text=text,
        place=place,
        rule="tables.row",
        confidence=0.9,
        item=f"P{block.number}",
        item_text=text,
        item_place=place,
        section=block.section or "annex",
        reform_area=area or subject_area(text) or "steering",
        alt_areas=(),
        lead=canonical(lead) if lead else None,
        partners=tuple(split_units(partners)) if partners else (),
        deadline=read_deadline(_cell(block, columns.time)),
        product=_cell(block, columns.product) or None,
    )


def _cell(block: Block, column: int | None) -> str:
    return block.cells[column] if column is not None and column < len(block.cells) else ""


def joined(tasks: list[Task], rows: list[Task]) -> list[Task]:
    """Return the tasks of text and tables, a row that repeats a task completing it."""
    result = list(tasks)
    for row in rows:
        at = next((i for i, t in enumerate(result) if _alike(t.text, row.text)), None)
        if at is None:
            result.append(row)
        else:
            result[at] = _completed(result[at], row)
    return result


def _completed(task: Task, row: Task) -> Task:
    values = {f: getattr(task, f) for f in task.__struct_fields__}
    for name in ("lead", "partners", "deadline", "product"):
        values[name] = values[name] or getattr(row, name)
    return Task(**values)


def _alike(one: str, other: str) -> bool:
    a, b = (set(re.findall(r"\w+", fold(t))) for t in (one, other))
    return bool(a | b) and len(a & b) >= _SAME * len(a | b)
