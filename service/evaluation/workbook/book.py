"""A month as an Excel workbook with live formulas, from products to signed scores.

It is the same reckoning written twice: what another program makes of the formulas must be what
the system has signed (`tests/evaluation/test_workbook.py`).
"""

from io import BytesIO

from xlsxwriter import Workbook

from service.evaluation.rules import Part, RuleSet
from service.evaluation.workbook import products_sheet
from service.evaluation.workbook.cells import Page, Value, at
from service.evaluation.workbook.month import Leading, Month, Scored
from service.evaluation.workbook.products_sheet import write_products
from service.evaluation.workbook.readings import write_rules

NAME, COMMON, FIRST = "Tổng hợp", "Tiêu chí chung", 2
HEADS = (
    "Số",
    "Họ và tên",
    "Được giao A",
    "Hoàn thành",
    "Đạt chất lượng",
    "Đúng tiến độ",
    "a",
    "b",
    "c",
    "d",
    "đ",
    "e",
    "Kết quả R",
    "Điểm kết quả",
    "Tiêu chí chung",
    "Điểm thưởng",
    "Tổng điểm",
    "Điểm ký",
    "Mức theo điểm",
)
WIDTHS = (5, 24, *[10] * 16, 22)
PARTS: dict[Part, str] = {"a": "G", "b": "H", "c": "I", "d": "J", "đ": "K", "e": "L"}


def workbook(month: Month) -> bytes:
    """Write the sheets: sums first, then products, common criteria and rules."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        page = Page(book, NAME, WIDTHS)
        last = write_products(book, month)
        _common(book, month)
        write_rules(book, month.rules, month.title)
        page.title(f"{month.title}: tổng hợp điểm")
        page.heads(FIRST - 1, HEADS)
        for row, person in enumerate(month.people, FIRST):
            page.row(row, _cells(row, person, month.rules, last))
            page.text(row, 1, person.name)
    return out.getvalue()


def _common(book: Workbook, month: Month) -> None:
    page, items = Page(book, COMMON, (5, 24, *[9] * 12)), month.rules.common
    page.title(f"{month.title}: tiêu chí chung")
    page.heads(FIRST - 1, ("Số", "Họ và tên", *(item.code for item in items), "Tổng"))
    for row, person in enumerate(month.people, FIRST):
        first, last = at(row, 2), at(row, 1 + len(items))
        total = f'=IF(COUNT({first}:{last})={len(items)},SUM({first}:{last}),"")'
        scores = (person.common.get(item.code) for item in items)
        page.row(row, (row - FIRST + 1, None, *scores, total))
        page.text(row, 1, person.name)


def _cells(row: int, person: Scored, rules: RuleSet, last: int) -> tuple[Value, ...]:
    line, number = row + 1, row - FIRST + 1
    leading = person.leading
    parts = rules.staff_parts if leading is None else rules.leader_parts
    return (
        number,
        None,
        *(f"={_sum(column, line, last)}" for column in "RSTU"),
        _share(f"D{line}", f"C{line}"),
        _share(f"E{line}", f'IF(chia_chat_luong="hoàn thành",D{line},C{line})'),
        _share(f"F{line}", f'IF(chia_tien_do="hoàn thành",D{line},C{line})'),
        *_led(leading),
        _mean([f"{PARTS[part]}{line}" for part in parts], _weights(leading, rules)),
        f'=IF(M{line}="","",M{line}*diem_ket_qua)',
        f"='{COMMON}'!{at(row, 2 + len(rules.common))}",
        f"=MIN(thuong_nhieu,thuong_phan*{_sum('V', line, last)})",
        f'=IF(OR(N{line}="",O{line}=""),"",MIN(100,O{line}+N{line}+P{line}))',
        f'=IF(Q{line}="","",ROUND(Q{line},so_le))',
        _band(f"{'R' if rules.bands_on == 'signed' else 'Q'}{line}"),
    )


def _sum(column: str, line: int, last: int) -> str:
    rows = f"${products_sheet.FIRST + 1}:${{}}${last + 1}"
    figures, owners = (f"'{products_sheet.NAME}'!${c}{rows.format(c)}" for c in (column, "A"))
    return f"SUMIFS({figures},{owners},A{line})"


def _share(earned: str, total: str) -> str:
    return f'=IF({total}=0,"",IF(tran="",{earned}/({total}),MIN(tran,{earned}/({total}))))'


def _led(leading: Leading | None) -> tuple[Value, Value, Value]:
    if leading is None:
        return None, None, None
    scores = ",".join(f"Q{FIRST + place + 1}" for place in leading.manages)
    least = f'=IF(COUNT({scores})=0,"",IF(MIN({scores})>=nguong_d,1,nua))'
    return (least if scores else leading.unit), leading.organised, leading.united


def _weights(leading: Leading | None, rules: RuleSet) -> list[str]:
    name, found = (
        ("nv", rules.staff_weights) if leading is None else ("ld", rules.leader_weights)
    )
    return [f"{name}_{number}" for number in range(1, len(found) + 1)]


def _mean(cells: list[str], weights: list[str]) -> str:
    listed = ",".join(cells)
    whole = f"SUM({listed})/{len(cells)}"
    if weights:
        whole = "+".join(f"{w}*{cell}" for w, cell in zip(weights, cells, strict=True))
    return f'=IF(COUNT({listed})={len(cells)},{whole},"")'


def _band(cell: str) -> str:
    return (
        f'=IF({cell}="","",IF({cell}>=xuat_sac,"Xuất sắc",IF({cell}>=tot,"Tốt",'
        f'IF({cell}>=hoan_thanh,"Hoàn thành","Không hoàn thành"))))'
    )
