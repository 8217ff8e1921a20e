"""Which spellings a person is asked about: each once, with every place that has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from events.plans import Plan
from service.imports.drafts import Source
from service.imports.places import Paragraph
from service.imports.reading import Anomaly
from service.plans.spelling import says

ASKED = ("inconsistent_name", "ocr_noise")
BESIDE = 40  # characters that are shown before and after the words


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in the document: the words, and what stands around them."""

    page: int | None
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """Printed words, what the reader offers instead, where they stand, and in how many records.

    The variants of one name are one question; each misread word is one.
    """

    kind: str
    printed: tuple[str, ...]
    offered: str
    spots: tuple[Spot, ...]
    records: tuple[int, ...]


def questions(plan: Plan, source: Source) -> list[Question]:
    """List what was not answered yet and stands in the draft, in the document's order."""
    groups: dict[tuple[str, ...], list[Anomaly]] = {}
    for one in source.anomalies:
        if one.kind in ASKED and one.suggest and one.text not in plan.settled:
            name = one.kind == ASKED[0]
            key = (one.kind, one.suggest) if name else (one.kind, one.suggest, one.text)
            groups.setdefault(key, []).append(one)
    texts = {paragraph.number: paragraph for paragraph in source.paragraphs}
    asked = (_question(found, plan, texts) for found in groups.values())
    return [one for one in asked if one.records or _in_front(plan, one.printed)]


def _question(found: list[Anomaly], plan: Plan, texts: Mapping[int, Paragraph]) -> Question:
    printed = tuple(dict.fromkeys(one.text for one in found))
    items = (i for i in plan.items.values() if i.state != "dropped")
    return Question(
        kind=found[0].kind,
        printed=printed,
        offered=found[0].suggest or "",
        spots=tuple(_spots(found, texts)),
        records=tuple(item.item_id for item in items if says(item.text, printed)),
    )


def _spots(found: Iterable[Anomaly], texts: Mapping[int, Paragraph]) -> Iterable[Spot]:
    for one in found:
        paragraph = texts.get(one.place.paragraph)
        if paragraph is not None:
            start, end = one.place.start, one.place.end
            text = paragraph.text
            before, after = text[max(0, start - BESIDE) : start], text[end : end + BESIDE]
            yield Spot(paragraph.page, before, text[start:end], after)


def _in_front(plan: Plan, printed: tuple[str, ...]) -> bool:
    front = plan.front
    return any(says(text, printed) for text in (front.title, front.issuer, front.place))
