"""Point out what a person should look at before the plan is issued."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from service.imports.characters import fold
from service.imports.deadlines import CONDITION
from service.imports.letters import vietnamese
from service.imports.metadata import Metadata
from service.imports.places import Noise, Place
from service.imports.reader.blocks import Block
from service.imports.reader.citations import Cited, cited
from service.imports.reader.slips import slips_in
from service.imports.reading import Anomaly, Indicator

_ANNEX = re.compile(r"\([^()]*(?:phụ lục|biểu)[^()]*\)", re.IGNORECASE)
_OPEN_END = re.compile(r"[^\s.]{2,}(?:\.\.\.|…)")
_DISTRICT = re.compile(r"\b(?:của|cấp|UBND) huyện\b")
_DISTRICTS_END = (2025, 7)
_TWINS = 0.75  # of their words two targets share
_LATEST = 20  # targets with a rare word that are compared with the next


@dataclass(frozen=True)
class _Find:
    kind: str
    block: Block
    start: int
    end: int
    note: str
    suggest: str | None = None
    certain: bool = True


def anomalies_in(
    blocks: list[Block],
    metadata: Metadata,
    indicators: list[Indicator],
    noise: list[Noise],
    *,
    annexed: bool,
) -> list[Anomaly]:
    """Return the oddities of a document, each with its place."""
    finds = [
        *_head(blocks, metadata),
        *_texts(blocks, metadata, annexed=annexed),
        *_citations(blocks),
    ]
    found = [
        Anomaly(
            id=f"AN{number:02d}",
            text=one.block.text[one.start : one.end],
            place=one.block.place(one.start, one.end),
            rule=f"anomalies.{one.kind}",
            confidence=0.9 if one.certain else 0.6,
            kind=one.kind,
            note=one.note,
            certain=one.certain,
            suggest=one.suggest,
        )
        for number, one in enumerate(finds, 1)
    ]
    found.extend(_twins(indicators, len(found)))
    found.extend(_left_out(noise, blocks, len(found)))
    return found


def _head(blocks: list[Block], metadata: Metadata) -> Iterator[_Find]:
    if not blocks:
        return
    if metadata.number.no is None:
        yield _at(blocks, metadata.number.place, "missing_number", "number left blank")
    if metadata.date.day is None:
        yield _at(blocks, metadata.date.place, "missing_date", "date not complete")
    if metadata.signer.name is None:
        yield _at(
            blocks, metadata.signer.place, "missing_signer", "no name under the signature"
        )


def _at(blocks: list[Block], place: Place | None, kind: str, note: str) -> _Find:
    if place is None:
        return _Find(kind, blocks[0], 0, min(len(blocks[0].text), 60), note)
    block = next((b for b in blocks if b.number == place.paragraph), blocks[0])
    return _Find(kind, block, place.start, place.end, note)


def _texts(blocks: list[Block], metadata: Metadata, *, annexed: bool) -> Iterator[_Find]:
    late = ((metadata.date.year or 0), (metadata.date.month or 0)) >= _DISTRICTS_END
    for block in blocks:
        for start, end, right in slips_in(block.text):
            yield _Find("ocr_noise", block, start, end, "suspected misreading", right)
        yield from _patterns(block, annexed=annexed, late=late)
        yield from _names(block, metadata)
        if len(block.starts) > 1 and block.tags:
            yield _Find(
                "page_break_in_sentence",
                block,
                0,
                min(60, len(block.text)),
                "joined over a page",
            )


def _patterns(block: Block, *, annexed: bool, late: bool) -> Iterator[_Find]:
    annex = _ANNEX.search(block.text)
    if annex and not annexed and block.kind != "annex":
        yield _Find(
            "absent_appendix",
            block,
            annex.start(),
            annex.end(),
            "an appendix is announced and not in the file",
        )
    for pattern, kind, note in (
        (_OPEN_END, "open_ended", "a list is left open"),
        (CONDITION, "conditional_task", "starts only after guidance from above"),
    ):
        found = pattern.search(block.text)
        if found:
            yield _Find(kind, block, found.start(), found.end(), note)
    district = _DISTRICT.search(block.text) if late else None
    if district:
        yield _Find(
            "stale_reference",
            block,
            district.start(),
            district.end(),
            "the district level ended on 1 July 2025",
        )


def _names(block: Block, metadata: Metadata) -> Iterator[_Find]:
    place = metadata.place.text or ""
    words = place.split()
    if len(words) < 2:
        return
    size = len(words)
    own = fold(place)
    for found in vietnamese(
        rf"(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu)\s+((?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+\s?){{{size}}})"
    ).finditer(block.text):
        printed = found[1].strip()
        if (printed != place and fold(printed) != own and _alike(fold(printed), own)) or (
            printed != place and fold(printed) == own
        ):
            yield _Find(
                "inconsistent_name",
                block,
                found.start(1),
                found.start(1) + len(printed),
                "another spelling of the name",
                place,
            )


def _alike(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    return len(a) == len(b) and sum(x[:1] == y[:1] for x, y in zip(a, b, strict=True)) == len(a)


def _citations(blocks: list[Block]) -> Iterator[_Find]:
    seen: dict[str, str] = {}
    for block in blocks:
        for one in cited(block.text):
            if one.date and not _exists(one):
                yield _Find(
                    "impossible_date",
                    block,
                    one.start,
                    one.head_end,
                    "no such day",
                    certain=True,
                )
            known = seen.setdefault(one.number, one.date or "")
            if one.date and known and known != one.date:
                yield _Find(
                    "inconsistent_citation",
                    block,
                    one.start,
                    one.head_end,
                    f"elsewhere dated {known}",
                    certain=False,
                )
            seen[one.number] = known or one.date or ""


def _exists(one: Cited) -> bool:
    try:
        year, month, day = (int(p) for p in (one.date or "").split("-"))
        return date(year, month, day).year in range(1945, 2101)
    except ValueError:
        return False


def _twins(indicators: list[Indicator], number: int) -> Iterator[Anomaly]:
    measured = [one for one in indicators if one.value is not None]
    for at, earlier in _alike_targets(measured):
        one, other = measured[at], measured[earlier]
        number += 1
        kind = "duplicate_target" if other.value == one.value else "contradiction"
        yield Anomaly(
            id=f"AN{number:02d}",
            text=one.text,
            place=one.place,
            rule=f"anomalies.{kind}",
            confidence=0.7,
            kind=kind,
            note=f"compare {other.id}: {other.text[:120]}",
            certain=False,
        )


def _alike_targets(targets: list[Indicator]) -> Iterator[tuple[int, int]]:
    """Yield each target with the first before it of its stage that shares most words with it.

    Two that share so much share one of their rarest words, so only the latest that do are
    compared: the time grows with the length of the plan and not with its square.
    """
    words = [frozenset(re.findall(r"[^\W\d]+", one.text.lower())) for one in targets]
    often = Counter(word for one in words for word in one)
    rare: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_LATEST))
    for at, own in enumerate(words):
        ranked = sorted(own, key=lambda word: (often[word], word))
        first = ranked[: len(own) - ceil(_TWINS * len(own)) + 1]
        before = sorted({earlier for word in first for earlier in rare[word]})
        same = (e for e in before if targets[e].phase == targets[at].phase)
        found = next((e for e in same if _most(own, words[e])), None)
        if found is not None:
            yield at, found
        for word in first:
            rare[word].append(at)


def _most(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _TWINS * len(one | other)


def _left_out(noise: list[Noise], blocks: list[Block], number: int) -> Iterator[Anomaly]:
    for one in noise:
        if one.why in {"url", "page_number"} and blocks:
            number += 1
            place = Place(
                first_line=one.line, last_line=one.line, paragraph=0, start=0, end=len(one.text)
            )
            yield Anomaly(
                id=f"AN{number:02d}",
                text=one.text,
                place=place,
                rule=f"anomalies.{one.why}",
                confidence=0.9,
                kind=f"{one.why}_in_text",
                note="left out of the text",
            )
