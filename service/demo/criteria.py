"""The invented province's set of reform criteria: six fields, one hundred points."""

from decimal import Decimal
from importlib.resources import files

from events.par_criteria import Node, ParSet
from service.imports.par_columns import LEVELS, formula_of, kind_of

TITLE = "Bộ tiêu chí chấm điểm cải cách hành chính cấp xã tỉnh Vân Sơn"
SHEET = files("service.demo").joinpath("documents", "bo-tieu-chi.txt")


def criteria(year: int) -> ParSet:
    """Give the set of a year."""
    rows = (line.split("|") for line in SHEET.read_text(encoding="utf-8").splitlines())
    return ParSet(title=f"{TITLE} năm {year}", year=year, nodes=tuple(map(_node, rows)))


def _node(cells: list[str]) -> Node:
    said = [cell.strip() for cell in cells] + [""] * 9
    code, name, most, kind, parameters, rule, numerator, denominator, source = said[:9]
    return Node(
        code=code,
        level=LEVELS[code.count(".")],
        name=name,
        most=Decimal(most),
        parent=code.rpartition(".")[0],
        formula=formula_of(kind_of(kind), parameters) if kind else None,
        rule=rule,
        numerator=numerator,
        denominator=denominator,
        source=source,
    )
