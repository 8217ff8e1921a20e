"""Hostile, broken and mistaken files: each is refused by its own name."""

from collections.abc import Callable, Mapping

import pytest

from service.bench import papers
from service.imports import refusals
from service.imports.guard import LIMIT, check
from service.imports.importer import read_plan
from tests.imports import hostile
from tests.imports import hostile_sheets as sheets
from tests.imports.rendering import as_docx, sample

PLAN = sample("commune")

REFUSED: tuple[
    tuple[str, Callable[[], bytes], str, type[refusals.UnreadableFileError]], ...
] = (
    ("no byte", bytes, "plan.docx", refusals.EmptyFileError),
    ("only blanks", lambda: b" \n\r\n\t", "plan.txt", refusals.EmptyFileError),
    ("200 MB", lambda: b"a" * (200 * 1024 * 1024), "plan.txt", refusals.FileTooLargeError),
    (
        "a picture",
        lambda: b"\x89PNG\r\n\x1a\n" + bytes(90),
        "plan.png",
        refusals.UnknownKindError,
    ),
    ("bytes", lambda: bytes(range(256)) * 9, "plan.txt", refusals.UnknownKindError),
    (
        "a zip",
        hostile.other_zip,
        "p.docx",
        refusals.UnknownKindError,
    ),
    ("Word named PDF", hostile.word, "plan.pdf", refusals.WrongExtensionError),
    ("text named Word", PLAN.encode, "plan.docx", refusals.WrongExtensionError),
    (
        "old Word",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "p.doc",
        refusals.OldWordFileError,
    ),
    ("locked Word", hostile.locked_word, "plan.docx", refusals.EncryptedFileError),
    ("zip bomb", hostile.zip_bomb, "plan.docx", refusals.BombError),
    ("declared 4 GB", hostile.declared_huge, "plan.docx", refusals.BombError),
    (
        "archive in it",
        lambda: hostile.with_part("word/a.zip", b"PK"),
        "p.docx",
        refusals.BombError,
    ),
    ("entities", hostile.entities, "plan.docx", refusals.ForbiddenMarkupError),
    ("deep nesting", hostile.deep, "plan.docx", refusals.BombError),
    ("100,000 cells", hostile.many_cells, "plan.docx", refusals.BombError),
    ("a macro", hostile.macro, "plan.docx", refusals.MacroFileError),
    ("a macro file", hostile.word, "plan.docm", refusals.MacroFileError),
    ("cut-off Word", lambda: as_docx(PLAN)[:9000], "plan.docx", refusals.BrokenFileError),
    ("locked PDF", hostile.locked_pdf, "plan.pdf", refusals.EncryptedFileError),
    ("PDF with a script", hostile.script_pdf, "plan.pdf", refusals.MacroFileError),
    ("PDF head only", lambda: b"%PDF-1.7\n%%EOF", "plan.pdf", refusals.BrokenFileError),
    (
        "a font that says no letter",
        lambda: papers.as_pdf(2).replace(b"/ToUnicode", b"/NoUnicode"),
        "plan.pdf",
        refusals.GarbledTextError,
    ),
    ("broken recognition", hostile.garbled_pdf, "plan.pdf", refusals.GarbledTextError),
    ("old Excel", sheets.old_excel, "p.xls", refusals.OldSheetFileError),
    ("Excel named Word", sheets.plain, "p.docx", refusals.WrongExtensionError),
    ("Excel zip bomb", sheets.zip_bomb, "p.xlsx", refusals.BombError),
    ("Excel entities", sheets.entities, "p.xlsx", refusals.ForbiddenMarkupError),
    ("Excel 100,000 cells", sheets.many_cells, "p.xlsx", refusals.BombError),
    ("Excel macro", sheets.macro, "p.xlsx", refusals.MacroFileError),
    ("Excel macro file", sheets.plain, "p.xlsm", refusals.MacroFileError),
    ("Excel last row", sheets.far_row, "p.xlsx", refusals.EmptyFileError),
    ("cut-off Excel", lambda: sheets.plain()[:4000], "p.xlsx", refusals.BrokenFileError),
    ("30,000 rows of text", sheets.row_bomb, "p.csv", refusals.BombError),
    ("200,000 cells in a row", sheets.wide_row, "p.csv", refusals.BombError),
    ("a quotation without end", sheets.open_quote, "p.csv", refusals.BrokenFileError),
    ("a table without words", lambda: b";;;\n;;;\n", "p.csv", refusals.EmptyFileError),
    (
        "Latin-1 as text",
        lambda: b"K\xe9 ho\xe1ch " * 20,
        "p.txt",
        refusals.GarbledTextError,
    ),
)


@pytest.mark.parametrize(
    ("make", "name", "refusal"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_a_file_that_must_not_be_read_is_refused_by_name(
    make: Callable[[], bytes], name: str, refusal: type[refusals.UnreadableFileError]
) -> None:
    with pytest.raises(refusal):
        read_plan(make(), name)


def test_a_scan_without_text_is_refused_with_its_pages(pdfs: Mapping[str, bytes]) -> None:
    with pytest.raises(refusals.ScanWithoutTextError) as caught:
        read_plan(pdfs["picture"], "scan.pdf")
    assert caught.value.pages == 1


def test_a_pdf_cut_in_the_middle_is_refused(pdfs: Mapping[str, bytes]) -> None:
    with pytest.raises(refusals.UnreadableFileError):
        read_plan(pdfs["commune"][:20_000], "plan.pdf")


def test_a_refusal_names_size_and_limit() -> None:
    with pytest.raises(refusals.FileTooLargeError) as caught:
        check(b"a" * (LIMIT + 1), "plan.txt")
    assert (caught.value.size, caught.value.limit) == (LIMIT + 1, LIMIT)


def test_a_template_on_another_machine_is_never_fetched() -> None:
    far = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    )
    far += (
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    )
    far += b'relationships/attachedTemplate" Target="http://203.0.113.9/a.dotm" '
    far += b'TargetMode="External"/></Relationships>'
    data = hostile.with_part("word/_rels/settings.xml.rels", far, honest=as_docx(PLAN))
    assert read_plan(data, "plan.docx").tasks


def test_a_merged_cell_over_a_whole_sheet_costs_nothing() -> None:
    with pytest.raises(refusals.NotAPlanError):
        read_plan(sheets.endless_merge(), "plan.xlsx")


def test_formulas_are_read_as_last_shown_and_links_are_never_followed() -> None:
    tasks = read_plan(sheets.linked(), "plan.xlsx").tasks
    assert [t.text for t in tasks] == ["Dán sơ đồ đường đi", "Kê lại bàn tiếp dân"]
