"""Find the years a plan covers: in its own words, never in those of a cited document."""

import re
from collections import Counter

from service.imports.metadata import Period, PrintedDate
from service.imports.reader.blocks import Block
from service.imports.reader.citations import cited

_RANGE = re.compile(
    r"(?:trong )?(?:giai đoạn|thời kỳ|nhiệm kỳ)\s+(20\d\d)\s*[-–]\s*(20\d\d)", re.IGNORECASE
)
_HALF = re.compile(r"6 tháng (đầu|cuối) năm (20\d\d)", re.IGNORECASE)
_QUARTER_AND = re.compile(r"quý (?:I{1,3}|IV|[1-4])(?: và|,) *$", re.IGNORECASE)
_QUARTER = re.compile(r"quý (I{1,3}|IV|[1-4])(?: năm |/)(20\d\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?:trong )?năm (20\d\d)(?!\s*[-–]\s*20)", re.IGNORECASE)
_SINGLE_TO = re.compile(r"đến (?:hết )?năm (20\d\d)", re.IGNORECASE)


def period_in(title: list[Block], rest: list[Block], date: PrintedDate) -> Period:
    """Return the period of the plan; the title decides unless it only cites others."""
    for block in title:
        found = _in(_own(block.text), block, "title")
        if found:
            return found
    issued = date.year or 0
    votes: Counter[tuple[int, int]] = Counter()
    seen: dict[tuple[int, int], Period] = {}
    for block in rest:
        for match in _RANGE.finditer(block.text):
            key = (int(match[1]), int(match[2]))
            if not issued or key[0] <= issued <= key[1]:
                own = _RANGE.search(_own(block.text)) is not None
                votes[key] += 3 if own and "trong giai" in match[0].lower() else 1
                seen.setdefault(key, _range(match, block, "body"))
    if votes:
        return seen[max(votes, key=lambda k: votes[k])]
    return _cited_stage(title, issued) or _fallback(rest, issued)


def _cited_stage(title: list[Block], issued: int) -> Period | None:
    """Return the stage of what the title cites, when the plan was issued within it."""
    for block in title:
        for match in _RANGE.finditer(block.text):
            if int(match[1]) <= issued <= int(match[2]):
                return _range(match, block, "title")
    return None


def _own(text: str) -> str:
    found = cited(text)
    return text[: found[0].start] if found else text


def _in(text: str, block: Block, source: str) -> Period | None:
    half = _HALF.search(text)
    if half and not _QUARTER_AND.search(text[: half.start()]):
        year = int(half[2])
        part = "H1" if half[1].lower() == "đầu" else "H2"
        return Period(
            start_year=year,
            end_year=year,
            half=part,
            printed=half[0],
            source=source,
            place=block.place(half.start(), half.end()),
        )
    stage = _RANGE.search(text)
    if stage:
        return _range(stage, block, source)
    year_found = _YEAR.search(text) or _SINGLE_TO.search(text)
    if year_found:
        year = int(year_found[1])
        return Period(
            start_year=year,
            end_year=year,
            printed=year_found[0],
            source=source,
            place=block.place(year_found.start(), year_found.end()),
        )
    return None


def _range(match: re.Match[str], block: Block, source: str) -> Period:
    return Period(
        start_year=int(match[1]),
        end_year=int(match[2]),
        printed=match[0],
        source=source,
        place=block.place(match.start(), match.end()),
    )


def _fallback(rest: list[Block], issued: int) -> Period:
    for block in rest:
        found = _YEAR.search(_own(block.text))
        if found and (not issued or int(found[1]) >= issued):
            year = int(found[1])
            return Period(
                start_year=year,
                end_year=year,
                printed=found[0],
                source="body",
                place=block.place(found.start(), found.end()),
            )
    return Period(start_year=issued, end_year=issued, printed="", source="body")
