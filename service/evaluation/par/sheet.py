"""A set of criteria as an Excel workbook that can be read in again."""

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from events.par_criteria import Deduct, Formula, Linear, Node, ParSet, Scaled, Step, YesNo

TITLES = (
    "Mã",
    "Thuộc mã",
    "Nội dung",
    "Điểm tối đa",
    "Công thức",
    "Tham số",
    "Quy tắc chấm",
    "Số liệu",
    "Tổng số",
    "Nguồn số liệu",
)
WIDTHS = (8, 8, 50, 9, 12, 26, 44, 26, 26, 22)
FIRST, A4 = 2, 9  # the row of the titles, from 0; Excel's paper
FONT = {"font_name": "Times New Roman", "font_size": 12}
CELL = FONT | {"border": 1, "valign": "top", "text_wrap": True}


def workbook(par_set: ParSet) -> bytes:
    """Write a set: texts as texts, so that none computes, points as numbers."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Bộ tiêu chí")
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST)
        bold, plain = book.add_format(CELL | {"bold": True}), book.add_format(CELL)
        title = book.add_format(FONT | {"bold": True, "font_size": 14})
        sheet.write_string(0, 0, f"{par_set.title} (năm {par_set.year})", title)
        for column, (words, width) in enumerate(zip(TITLES, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(FIRST, column, words, bold)
        for row, node in enumerate(par_set.nodes, FIRST + 1):
            shape = plain if node.level == "component" else bold
            for column, value in enumerate(_cells(node)):
                write = sheet.write_string if isinstance(value, str) else sheet.write_number
                write(row, column, value, shape)
    return out.getvalue()


def _cells(node: Node) -> tuple[Any, ...]:
    kind, parameters = ("", "") if node.formula is None else spoken(node.formula)
    figures = (node.numerator, node.denominator, node.source)
    return (node.code, node.parent, node.name, node.most, kind, parameters, node.rule, *figures)


def spoken(formula: Formula) -> tuple[str, str]:
    """Write a formula as the sheet has it: its kind and its parameters."""
    match formula:
        case Step(stairs=stairs):
            said = (f"{_number(one.least)}: {_number(one.points)}" for one in stairs)
            return "Bậc thang", "; ".join(said)
        case Linear(floor=floor, full=full):
            return "Tỷ lệ", f"{_number(floor)}; {_number(full)}"
        case Deduct(each=each):
            return "Trừ", _number(each)
        case Scaled(survey=survey, full=full):
            return "Khảo sát", f"{survey.upper()}; {_number(full)}"
    return ("Có/không", "") if isinstance(formula, YesNo) else ("Chấm tay", "")


def _number(value: Any) -> str:
    return f"{value:f}".replace(".", ",")
