"""The sheet of products: one row each, with formulas for what it counts as."""

from decimal import Decimal

from xlsxwriter import Workbook

from service.evaluation.products import Product
from service.evaluation.rules import RuleSet
from service.evaluation.workbook.cells import Page, Value
from service.evaluation.workbook.month import Month, Scored

NAME, FIRST = "Sản phẩm", 2
HEADS = (
    "Số",
    "Họ và tên",
    "Mã",
    "Sản phẩm",
    "Số lượng n",
    "Hệ số K",
    "n × K",
    "Phần đã xong",
    "Lần không đạt",
    "Khách quan (chất lượng)",
    "Lần trễ",
    "Khách quan (tiến độ)",
    "Ngày làm việc trễ",
    "Việc thêm",
    "Trả lại",
    "Được miễn",
    "Ngoài tính điểm",
    "Được giao",
    "Hoàn thành",
    "Đạt chất lượng",
    "Đúng tiến độ",
    "Việc thêm đã xong",
)
WIDTHS = (5, 22, 9, 34, 8, 8, 9, *[9] * 15)
MARK = "x"


def write_products(book: Workbook, month: Month) -> int:
    """Write everybody's products; gives the last row, from 0."""
    page = Page(book, NAME, WIDTHS)
    page.title(f"{month.title}: sản phẩm, công việc")
    page.heads(FIRST - 1, HEADS)
    row = FIRST - 1
    for number, person in enumerate(month.people, 1):
        for place, product in enumerate(person.products):
            row += 1
            page.row(row, _cells(number, product, row + 1, month.rules))
            _texts(page, row, person, place)
    return row


def _texts(page: Page, row: int, person: Scored, place: int) -> None:
    words = (person.name, person.products[place].code, person.title(place))
    for column, text in enumerate(words, 1):
        page.text(row, column, text)


def _cells(number: int, product: Product, line: int, rules: RuleSet) -> tuple[Value, ...]:
    marks = (product.extra, product.handed_back, product.exempted)
    counts = (
        product.failed_reviews,
        product.reviews_excused,
        product.late_times,
        product.late_excused,
        product.working_days_late,
    )
    return (
        number,
        *[None] * 3,
        product.quantity,
        product.coefficient,
        f"=E{line}*F{line}",
        product.done,
        *map(Decimal, counts),
        *(MARK if marked else None for marked in marks),
        *_formulas(line, rules),
    )


def _formulas(line: int, rules: RuleSet) -> tuple[str, ...]:
    """Say what a row counts as: left out, assigned, completed, good, on time, extra."""
    share = f'IF(do_dang="theo tỷ lệ",H{line},IF(H{line}=1,1,0))'
    left = (
        ("P", "mien_giam", "bỏ ra"),
        ("O", "tra_lai", "bỏ ra"),
        ("N", "viec_them", "không tính"),
    )
    tests = ",".join(f'AND({column}{line}="x",{name}="{said}")' for column, name, said in left)
    return (
        f"=IF(OR({tests}),1,0)",
        f'=IF(OR(Q{line}=1,AND(N{line}="x",viec_them<>"cả hai vế")),0,G{line})',
        f'=IF(OR(O{line}="x",Q{line}=1),0,G{line}*{share})',
        f"=S{line}*{_kept(_beyond('I', 'J', line), 'tru_chat_luong', rules)}",
        f"=S{line}*{_on_time(line, rules)}",
        f'=IF(AND(N{line}="x",H{line}=1),G{line},0)',
    )


def _on_time(line: int, rules: RuleSet) -> str:
    late = _beyond("K", "L", line)
    if not rules.late_tiers:
        return _kept(late, "tru_tien_do", rules)
    kept = f"tre_con_{len(rules.late_tiers)}"
    for number in range(len(rules.late_tiers) - 1, 0, -1):
        kept = f"IF(M{line}<=tre_ngay_{number},tre_con_{number},{kept})"
    return f"IF({late}=0,{_kept(late, 'tru_tien_do', rules)},{kept})"


def _kept(times: str, loss: str, rules: RuleSet) -> str:
    """Write what is left after some losses, lowered to the next share that the set knows."""
    left = f"MAX(0,1-{times}*{loss})"
    if not rules.snapped_to:
        return left
    snapped = "0"
    for number in range(len(rules.snapped_to), 0, -1):
        snapped = f"IF({left}>=muc_{number},muc_{number},{snapped})"
    return snapped


def _beyond(times: str, excused: str, line: int) -> str:
    """Write how many times count after those with a confirmed cause."""
    return f'MAX(0,{times}{line}-IF(khach_quan="có",{excused}{line},0))'
