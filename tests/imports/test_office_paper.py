"""A Word file as offices make it: head and foot in tables, numbers and bullets automatic."""

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from service.imports.importer import read_plan
from tests.imports import hostile

LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("bullet", "-"))
HEAD = (
    ("ỦY BAN NHÂN DÂN\nXÃ SUỐI LÀNH\n-------", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n-------"),
    ("Số: 12/KH-UBND", "Suối Lành, ngày 03 tháng 3 năm 2026"),
)
FOOT = (
    "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Thị Hoa",
)
BODY = (
    (None, "KẾ HOẠCH"),
    (None, "Cải cách hành chính năm 2026"),
    (
        None,
        "Căn cứ Quyết định số 5/QĐ-UBND ngày 02/01/2026 của UBND tỉnh về kế hoạch năm 2026;",
    ),
    (None, "UBND xã Suối Lành ban hành Kế hoạch như sau:"),
    (0, "MỤC TIÊU"),
    (1, "Thủ tục hành chính"),
    (2, "95% hồ sơ đúng hẹn."),
    (0, "NHIỆM VỤ"),
    (1, "Cải cách thể chế"),
    (2, "Rà soát văn bản của xã."),
    (1, "Cải cách tài chính công"),
    (2, "Khoán chi cho từng phòng."),
    (0, "TỔ CHỨC THỰC HIỆN"),
    (1, "Phòng Kinh tế"),
    (2, "Chủ trì bố trí kinh phí."),
)


def _number(paper: Document) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(LEVELS)
    )
    lists = paper.part.numbering_part.element
    space = nsdecls("w")
    lists.insert(
        0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="90">{levels}</w:abstractNum>')
    )
    lists.append(
        parse_xml(f'<w:num {space} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )


def _columns(paper: Document, left: str, right: str) -> None:
    cells = paper.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = left, right


def paper() -> bytes:
    made = docx.Document()
    _number(made)
    for left, right in HEAD:
        _columns(made, left, right)
    for depth, text in BODY:
        properties = made.add_paragraph(text)._p.get_or_add_pPr()
        if depth is not None:
            numbered = f'<w:ilvl w:val="{depth}"/><w:numId w:val="90"/>'
            properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{numbered}</w:numPr>"))
    _columns(made, *FOOT)
    return hostile.saved(made)


def test_head_and_foot_in_tables_are_read() -> None:
    found = read_plan(paper(), "plan.docx").metadata
    assert found.issuer.name == "Ủy ban nhân dân xã Suối Lành"
    assert (found.number.no, found.date.day, found.place.text) == ("12", 3, "Suối Lành")
    assert (found.signer.name, found.signer.post) == ("Nguyễn Thị Hoa", "CHỦ TỊCH")
    assert [r.text for r in found.recipients] == ["Sở Nội vụ"]
    assert found.archive.text == "Lưu: VT"


def test_automatic_numbers_make_the_outline() -> None:
    reading = read_plan(paper(), "plan.docx")
    assert [s.path for s in reading.sections] == [
        "I",
        "I/1",
        "II",
        "II/1",
        "II/2",
        "III",
        "III/1",
    ]
    assert [(t.text, t.reform_area) for t in reading.tasks] == [
        ("Rà soát văn bản của xã.", "institutions"),
        ("Khoán chi cho từng phòng.", "public_finance"),
    ]
    assert [(a.units, a.role) for a in reading.assignments] == [(("Phòng Kinh tế",), "lead")]
