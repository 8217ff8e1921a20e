"""A report and its corrections as official papers, of the State or of the Party; its annex.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III; Hướng dẫn 05-HD/VPTW.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from xlsxwriter import Workbook

from events.exchange import PARTY
from events.report_life import Report
from events.report_memory import Correction
from events.report_values import Figure, Section
from service.papers import party, state
from service.papers.fields import Value
from service.papers.official import Head, Signer
from service.papers.page import UNWRITABLE
from service.papers.seal import put_seal
from service.papers.writer import Writer
from service.reports.wording import (
    COUNTS,
    amount,
    inside,
    measured,
    period_name,
    target,
    verdict,
)

FAR = "Số liệu có dấu (*) do người lập nhập tay"
TITLES = ("TT", "Nội dung", "Kỳ này", "Cùng kỳ", "Mục tiêu", "So với mục tiêu")
WIDTHS = (12, 63, 22, 22, 24, 22)  # millimetres


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a report's paper says besides the report: names that events do not carry."""

    report: Report
    body: str
    kind: str
    place: str
    plan: str
    indicators: Mapping[str, str]
    sections: Mapping[Section, str]
    signer: Signer
    archive: str = ""

    @property
    def party(self) -> bool:
        """Tell whether it is a paper of the Party."""
        return self.kind == PARTY

    @property
    def symbol(self) -> str:
        """Give the symbol under its number."""
        locked = self.report.locked
        return locked.symbol if locked else ("BC-ĐU" if self.party else "BC-UBND")

    @property
    def period(self) -> str:
        """Name its period."""
        opened = self.report.opened
        return period_name(opened.occasion, opened.year, opened.first_day, opened.cut_off)

    @property
    def seal(self) -> str:
        """Give digest, size and root as signed, one a line; nothing before the signature."""
        signed = self.report.signature
        return f"{signed.digest}\n{signed.size}\n{signed.root}" if signed else ""


def paper(said: Printed) -> bytes:
    """Write a report as a Word file, its figures in an annex."""
    report, locked = said.report, said.report.locked
    writer = _begun(
        said,
        Head(
            issuer=said.body,
            kind="Báo cáo",
            subject=f"Kết quả thực hiện {said.plan} ({inside(said.period)})",
            symbol=said.symbol,
            number=locked.number if locked else "",
            place=said.place,
            day=locked.signed_on if locked else None,
            to=(report.opened.addressee,),
        ),
    )
    if report.opened.replaces:
        writer.text("Báo cáo này thay thế báo cáo đã thu hồi của cùng kỳ.")
    for section, title in said.sections.items():
        lines = report.section(section).text.split("\n")
        if any(lines):
            writer.section(title)
            for line in filter(None, lines):
                writer.text(line)
    writer.last(
        f"Số liệu chốt đến hết ngày {report.opened.cut_off:%d/%m/%Y} tại Phụ lục kèm theo"
    )
    writer.foot(_recipients(said), said.signer)
    put_seal(writer.paper, said.seal)
    writer.annex(f"Số liệu {inside(said.period)}")
    writer.table(WIDTHS, TITLES, [*_rows(said)])
    for note in footnotes(said):
        writer.text(note)
    return writer.written()


def correction_paper(said: Printed, correction: Correction) -> bytes:
    """Write a correction (đính chính) as a Word file of its own."""
    drafted, approved, locked = correction.drafted, correction.approved, said.report.locked
    number = f"{locked.number}/{locked.symbol}" if locked else ""
    day = f"{locked.signed_on:%d/%m/%Y}" if locked else ""
    writer = _begun(
        said,
        Head(
            issuer=said.body,
            kind="Thông báo",
            subject=f"Đính chính Báo cáo số {number}",
            symbol=approved.symbol if approved else said.symbol,
            number=approved.number if approved else "",
            place=said.place,
            day=approved.signed_on if approved else None,
            to=(said.report.opened.addressee,),
        ),
    )
    writer.text(f"{said.body} đính chính Báo cáo số {number} ngày {day} như sau:")
    writer.said(f"Nội dung: {drafted.what}")
    writer.said(f"Đã ghi: {drafted.old or '(không ghi)'}")
    writer.said(f"Nay ghi đúng là: {drafted.new}")
    writer.said(f"Lý do: {drafted.why}")
    writer.last("Các nội dung khác của báo cáo giữ nguyên")
    writer.foot(_recipients(said), said.signer)
    return writer.written()


def values(said: Printed) -> dict[str, Value]:
    """Give what a report says by the names of a template's fields."""
    report, locked = said.report, said.report.locked
    number = locked.number.zfill(2) if locked else "....."
    day: date | None = locked.signed_on if locked else None
    return {
        "co_quan": said.body,
        "dia_danh": said.place,
        "ngay": f"ngày {day:%d} tháng {day.month} năm {day.year}" if day else "",
        "so_ky_hieu": f"{number}/{said.symbol}",
        "ten_bao_cao": f"Kết quả thực hiện {said.plan}",
        "ky_bao_cao": said.period,
        "kinh_gui": report.opened.addressee,
        "noi_dung": [*_texts(said)],
        "so_lieu": [" · ".join(filter(None, row[1:])) for row in _rows(said)],
        **_columns(said),
        "noi_nhan": [f"- {one};" for one in _recipients(said)],
        "chuc_vu": said.signer.post,
        "nguoi_ky": said.signer.name,
        "dau_kiem": said.seal.split(),
    }


def annex(said: Printed) -> bytes:
    """Write the figures as an Excel workbook, every cell a text but the values."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Số liệu")
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        plain = book.add_format({"text_wrap": True, "border": 1})
        sheet.write_string(0, 0, UNWRITABLE.sub("", f"{said.plan}: {said.period}"))
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, len(TITLES), 18)
        for column, title in enumerate(TITLES):
            sheet.write_string(2, column, title, bold)
        for number, row in enumerate(_rows(said), 3):
            for column, words in enumerate(row):
                sheet.write_string(number, column, UNWRITABLE.sub("", words), plain)
        for number, note in enumerate(footnotes(said), len(said.report.figures) + 4):
            sheet.write_string(number, 1, UNWRITABLE.sub("", note))
        sheet.repeat_rows(2)
    return out.getvalue()


def footnotes(said: Printed) -> list[str]:
    """Say of each figure that was typed by hand what the events give, and why it differs."""
    typed = said.report.typed
    return [
        f"(*) {name_of(said, figure)}: nhập tay, theo sự kiện là"
        f" {measured(figure.drawn, figure.unit)}; lý do: {typed[figure.key].reason}."
        for figure in said.report.figures
        if figure.source == "manual"
    ]


def name_of(said: Printed, figure: Figure) -> str:
    """Name a figure."""
    return COUNTS[figure.count] if figure.count else said.indicators.get(figure.key, figure.key)


def _begun(said: Printed, head: Head) -> Writer:
    return (party.paper if said.party else state.paper)(head)


def _rows(said: Printed) -> Iterator[Sequence[str]]:
    for number, figure in enumerate(said.report.figures, 1):
        mark = " (*)" if figure.source == "manual" else ""
        yield (
            str(number),
            f"{name_of(said, figure)}{mark}",
            measured(figure.value, figure.unit),
            amount(figure.before) if figure.before is not None else "",
            target(figure),
            verdict(figure),
        )


def _texts(said: Printed) -> Iterator[str]:
    for section, title in said.sections.items():
        if words := said.report.section(section).text:
            yield title
            yield from filter(None, words.split("\n"))


def _columns(said: Printed) -> dict[str, Value]:
    """Give the figures as columns of the list `chi_so`."""
    rows = [*_rows(said)]
    names = ("stt", "noi_dung", "ky_nay", "cung_ky", "muc_tieu", "so_voi_muc_tieu")
    kinds = ["Nhiệm vụ" if one.count else "Chỉ tiêu" for one in said.report.figures]
    found = {f"chi_so.{name}": [row[at] for row in rows] for at, name in enumerate(names)}
    return {**found, "chi_so.nhom": kinds}


def _recipients(said: Printed) -> list[str]:
    return ["Như trên", said.archive or ("Lưu Đảng ủy" if said.party else "Lưu: VT")]
