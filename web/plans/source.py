"""The source text beside a record: its paragraph and the neighbours, sentences marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.plan_items import Front, Item
from service.imports.places import Paragraph

BEFORE, AFTER = 3, 5  # paragraphs shown around the marked sentence
OUTSIDE = {"letterhead", "signature", "recipient"}
MARKED = 0  # no record has this number


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; `item_id` when a record was found there."""

    text: str
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as it is shown: its kind and its pieces."""

    kind: str
    page: int | None
    pieces: tuple[Piece, ...]


def around(item: Item, paragraphs: Iterable[Paragraph], items: Iterable[Item]) -> list[Shown]:
    """Give the paragraphs around a record; nothing for a record that a person added."""
    if item.place is None:
        return []
    at = item.place.paragraph
    others = [other for other in items if other.item_id != item.item_id and other.place]
    near = [p for p in paragraphs if at - BEFORE <= p.number <= at + AFTER]
    return [Shown(p.kind, p.page, pieces(p, [item, *others])) for p in near]


def pieces(paragraph: Paragraph, items: Iterable[Item]) -> tuple[Piece, ...]:
    """Cut a paragraph at the records in it; of two that overlap the earlier listed one wins."""
    cut: list[Piece] = []
    at = 0
    for start, end, item_id in sorted(_spans(paragraph, items)):
        cut.append(Piece(paragraph.text[at:start]))
        cut.append(Piece(paragraph.text[start:end], item_id))
        at = end
    cut.append(Piece(paragraph.text[at:]))
    return tuple(piece for piece in cut if piece.text)


def _spans(paragraph: Paragraph, items: Iterable[Item]) -> list[tuple[int, int, int]]:
    taken: list[tuple[int, int, int]] = []
    for item in items:
        place = item.place
        if place is None or place.paragraph != paragraph.number or place.start >= place.end:
            continue
        if all(place.end <= start or end <= place.start for start, end, _ in taken):
            taken.append((place.start, min(place.end, len(paragraph.text)), item.item_id))
    return taken


def head_and_foot(paragraphs: Iterable[Paragraph], front: Front) -> list[Shown]:
    """Give what stands before the first section and after the last, known facts marked."""
    facts = [front.title, front.issuer, front.symbol, front.signer, front.supersedes]
    known = [fact.lower() for fact in (*facts, *front.legal_bases, *front.recipients) if fact]
    return [
        Shown(p.kind, p.page, _known(p.text, known))
        for p in paragraphs
        if not p.section or p.kind in OUTSIDE
    ]


def _known(text: str, facts: Iterable[str]) -> tuple[Piece, ...]:
    """Mark the longest fact that a paragraph prints, whatever its letters' size."""
    printed = [fact for fact in facts if fact in text.lower()]
    if not printed:
        return (Piece(text),)
    fact = max(printed, key=len)
    at = text.lower().index(fact)
    end = at + len(fact)
    cut = (Piece(text[:at]), Piece(text[at:end], MARKED), Piece(text[end:]))
    return tuple(piece for piece in cut if piece.text)
