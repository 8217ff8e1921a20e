"""Real papers measured: the letters in the Word file, the places on the page as it is drawn."""

import io
from collections.abc import Iterator

import docx
import pytest

from service.papers.looks import FONT
from tests.papers import prescribed
from tests.papers.measuring import (
    Drawn,
    in_word,
    ink,
    needs_office,
    packed,
    pages_of,
    times_metric,
)
from tests.papers.prescribed import EDGES, FIRST_LINE, LINES, Letters
from tests.papers.samples import BODY, SUBJECT, party_report, state_report

PAPERS = {"State": state_report(), "Party": party_report()}
LETTERS = [
    *(("State", one) for one in prescribed.STATE),
    *(("Party", one) for one in prescribed.PARTY),
]
NAMES = [f"{kind}: {one.part}" for kind, one in LETTERS]
SLACK = 0.5  # millimetres
both = pytest.mark.parametrize("kind", PAPERS)
Row = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def table() -> Iterator[list[Row]]:
    """What is measured, printed when all is measured."""
    rows: list[Row] = []
    yield rows
    for kind, part, wanted, found in sorted(rows):
        print(f"| {kind} | {part} | {wanted} | {found} |")  # noqa: T201 - the table asked for


@pytest.mark.parametrize(("kind", "one"), LETTERS, ids=NAMES)
def test_the_letters_are_those_of_the_table(kind: str, one: Letters, table: list[Row]) -> None:
    seen = in_word(PAPERS[kind])[one.words]
    _note(table, kind, f"{one.part} (cỡ chữ)", (one.least, one.most), seen.size, "pt")
    assert (seen.bold, seen.italic) == (one.bold, one.italic)


@both
def test_the_word_file_has_the_page_of_the_table(kind: str, table: list[Row]) -> None:
    paper = docx.Document(io.BytesIO(PAPERS[kind]))
    assert paper.styles["Normal"].font.name == FONT == "Times New Roman"
    turned = [round((section.page_width or 0) / 36_000) for section in paper.sections]
    assert turned == [210, 297, 210]
    for section in paper.sections:
        for edge, wanted in EDGES[kind].items():
            found = getattr(section, f"{edge}_margin").mm
            _note(table, kind, f"Lề {edge} (Word)", wanted, found, "mm")
        assert section.different_first_page_header_footer
    starts = [
        section._sectPr.xml.count('w:pgNumType w:start="1"') for section in paper.sections
    ]
    assert starts == [0, 1, 1]


@needs_office
@both
def test_the_drawn_page_keeps_its_edges(kind: str, table: list[Row]) -> None:
    pages = pages_of(PAPERS[kind])
    second = [one for one in pages[1].lines if one.words != "2"]
    sizes = {(round(page.width), round(page.height)) for page in pages}
    assert sizes == {(210, 297), (297, 210)}
    found = {
        "left": min(one.left for one in second),
        "right": pages[1].width - max(one.right for one in second),
    }
    colours = {str(one) for page in pages for line in page.lines for one in line.colours}
    assert colours <= {"(0,)", "(0.0,)", "(0, 0, 0)", "(0.0, 0.0, 0.0)", "None"}
    for edge, place in found.items():
        _note(table, kind, f"Lề {edge} (trang in)", EDGES[kind][edge], place, "mm")
    if not times_metric(PAPERS[kind]):
        return  # taller letters reach above their line
    least = [EDGES[kind][edge][0] for edge in ("left", "top", "right", "bottom")]
    first = ink(PAPERS[kind], 0)
    assert all(edge > wanted - SLACK for edge, wanted in zip(first, least, strict=True)), first
    annex = ink(PAPERS[kind], _annexes(pages)[0])
    assert all(edge > wanted - SLACK for edge, wanted in zip(annex, least, strict=True)), annex


@needs_office
@both
def test_paragraphs_stand_as_prescribed(kind: str, table: list[Row]) -> None:
    first, second = [
        one
        for page in pages_of(PAPERS[kind])
        for one in page.lines
        if one.words in packed(BODY * 3) and len(one.words) > 40
    ][:2]
    indent = first.left - second.left
    _note(table, kind, "Lùi đầu dòng", FIRST_LINE[kind], indent, "mm")
    step = (second.base - first.base) / (25.4 / 72) / first.seen.size
    single = 1.15 if kind == "State" else 1  # a single line of Times is 1.15 of its letters
    _note(table, kind, "Giãn dòng", LINES[kind], step / single, "lần")


@needs_office
@both
def test_the_page_number_stands_in_the_upper_edge_from_the_second_page(
    kind: str, table: list[Row]
) -> None:
    pages = pages_of(PAPERS[kind])
    assert not [one for one in pages[0].lines if one.words == "1"]
    number = pages[1].lines[0]
    assert number.words == "2"
    middle = (number.left + number.right) / 2
    _note(table, kind, "Số trang: giữa trang", (105, 112.5), middle, "mm")
    _note(table, kind, "Số trang: trong lề trên", (0, 20), number.base, "mm")
    _note(table, kind, "Số trang: cỡ chữ", (13, 14), number.seen.size, "pt")


@needs_office
@both
def test_each_annex_begins_its_own_page_and_count(kind: str) -> None:
    pages = pages_of(PAPERS[kind])
    one, two = _annexes(pages)
    assert (round(pages[one].width), round(pages[two].width)) == (297, 210)
    assert two == one + 2  # forty rows take two pages, the second of which is page 2
    assert pages[one].lines[0].words == packed("Phụ lục I")
    assert pages[one + 1].lines[0].words == "2"
    assert packed("Chỉ tiêu") in pages[one + 1].lines[1].words + pages[one + 1].lines[2].words
    assert pages[two].lines[2].words.startswith(packed("(Kèm theo Báo cáo số"))


@needs_office
@both
def test_the_head_stands_in_two_columns_with_rules(kind: str, table: list[Row]) -> None:
    if not times_metric(PAPERS[kind]):
        pytest.skip("no letters as wide as Times are installed")
    page = pages_of(PAPERS[kind])[0]
    party = kind == "Party"
    number = page.line("Số 05-BC/ĐU" if party else "Số: 05/BC-UBND")
    day = page.line("Suối Ngàn, ngày 05 tháng 02 năm 2026")
    _note(table, kind, "Số và ngày cùng một dòng", (0, 0.3), abs(number.base - day.base), "mm")
    assert number.right < day.left
    for words, least, most in _ruled(party=party):
        over = page.line(words)
        left, right, _ = next(
            rule
            for rule in sorted(page.rules, key=lambda r: r[2])
            if rule[2] > over.base - 1
            and over.left - 1 <= rule[0]
            and rule[1] <= over.right + 1
        )
        share = (right - left) / (over.right - over.left)
        _note(table, kind, f"Kẻ dưới “{words[:24]}”", (least, most), share, "lần chữ")
        assert abs((left + right) / 2 - (over.left + over.right) / 2) < 1


def _ruled(*, party: bool) -> list[tuple[str, float, float]]:
    if party:
        return [("ĐẢNG CỘNG SẢN VIỆT NAM", 0.95, 1.05)]
    return [
        ("Độc lập - Tự do - Hạnh phúc", 0.95, 1.05),
        ("UBND XÃ SUỐI NGÀN", 1 / 3, 1 / 2),
        (SUBJECT, 1 / 3, 1 / 2),
    ]


def _annexes(pages: list[Drawn]) -> list[int]:
    return [
        n for n, page in enumerate(pages) if page.lines[0].words.startswith(packed("Phụ lục"))
    ]


def _note(
    table: list[Row], kind: str, part: str, wanted: tuple[float, float], found: float, unit: str
) -> None:
    least, most = wanted
    said = f"{least:g}" if least == most else f"{least:.3g}–{most:.3g}"
    table.append((kind, part, f"{said} {unit}", f"{found:.2f} {unit}"))
    slack = SLACK if unit == "mm" else 0.005
    assert least - slack <= found <= most + slack, (part, wanted, found)
