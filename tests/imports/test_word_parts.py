"""What Word hides in its XML: merged cells, footnotes, tracked rows, landscape pages."""

import docx
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from service.imports.importer import read_plan
from service.imports.sources.word import read_word
from tests.imports import hostile
from tests.imports.rendering import sample

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEADING = ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian")


def cells(body: str) -> list[tuple[str, ...]]:
    return [line.cells for line in read_word(hostile.document(body)).lines]


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def row(*of_cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(of_cells)}</w:tr>"


def test_a_cell_over_several_columns_keeps_the_others_in_place() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    heading = row(cell("STT"), cell("Đơn vị", wide), cell("Hạn"))
    below = row(cell("1"), cell("Phòng A"), cell("Phòng B"), cell("Quý II"))
    assert cells(f"<w:tbl>{heading}{below}</w:tbl>") == [
        ("STT", "Đơn vị", "Đơn vị", "Hạn"),
        ("1", "Phòng A", "Phòng B", "Quý II"),
    ]


def test_a_cell_over_several_rows_is_repeated() -> None:
    first = row(cell("1"), cell("Việc một"), cell("Phòng A", '<w:vMerge w:val="restart"/>'))
    second = row(cell("2"), cell("Việc hai"), cell("", "<w:vMerge/>"))
    assert cells(f"<w:tbl>{first}{second}</w:tbl>")[1] == ("2", "Việc hai", "Phòng A")


def test_a_row_whose_deletion_is_tracked_is_gone() -> None:
    deleted = '<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>'
    kept = row(cell("1"), cell("Việc một"), cell("Phòng A"))
    gone = row(cell("2"), cell("Việc hai"), cell("Phòng B"), properties=deleted)
    assert cells(f"<w:tbl>{kept}{gone}</w:tbl>") == [("1", "Việc một", "Phòng A")]


def test_several_units_in_one_cell_are_kept_apart() -> None:
    paper = plan_with_table("Phòng Kinh tế\nTrạm Y tế")
    found = read_plan(hostile.saved(paper), "plan.docx").tasks[-1]
    assert (found.lead, found.partners) == ("Phòng Kinh tế", ("Trạm Y tế xã", "Công an xã"))


def test_an_annex_on_landscape_pages_belongs_to_the_plan() -> None:
    found = read_plan(hostile.saved(plan_with_table("Phòng Kinh tế")), "plan.docx")
    assert [(t.text, t.lead) for t in found.tasks[-1:]] == [
        ("Kê lại bàn tiếp dân cho thoáng", "Phòng Kinh tế")
    ]
    assert found.metadata.signer.name


def plan_with_table(lead: str) -> docx.document.Document:
    paper = docx.Document()
    for line in sample("commune").splitlines():
        if line.strip():
            paper.add_paragraph(line)
    section = paper.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    paper.add_paragraph("PHỤ LỤC")
    table = paper.add_table(2, len(HEADING))
    values = ("1", "Kê lại bàn tiếp dân cho thoáng", lead, "Công an xã", "Quý II/2026")
    for line, words in zip(table.rows, (HEADING, values), strict=True):
        for place, text in zip(line.cells, words, strict=True):
            place.text = text
    return paper


def test_a_footnote_of_word_is_kept_apart_from_the_text() -> None:
    paper = docx.Document()
    paper.add_paragraph("Rà soát văn bản của xã.")
    notes = (
        f'<w:footnotes xmlns:w="{SPACE}"><w:footnote w:id="0" w:type="separator"><w:p/>'
        '</w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Theo báo cáo năm 2025.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), paper.part.package)
    paper.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    lines = read_word(hostile.saved(paper)).lines
    assert [(line.text, line.footnote) for line in lines] == [
        ("Rà soát văn bản của xã.", False),
        ("Theo báo cáo năm 2025.", True),
    ]


def test_a_moved_sentence_stands_only_where_it_was_moved_to() -> None:
    moved = "<w:r><w:t>Dán sơ đồ.</w:t></w:r>"
    body = (
        f"<w:p><w:moveFrom>{moved}</w:moveFrom></w:p>"
        "<w:p><w:r><w:t>Ở giữa.</w:t></w:r></w:p>"
        f"<w:p><w:moveTo>{moved}</w:moveTo></w:p>"
    )
    texts = [line.text for line in read_word(hostile.document(body)).lines]
    assert texts == ["Ở giữa.", "Dán sơ đồ."]
