"""What the sources make of Word's, PDF's and plain text's own ways of writing."""

import unicodedata

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from service.imports.importer import read_plan
from service.imports.reader.compose import read_document
from service.imports.sources.numbering import written
from service.imports.sources.text import read_text
from service.imports.sources.word import read_word
from tests.imports import hostile
from tests.imports.rendering import paragraphs, print_all, sample
from tests.imports.test_samples import summary

PLAN = sample("commune")
HEAD = "KẾ HOẠCH\nViệc của thôn năm 2026\nI. MỤC TIÊU\n- 100% thôn sạch."


def texts(body: str) -> list[str]:
    return [line.text for line in read_word(hostile.document(body)).lines]


@pytest.mark.parametrize(
    "data",
    [
        unicodedata.normalize("NFD", PLAN).encode(),
        PLAN.encode("utf-8-sig"),
        PLAN.encode("utf-16"),
        PLAN.replace("\n", "\r\n").encode(),
        PLAN.replace("\n", "\r").encode(),
        PLAN.replace(" ", "\u00a0").encode(),
        PLAN.replace("\n\n", "\n").encode(),
        PLAN.replace("\n", "\n\n").encode(),
        PLAN.replace("- ", "– ").replace("2026 – 2030", "2026 - 2030").encode(),
    ],
    ids=["NFD", "BOM", "UTF-16", "CRLF", "CR", "nbsp", "tight", "double", "dashes"],
)
def test_any_writing_of_the_same_text_gives_the_same_plan(data: bytes) -> None:
    found = summary(read_document(read_text(data)))
    wanted = summary(read_document(read_text(PLAN.encode())))
    for name in ("sections", "indicators", "tasks", "assignments", "legal_bases", "reporting"):
        assert len(found[name]) == len(wanted[name]), name


def test_lines_wrapped_at_a_margin_are_joined() -> None:
    wrapped = "\n".join(line for text in PLAN.split("\n") for line in _wrap(text))
    found, wanted = (summary(read_document(read_text(t.encode()))) for t in (wrapped, PLAN))
    assert found["indicators"] == wanted["indicators"]
    assert found["tasks"] == wanted["tasks"]


def _wrap(text: str, width: int = 80) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def test_automatic_numbers_of_word_are_resolved() -> None:
    paper = docx.Document()
    for text in ("Mục một", "Mục hai"):
        paper.add_paragraph(text, style="List Number")
    paper.add_paragraph("Gạch đầu dòng", style="List Bullet")
    data = hostile.saved(paper)
    assert [line.text for line in read_word(data).lines] == [
        "1. Mục một",
        "2. Mục hai",
        "• Gạch đầu dòng",
    ]


@pytest.mark.parametrize(
    ("number", "form", "label"),
    [(4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (2, "lowerLetter", "b"),
     (7, "decimal", "7"),
     (7, "decimalZero", "07"), (27, "upperLetter", "AA")],
)  # fmt: skip
def test_a_number_is_written_as_word_writes_it(number: int, form: str, label: str) -> None:
    assert written(number, form) == label


def test_tracked_changes_are_accepted() -> None:
    assert texts(
        "<w:p><w:r><w:t>Trước ngày </w:t></w:r>"
        "<w:del><w:r><w:delText>10/5</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>20/6</w:t></w:r></w:ins></w:p>"
    ) == ["Trước ngày 20/6"]


def test_line_breaks_hidden_text_and_text_boxes_are_minded() -> None:
    box = (
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    assert texts(
        "<w:p><w:r><w:t>Một</w:t><w:br/><w:t>Hai</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>" + box + "</w:p>"
    ) == ["Một", "Hai", "Trong khung"]


def test_a_two_column_head_is_read_column_by_column_and_a_table_row_by_row() -> None:
    paper = docx.Document()
    head = paper.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "XÃ SUỐI LÀNH", "Độc lập - Tự do - Hạnh phúc"
    table = paper.add_table(2, 3)
    for column, text in enumerate(("STT", "Nhiệm vụ", "Chủ trì")):
        table.cell(0, column).text = text
    lines = read_word(hostile.saved(paper)).lines
    assert [line.text for line in lines[:2]] == ["XÃ SUỐI LÀNH", "Độc lập - Tự do - Hạnh phúc"]
    assert lines[2].cells == ("STT", "Nhiệm vụ", "Chủ trì")


def test_a_footnote_stays_out_of_the_sentence_it_interrupts() -> None:
    text = PLAN.replace(
        "Bố trí công chức hỗ trợ người cao tuổi nộp hồ sơ.",
        "Bố trí công chức hỗ trợ người cao\n\n¹ Theo sổ theo dõi năm 2025.\n\ntuổi nộp hồ sơ.",
    )
    reading = read_document(read_text(text.encode()))
    assert "Bố trí công chức hỗ trợ người cao tuổi nộp hồ sơ." in [
        t.text for t in reading.tasks
    ]
    assert [p.kind for p in reading.paragraphs if "sổ theo dõi" in p.text] == ["footnote"]


def test_headers_and_page_numbers_of_a_pdf_are_left_out() -> None:
    works = "".join(f"<p>- Việc {n} được giao cho thôn số {n}.</p>" for n in range(90))
    body = f"{paragraphs(HEAD)}<p>II. NHIỆM VỤ</p>{works}"
    header = "<b style='font-size:9pt;margin-left:40mm'>Bản lưu nội bộ</b>"
    reading = read_plan(print_all([body], header)[0], "plan.pdf")
    assert len(reading.tasks) == 90
    assert {n.why for n in reading.noise} == {"header", "page_number"}
    assert not [p.text for p in reading.paragraphs if "Bản lưu" in p.text]


def test_a_paragraph_may_hold_any_markup() -> None:
    strange = parse_xml(f"<w:p {nsdecls('w')}><w:sdt/><w:hyperlink/></w:p>")
    paper = docx.Document()
    paper.element.body.insert(0, strange)
    paper.add_paragraph("Còn lại")
    assert [line.text for line in read_word(hostile.saved(paper)).lines] == ["Còn lại"]
