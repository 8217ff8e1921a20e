"""Plans in many shapes, written for these tests, with what must be found in them."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from service.imports.importer import read_plan
from service.imports.reading import Reading
from tests.imports.rendering import SAMPLES, as_docx, sample

NAMES = sorted(path.stem for path in SAMPLES.glob("*.json"))


def summary(reading: Reading) -> dict[str, Any]:
    """Say in short what was read, without line numbers, which differ by kind of file."""
    m = reading.metadata
    day = [m.date.year, m.date.month, m.date.day]
    return {
        "issuer": [m.issuer.name, m.issuer.kind, m.issuer.province],
        "document": [m.document_type.text, m.number.no, m.number.symbol, m.place.text, day],
        "title": m.title.text,
        "period": [m.period.start_year, m.period.end_year, m.period.half],
        "supersedes": m.supersedes and [m.supersedes.number, m.supersedes.date],
        "signer": [m.signer.name, "/".join(m.signer.capacity_chain), m.signer.post],
        "recipients": [r.text for r in m.recipients],
        "archive": m.archive.text,
        "legal_bases": [[c.doc_type, c.number, c.date, c.issuer] for c in reading.legal_bases],
        "sections": [
            [s.path, s.title] for s in reading.sections if s.kind in {"heading", "run_in"}
        ],
        "indicators": [
            [i.text[:60], i.comparator, i.value, i.unit, i.phase, i.reform_area]
            for i in reading.indicators
        ],
        "tasks": [
            [
                t.text[:60],
                t.reform_area,
                t.lead,
                list(t.partners),
                t.product,
                t.deadline and t.deadline.normalised,
            ]
            for t in reading.tasks
        ],
        "assignments": [
            [a.text[:60], list(a.units), a.role, a.deadline and a.deadline.normalised]
            for a in reading.assignments
        ],
        "reporting": [[r.sender, r.receiver, r.via] for r in reading.reporting],
    }


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_as_text_is_read_as_expected(name: str) -> None:
    found = summary(read_plan(sample(name).encode(), f"{name}.txt"))
    assert found == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_plan_as_word_file_gives_the_same(name: str) -> None:
    assert summary(read_plan(as_docx(sample(name)), f"{name}.docx")) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_plan_as_pdf_gives_the_same(name: str, pdfs: Mapping[str, bytes]) -> None:
    assert summary(read_plan(pdfs[name], f"{name}.pdf")) == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_record_points_to_its_words(name: str) -> None:
    reading = read_plan(sample(name).encode(), f"{name}.txt")
    texts = {p.number: p.text for p in reading.paragraphs}
    records = [
        *reading.indicators,
        *reading.tasks,
        *reading.assignments,
        *reading.legal_bases,
        *reading.reporting,
        *reading.inspections,
        *reading.escalations,
        *reading.statements,
    ]
    astray = [
        r.text
        for r in records
        if texts[r.place.paragraph][r.place.start : r.place.end] != r.text
    ]
    unsaid = [r.id for r in records if not r.rule or not 0 < r.confidence <= 1]
    assert not astray
    assert not unsaid


def test_a_letterhead_in_two_columns_is_read(pdfs: Mapping[str, bytes]) -> None:
    metadata = read_plan(pdfs["columns"], "plan.pdf").metadata
    assert metadata.issuer.name == "Ủy ban nhân dân xã Suối Lành"
    assert (metadata.number.no, metadata.place.text, metadata.date.day) == (
        "47",
        "Suối Lành",
        5,
    )
