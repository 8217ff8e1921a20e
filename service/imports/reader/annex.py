"""Read a file that is only a table: the annex of a plan, kept in a file of its own."""

import re
from itertools import takewhile

from service.imports.characters import fold
from service.imports.document import Document
from service.imports.metadata import NOBODY, Fact, Issuer, Metadata, Number, Period, PrintedDate
from service.imports.places import Noise, Paragraph
from service.imports.reader.bases import references
from service.imports.reader.blocks import Block
from service.imports.reader.columns import columns_of
from service.imports.reader.periods import period_in
from service.imports.reader.target_tables import targets_of_tables
from service.imports.reader.task_tables import tasks_of_tables
from service.imports.reader.units import units_in
from service.imports.reading import Reading

_NO_TITLE = re.compile(
    r"phu luc\b.{0,12}$|\(|ubnd|uy ban|dang (?:uy|bo|cong)|chi bo|cong hoa|doc lap"
)
_WORDS = 3


def annex_of(document: Document, blocks: list[Block], noise: list[Noise]) -> Reading | None:
    """Return what the tables of a file say; None when none is of tasks or of targets."""
    above = list(takewhile(lambda b: not columns_of(b.cells), blocks))
    period = period_in(above, [], PrintedDate())
    single = period.start_year if period.start_year == period.end_year else 0
    tasks = tasks_of_tables(blocks, 1, single or None)
    targets = targets_of_tables(blocks, 1, period)
    if not tasks and not targets:
        return None
    for block in blocks:
        block.kind = "annex"
    return Reading(
        kind=document.kind,
        metadata=_metadata(above, period),
        legal_bases=(),
        references=tuple(references(above, {})),
        sections=(),
        indicators=tuple(targets),
        tasks=tuple(tasks),
        assignments=(),
        units=tuple(units_in(blocks, [], ())),
        reporting=(),
        inspections=(),
        escalations=(),
        budget=(),
        statements=(),
        anomalies=(),
        paragraphs=tuple(paragraph(b) for b in blocks),
        noise=tuple(noise),
    )


def _metadata(above: list[Block], period: Period) -> Metadata:
    return Metadata(
        issuer=Issuer(name="", printed="", kind=""),
        document_type=Fact(),
        number=Number(),
        place=Fact(),
        date=PrintedDate(),
        title=next((t for b in above if (t := _title(b))), Fact()),
        period=period,
        supersedes=None,
        signer=NOBODY,
        recipients=(),
        archive=Fact(),
    )


def _title(block: Block) -> Fact | None:
    """Return the name of the table, when one of the rows above it is that."""
    words = next((cell for cell in block.cells if cell), block.text).replace("\n", " ")
    if len(words.split()) < _WORDS or _NO_TITLE.match(fold(words)):
        return None
    start = max(0, block.text.find(words))
    return Fact(text=words, place=block.place(start, start + len(words)))


def paragraph(block: Block) -> Paragraph:
    """Return a block as it is kept beside the records."""
    return Paragraph(
        number=block.number,
        text=block.text,
        kind=block.kind,
        first_line=block.starts[0][1],
        last_line=block.last_line,
        section=block.section,
        page=block.starts[0][2],
    )
