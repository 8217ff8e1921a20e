"""The figures of a review as an Excel workbook."""

from io import BytesIO

from xlsxwriter import Workbook

from service.papers.page import UNWRITABLE
from service.reviews.papers import HEAD, About, figure_rows


def figures_book(about: About) -> bytes:
    """Write the figures of a review, with whose they are and where they come from."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Số liệu kiểm điểm")
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        plain = book.add_format({"text_wrap": True, "border": 1})
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, 2, 18)
        title = f"Kiểm điểm {about.person}, {about.post}: {about.period}"
        sheet.write_string(0, 0, UNWRITABLE.sub("", title))
        sheet.write_row(2, 0, HEAD, bold)
        for number, (words, *counts) in enumerate(figure_rows(about), 3):
            sheet.write_string(number, 0, words, plain)
            for column, count in enumerate(counts, 1):
                sheet.write(number, column, int(count) if count.isdigit() else count, plain)
        sheet.write_string(3 + len(figure_rows(about)) + 1, 0, f"Nguồn: {about.source}.")
    return out.getvalue()
