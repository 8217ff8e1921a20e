"""A plan of so many pages, invented, as text, Word and PDF."""

import io
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import docx
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

LINES, WIDTH = 38, 80  # of an A4 page in 13 points
TOP, LEADING, LEFT, SIZE = 780, 19, 70, 13
HEAD = """ỦY BAN NHÂN DÂN
XÃ SUỐI NGÀN
Số: 12/KH-UBND
Suối Ngàn, ngày 05 tháng 02 năm 2026
KẾ HOẠCH
Cải cách hành chính giai đoạn 2026-2030
Thực hiện Kế hoạch số 7/KH-UBND ngày 15/01/2026 của UBND tỉnh về cải cách hành chính;
UBND xã Suối Ngàn ban hành Kế hoạch như sau:
I. MỤC TIÊU""".splitlines()
GOAL = (
    "- Tỷ lệ hồ sơ thủ tục hành chính loại {n} được giải quyết đúng hạn đạt tối thiểu "
    "{share}%, trong đó hồ sơ nộp trực tuyến đạt trên {less}% so với tổng số hồ sơ tiếp nhận."
)
WORK = (
    "- Rà soát quy trình nội bộ số {n}, phân công công chức theo dõi từng bước; kịp thời "
    "đề xuất cắt giảm giấy tờ không cần thiết trước ngày 30/{month}/2027. Công khai kết quả "
    "tại trụ sở."
)
DUTY = (
    "- Chủ trì, phối hợp với các đơn vị liên quan thực hiện nội dung {n} của Kế hoạch; định kỳ "
    "quý, 6 tháng, năm báo cáo UBND xã (qua Phòng Văn hóa - Xã hội) để tổng hợp."
)
FOOT = """Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Vàng A Sử""".splitlines()


def paragraphs(pages: int) -> list[str]:
    """Give the paragraphs of a plan that fills about so many pages (at least 2)."""
    room = max(3, (pages * LINES - len(HEAD) - len(FOOT)) // 9)  # three lines each of three
    return [
        *HEAD,
        *(GOAL.format(n=n, share=60 + n % 40, less=50 + n % 30) for n in range(room)),
        "II. NHIỆM VỤ",
        *(WORK.format(n=n, month=1 + n % 12) for n in range(room)),
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Phòng Kinh tế",
        *(DUTY.format(n=n) for n in range(room)),
        *FOOT,
    ]


def as_text(pages: int) -> bytes:
    """Write the plan as plain text."""
    return "\n\n".join(paragraphs(pages)).encode()


def as_word(pages: int) -> bytes:
    """Write the plan as a Word file."""
    paper, kept = docx.Document(), io.BytesIO()
    for paragraph in paragraphs(pages):
        paper.add_paragraph(paragraph)
    paper.save(kept)
    return kept.getvalue()


def as_pdf(pages: int) -> bytes:
    """Write the plan as a PDF whose font says by a map which letter each number is."""
    lines = [part for whole in paragraphs(pages) for part in textwrap.wrap(whole, WIDTH)]
    letters = sorted(set("".join(lines)))
    numbers = {letter: at for at, letter in enumerate(letters, 1)}
    writer, kept = PdfWriter(), io.BytesIO()
    add = writer._add_object  # noqa: SLF001  # there is no public name
    fonts = _named({"/F1": add(_font(add, letters))})
    for at in range(0, len(lines), LINES):
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data("\n".join(_shown(lines[at : at + LINES], numbers)).encode())
        page[NameObject("/Contents")] = add(stream)
        page[NameObject("/Resources")] = _named({"/Font": fonts})
    writer.write(kept)
    return kept.getvalue()


def _shown(lines: list[str], numbers: dict[str, int]) -> Iterator[str]:
    yield f"BT /F1 {SIZE} Tf {LEADING} TL {LEFT} {TOP} Td"
    for line in lines:
        yield "<" + "".join(f"{numbers[letter]:04X}" for letter in line) + "> Tj T*"
    yield "ET"


def _font(add: Callable[[Any], Any], letters: list[str]) -> DictionaryObject:
    pairs = "\n".join(f"<{at:04X}> <{ord(c):04X}>" for at, c in enumerate(letters, 1))
    told = DecodedStreamObject()
    told.set_data(
        (
            "/CIDInit /ProcSet findresource begin begincmap /CMapName /Ours def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(letters)} beginbfchar\n{pairs}\nendbfchar endcmap end"
        ).encode()
    )
    inner = {
        "/Type": NameObject("/Font"),
        "/Subtype": NameObject("/CIDFontType2"),
        "/BaseFont": NameObject("/Serif"),
        "/DW": NumberObject(450),
        "/CIDSystemInfo": _named(
            {
                "/Registry": TextStringObject("Adobe"),
                "/Ordering": TextStringObject("Identity"),
                "/Supplement": NumberObject(0),
            }
        ),
        "/FontDescriptor": _named(
            {
                "/Type": NameObject("/FontDescriptor"),
                "/FontName": NameObject("/Serif"),
                "/FontBBox": ArrayObject(NumberObject(n) for n in (0, -250, 1000, 900)),
            }
        ),
    }
    outer = {
        "/Type": NameObject("/Font"),
        "/Subtype": NameObject("/Type0"),
        "/BaseFont": NameObject("/Serif"),
        "/Encoding": NameObject("/Identity-H"),
        "/DescendantFonts": ArrayObject([add(_named(inner))]),
        "/ToUnicode": add(told),
    }
    return _named(outer)


def _named(values: Mapping[str, object]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in values.items()})
