"""Fold the spellings of every unit that a document names."""

import re
from collections.abc import Iterable

from service.imports.characters import fold, same_tone
from service.imports.letters import vietnamese
from service.imports.metadata import Fact
from service.imports.reader.blocks import Block
from service.imports.reader.names import canonical, unit_kind
from service.imports.reading import Assignment, Unit, Variant

_NAMED = vietnamese(
    r"\b(?:Phòng (?:Văn hóa|Văn hoá|Kinh tế|kinh tế|Nội vụ|Tư pháp)(?:\s*[-–]\s*[Xx]ã hội|"
    r"\s*,\s*Hạ tầng và Đô thị)?|Văn phòng (?:HĐND|Hội đồng nhân dân)\s*(?:và|-|–)\s*(?:UBND|"
    r"Ủy "
    r"ban nhân dân)(?: xã| phường)?|"
    r"Trung tâm [Pp]hục vụ hành chính(?: công)?|Trung tâm (?:[Cc]ung ứng )?[Dd]ịch vụ tổng hợp|"
    r"Trạm [Yy] tế(?: xã| phường)?|Công an (?:xã|phường)|"
    r"UBND (?:tỉnh|xã|phường)(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ]+){0,3}|Sở "
    r"[A-ZĐÀ-Ỹ][a-zà-ỹđ]+(?:\s+[a-zà-ỹđA-ZĐÀ-Ỹ]+)?|Ủy ban Mặt trận Tổ quốc Việt Nam|Đảng ủy "
    r"(?:xã|phường|UBND tỉnh)|Tỉnh ủy|"
    r"Ủy ban Kiểm tra(?: Đảng ủy)?|Ban Chấp hành Đảng bộ tỉnh)"
)


_Table = dict[str, tuple[str, dict[str, set[int]]]]


def units_in(
    blocks: list[Block], assignments: list[Assignment], recipients: Iterable[Fact]
) -> list[Unit]:
    """Return each unit once, with all printed spellings and their lines."""
    table: _Table = {}
    for assignment in assignments:
        for name in assignment.units:
            _note(table, name, name, assignment.place.first_line)
    for block in blocks:
        _scan(table, block)
    for fact in recipients:
        if fact.text and fact.place:
            _note(table, canonical(fact.text), fact.text, fact.place.first_line)
    return [_unit(i, name, printed) for i, (name, printed) in enumerate(table.values(), 1)]


def _scan(table: _Table, block: Block) -> None:
    for found in _NAMED.finditer(block.text):
        _note(table, canonical(found[0]), found[0], block.line_at(found.start()))
    if block.kind in {"heading", "run_in"}:
        title = fold(same_tone(block.text))
        for key, (name, printed) in table.items():
            if key in title:
                printed.setdefault(name, set()).add(block.line_at(0))


def _note(table: _Table, name: str, printed: str, line: int) -> None:
    key = fold(same_tone(name))
    table.setdefault(key, (name, {}))[1].setdefault(printed, set()).add(line)


def _unit(number: int, name: str, printed: dict[str, set[int]]) -> Unit:
    plain = fold(name)
    level = (
        "province"
        if re.search(r"tinh|^so ", plain)
        else "external"
        if "doanh nghiep" in plain
        else "commune"
    )
    return Unit(
        id=f"U{number:02d}",
        canonical=name,
        kind=unit_kind(name),
        level=level,
        variants=tuple(
            Variant(printed=p, lines=tuple(sorted(lines))) for p, lines in printed.items()
        ),
    )
