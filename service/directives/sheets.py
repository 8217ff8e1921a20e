"""A directive's roll-up on paper: a workbook of all communes, and an A4 document."""

from collections.abc import Callable, Sequence
from io import BytesIO

from xlsxwriter import Workbook

from events.directive_answers import Answer, Number, Question, Share
from events.directives import Directive
from service.directives.overview import Commune, Total
from service.papers import looks
from service.papers.blocks import letterhead
from service.papers.page import UNWRITABLE, across, put
from service.papers.tables import ruled

Cells = list[str | float]
Spoken = Callable[[Answer | None, str], str]
A4 = 9  # the paper's number in Excel
WIDTH = 24  # characters of a column
WIDTHS = (12, 110, 85, 45)  # millimetres of the paper's columns


def workbook(
    directive: Directive, found: Sequence[Commune], added: Sequence[Total], spoken: Spoken
) -> bytes:
    """Write the communes' answers, a row each, and what they come to; numbers stay numbers."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Tổng hợp")
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 3 + 2 * len(directive.questions), WIDTH)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        rows: list[Cells] = [
            list(_head(directive)),
            _total(added, spoken),
            *(_row(directive, one, spoken) for one in found),
        ]
        for number, row in enumerate(rows):
            shape = bold if number < 2 else plain
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, place, UNWRITABLE.sub("", value), shape)
                else:
                    sheet.write_number(number, place, value, shape)
    return out.getvalue()


def paper(issuer: str, directive: Directive, added: Sequence[Total], spoken: Spoken) -> bytes:
    """Write the totals as an A4 document, each with how many answered out of how many."""
    made = across()
    letterhead(made, "", issuer)
    put(made, "Tổng hợp trả lời văn bản chỉ đạo", looks.TITLE)
    put(made, directive.draft.title, looks.SUBJECT)
    number = directive.issued.number if directive.issued else ""
    put(made, f"(Văn bản số {number}, hạn {directive.due_on:%d/%m/%Y})", looks.UNDER_TITLE)
    rows = [
        (
            str(one.number),
            one.question.text,
            spoken(one.answer, one.question.unit) if one.said else "Chưa có trả lời",
            f"{one.said}/{one.of} xã",
        )
        for one in added
    ]
    head = ("TT", "Nội dung", "Kết quả tổng hợp", "Đã trả lời")
    ruled(made, WIDTHS, head, rows, set())
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _head(directive: Directive) -> list[str]:
    titles = ["Đơn vị", "Tình trạng", "Ngày trả lời"]
    for number, one in enumerate(directive.questions, 1):
        named = f"{number}. {one.text}"
        if one.kind == "share":
            titles += [f"{named} (tử số)", f"{named} (mẫu số)"]
        else:
            titles.append(f"{named} ({one.unit})" if one.unit else named)
    return titles


def _total(added: Sequence[Total], spoken: Spoken) -> Cells:
    row: Cells = ["Cộng", "", ""]
    for one in added:
        row += _cells(one.question, one.answer, spoken) if one.said else _empty(one.question)
    return row


def _row(directive: Directive, one: Commune, spoken: Spoken) -> Cells:
    copy = one.copy
    day = f"{copy.answered_on:%d/%m/%Y}" if copy and copy.answered_on else ""
    row: Cells = [one.name, STATES[one.state], day]
    counts = copy is not None and copy.counts(directive.asked_since)
    said = {line.number: line.answer for line in copy.lines} if copy and counts else {}
    for number, question in enumerate(directive.questions, 1):
        known = number in said
        row += _cells(question, said[number], spoken) if known else _empty(question)
    return row


def _cells(question: Question, answer: Answer | None, spoken: Spoken) -> Cells:
    if isinstance(answer, Share):
        return [float(answer.numerator), float(answer.denominator)]
    if isinstance(answer, Number):
        return [float(answer.value)]
    return [spoken(answer, question.unit), *([""] if question.kind == "share" else [])]


def _empty(question: Question) -> list[str]:
    return ["", ""] if question.kind == "share" else [""]


STATES = {
    "unsent": "Chưa gửi được",
    "sent": "Chưa tiếp nhận",
    "received": "Đã tiếp nhận",
    "in_progress": "Đang thực hiện",
    "answered": "Đã trả lời",
    "returned": "Đã trả lại",
    "passed_on": "Xã kế thừa trả lời",
}
