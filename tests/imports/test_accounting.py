"""Arbitrary text never crashes the reader, and no line of it is ever lost."""

import csv
import io
import random
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from service.imports.characters import tidy
from service.imports.document import Document
from service.imports.importer import read_plan
from service.imports.reader.compose import read_document
from service.imports.reading import Reading
from service.imports.refusals import UnreadableFileError
from service.imports.sources.commas import read_commas
from service.imports.sources.sheet import read_sheet
from service.imports.sources.text import read_text
from tests.imports import workbooks
from tests.imports.rendering import sample

PLAN = sample("commune")
HEADED = [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Dán sơ đồ chỉ đường", "Phòng Kinh tế"]]
PIECES = st.sampled_from(
    [
        "KẾ HOẠCH", "I. MỤC TIÊU", "II. NHIỆM VỤ", "IV. TỔ CHỨC THỰC HIỆN", "1. Phòng Kinh tế",
        "- 100% hồ sơ được trả đúng hẹn;", "a) Giai đoạn 2026-2027", "Nơi nhận:", "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN", "Căn cứ Kế hoạch số 5/KH-UBND ngày 31/02/3026 của UBND tỉnh;",
        "+ giảm 5% (", "Đến năm 2030:", "7", "https://example.org/a", "PHỤ LỤC I",
        "Phần thứ hai",
        "¹ Theo báo cáo quý I", "*", "- - -", "1.1.1. Đơn vị chủ trì: Trạm Y tế", "😀 & <b>",
    ]
)  # fmt: skip
LINES = st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=40)
QUIET = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def reading_of(document: Document) -> Reading | None:
    try:
        return read_document(document)
    except UnreadableFileError:
        return None


def lost(document: Document, reading: Reading) -> list[str]:
    """List the lines that are neither in a paragraph nor kept as noise."""
    kept: set[int] = {n.line for n in reading.noise}
    for paragraph in reading.paragraphs:
        kept |= set(range(paragraph.first_line, paragraph.last_line + 1))
    return [line.text for line in document.lines if line.number not in kept]


@QUIET
@given(LINES)
def test_no_line_is_lost_and_nothing_crashes(lines: list[str]) -> None:
    document = read_text("\n".join([*PLAN.splitlines(), *lines]).encode("utf-8", "replace"))
    reading = reading_of(document)
    assert reading is not None
    assert not lost(document, reading)


@QUIET
@given(LINES)
def test_arbitrary_lines_are_read_or_refused(lines: list[str]) -> None:
    document = read_text("\n".join(lines).encode("utf-8", "replace"))
    reading = reading_of(document)
    assert reading is None or not lost(document, reading)


@QUIET
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.xlsx", "a.csv", "a"]),
)
def test_arbitrary_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(UnreadableFileError):
        read_plan(data, name)


CELLS = st.lists(
    st.lists(st.one_of(PIECES, st.text(max_size=30)), min_size=1, max_size=7), max_size=12
)


@QUIET
@given(CELLS, st.sampled_from([",", ";", "\t"]))
def test_arbitrary_rows_of_text_are_read_or_refused(rows: list[list[str]], sign: str) -> None:
    kept = io.StringIO()
    csv.writer(kept, delimiter=sign).writerows([*HEADED, *rows])
    document = read_commas(kept.getvalue().encode("utf-8", "replace"))
    reading = reading_of(document)
    assert reading is not None
    assert not lost(document, reading)


@settings(QUIET, max_examples=20)
@given(CELLS)
@example([["KẾ HOẠCH"] * 4 + ["II. NHIỆM VỤ", "IV. TỔ CHỨC THỰC HIỆN"]])
def test_arbitrary_cells_of_a_workbook_are_read_or_refused(rows: list[list[str]]) -> None:
    def fill(_book: object, sheet: Any) -> None:
        for at, row in enumerate([*HEADED, *rows]):
            for column, words in enumerate(row):
                sheet.write_string(at, column, words)

    document = read_sheet(workbooks.workbook(fill))
    reading = reading_of(document)
    assert reading is not None
    assert not lost(document, reading)


def test_all_words_of_a_plan_are_in_its_paragraphs() -> None:
    document = read_text(PLAN.encode())
    reading = read_document(document)
    said = " ".join(p.text for p in reading.paragraphs)
    assert [t for raw in PLAN.splitlines() if (t := tidy(raw)) and t not in said] == []


@pytest.mark.parametrize("word", ["a", "Phòng ", "100% ", "( ", "tổng kết ", "năm 2026 ", "; "])
def test_a_line_without_end_takes_no_endless_time(word: str) -> None:
    text = PLAN.replace("I. MỤC ĐÍCH", word * (20_000 // len(word)) + "\n\nI. MỤC ĐÍCH")
    started = time.process_time()
    read_document(read_text(text.encode()))
    assert time.process_time() - started < 10


def unlike_targets(count: int, seed: int = 0) -> bytes:
    """A plan of so many targets of which no two say the same, from few words."""
    chance = random.Random(seed)  # noqa: S311  # the same plan on every run
    words = [a + b for a in "bcdghlmnrstvx" for b in ("an", "om", "iu", "ac", "et", "up")]
    goals = [
        f"- Tỷ lệ {' '.join(chance.sample(words, 9))} đạt {50 + n % 50}%." for n in range(count)
    ]
    head, foot = "KẾ HOẠCH\nViệc năm 2026\nI. MỤC TIÊU", "II. NHIỆM VỤ\n- Làm việc này cho tốt."
    return "\n".join([head, *goals, foot]).encode()


def seconds(data: bytes) -> float:
    started = time.process_time()
    read_plan(data, "plan.txt")
    return time.process_time() - started


def test_ten_times_the_targets_take_about_ten_times_as_long() -> None:
    """Ten small plans are as much text, so a slow machine is slow for both."""
    tenths, large = [unlike_targets(400, n) for n in range(10)], unlike_targets(4_000)
    assert any(seconds(large) < 1.2 * sum(map(seconds, tenths)) for _ in range(5))
