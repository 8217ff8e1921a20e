"""Know an annex that was written here by its column titles, and read it cell for cell."""

from service.imports.parsers import grids_of
from service.plans.annex.columns import (
    TARGET_TITLES,
    WORK_TITLES,
    Annex,
    TargetRow,
    WorkRow,
)


def own_annex(data: bytes, kind: str) -> Annex | None:
    """Return the tables of an .xlsx or .docx that was written here; None for any other file.

    The file was checked: this opens it with the parsers of its kind.
    """
    work, targets, own = list[WorkRow](), list[TargetRow](), False
    for grid in grids_of(kind)(data):
        titles: tuple[str, ...] = ()
        for row in grid:
            cells = tuple(row)
            if known := _titles(cells):
                titles, own = known, True
            elif titles == WORK_TITLES:
                work.append(WorkRow(*_fitted(cells, len(titles))))
            elif titles == TARGET_TITLES:
                targets.append(TargetRow(*_fitted(cells, len(titles))))
    kept = [row for row in work if row.text], [row for row in targets if row.text]
    return Annex(tuple(kept[0]), tuple(kept[1])) if own else None


def _titles(cells: tuple[str, ...]) -> tuple[str, ...]:
    stripped = tuple(cell.strip() for cell in cells)
    for titles in (WORK_TITLES, TARGET_TITLES):
        if stripped[: len(titles)] == titles:
            return tuple(titles)
    return ()


def _fitted(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (cells + ("",) * width)[:width]
