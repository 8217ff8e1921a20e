"""Read a whole document: join lines, find its parts, and collect every kind of record."""

from service.imports.characters import fold
from service.imports.document import Document
from service.imports.metadata import Fact, Metadata
from service.imports.places import Noise
from service.imports.reader.annex import annex_of, paragraph
from service.imports.reader.anomalies import anomalies_in
from service.imports.reader.areas import plan_area
from service.imports.reader.assignments import Duties
from service.imports.reader.bases import enacting_start, legal_bases, references
from service.imports.reader.blocks import Block
from service.imports.reader.escalating import escalation_in
from service.imports.reader.implausible import Timed, implausible_in
from service.imports.reader.indicators import Targets
from service.imports.reader.inspecting import coverage, inspections_in, inspector
from service.imports.reader.joining import join
from service.imports.reader.kinds import is_plan, looks_like
from service.imports.reader.letterhead import date_in, issuer_in, number_in, place_in, title_in
from service.imports.reader.localities import at_home
from service.imports.reader.outline import Context, Outline
from service.imports.reader.parts import Parts, part
from service.imports.reader.periods import period_in
from service.imports.reader.repeats import joined
from service.imports.reader.reporting import reports_in
from service.imports.reader.signature import archive_in, recipients_in, signer_in
from service.imports.reader.statements import budget_in, statements_in
from service.imports.reader.supersession import supersession_in
from service.imports.reader.target_tables import targets_of_tables
from service.imports.reader.task_tables import tasks_of_tables
from service.imports.reader.tasks import field_only, tasks_in, with_fields
from service.imports.reader.units import units_in
from service.imports.reading import (
    Assignment,
    Clause,
    Escalation,
    Indicator,
    Inspection,
    Reading,
    Report,
    Task,
)
from service.imports.refusals import NotAPlanError


def read_document(document: Document) -> Reading:
    """Return everything that the rules find in the lines of one document."""
    blocks, noise = join(document.lines)
    noise = [*document.left_out, *noise]
    if all(b.cells for b in blocks) and (only := annex_of(document, blocks, noise)):
        return only
    parts = part(blocks)
    metadata = _metadata(parts, blocks)
    outline = Outline(parts.body, metadata.period, metadata.title.text or "")
    outline.walk()
    if not is_plan(parts, outline.sections):
        return _annex_alone(document, blocks, noise, parts)
    body = _Body(outline.contexts, metadata)
    body.read(parts.body)
    year = metadata.period.start_year
    area = plan_area(metadata.title.text or "")
    single = year if year and year == metadata.period.end_year else None
    tabled = parts.body + parts.annex
    rows = tasks_of_tables(tabled, len(body.tasks) + 1, single, area)
    body.tasks = joined(body.tasks, rows)
    targets = body.targets.found
    targets += targets_of_tables(tabled, len(targets) + 1, metadata.period, area)
    return at_home(_reading(document, (blocks, noise), parts, metadata, outline, body))


def _annex_alone(
    document: Document, blocks: list[Block], noise: list[Noise], parts: Parts
) -> Reading:
    """Read a document that is only an annex, or refuse it by what it looks like."""
    only = None if parts.doc_type else annex_of(document, blocks, noise)
    if only is None:
        raise NotAPlanError(found_kind=looks_like(parts, blocks))
    return only


def _metadata(parts: Parts, blocks: list[Block]) -> Metadata:
    top = parts.head + parts.title + parts.preamble[:1]
    date = date_in(parts.head + parts.title) if parts.type_line else date_in(top)
    place = place_in(parts.head + parts.title)
    return Metadata(
        issuer=issuer_in(parts, place.text),
        number=number_in(parts),
        place=place,
        date=date,
        document_type=_type(parts),
        title=title_in(parts),
        signer=signer_in(parts.foot),
        period=period_in(parts.title, parts.preamble[-1:] + parts.body + parts.preamble, date),
        supersedes=supersession_in(blocks),
        recipients=recipients_in(parts.foot),
        archive=archive_in(parts.foot),
    )


def _type(parts: Parts) -> Fact:
    if parts.type_line is None:
        return Fact()
    return Fact(text=parts.doc_type, place=parts.type_line.place(0, len(parts.doc_type)))


class _Body:
    """Collect the records of the body, paragraph by paragraph."""

    def __init__(self, contexts: dict[int, Context], metadata: Metadata) -> None:
        self.contexts = contexts
        self.targets = Targets(metadata.period, [])
        self.duties = Duties()
        self.tasks: list[Task] = []
        self.reports: list[Report] = []
        self.inspections: list[Inspection] = []
        self.escalations: list[Escalation] = []
        self.budget: list[Clause] = []
        self.statements: list[Clause] = []

    def read(self, blocks: list[Block]) -> None:
        for index, block in enumerate(blocks):
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            context = self.contexts.get(block.number, Context())
            block.section = context.path
            if block.cells:
                continue
            self._targets_and_tasks(block, context, after)
            self._duties(block, context)
            self._rest(block, context)

    def _targets_and_tasks(self, block: Block, context: Context, after: Block | None) -> None:
        if context.role in {"tasks", "indicators"}:
            self.targets.read(block, context)
        if context.role == "tasks":
            if field_only(block) and self.tasks:
                self.tasks[-1] = with_fields(self.tasks[-1], block)
            else:
                self.tasks += tasks_in(block, context, after, len(self.tasks) + 1)

    def _duties(self, block: Block, context: Context) -> None:
        if context.role != "organisation":
            return
        before = len(self.duties.found)
        self.duties.read(block, context)
        for duty in self.duties.found[before:]:
            self.reports += reports_in(duty, block, len(self.reports) + 1)

    def _rest(self, block: Block, context: Context) -> None:
        self.statements += statements_in(block, context, len(self.statements) + 1)
        money = budget_in(block, context, len(self.budget) + 1)
        self.budget += [money] if money else []
        if context.role in {"tasks", "indicators", "organisation"} and block.kind != "heading":
            by = inspector(self.duties.found, block)
            found = inspections_in(block, context, len(self.inspections) + 1, by)
            self.inspections += [coverage(i, self.targets.found) for i in found]
        trouble = (
            escalation_in(block, len(self.escalations) + 1) if _closing_part(context) else None
        )
        self.escalations += [trouble] if trouble else []


def _closing_part(context: Context) -> bool:
    return context.role in {"organisation", "budget"}


def _reading(
    document: Document,
    text: tuple[list[Block], list[Noise]],
    parts: Parts,
    metadata: Metadata,
    outline: Outline,
    body: _Body,
) -> Reading:
    blocks, noise = text
    cited_in = parts.title + parts.body + [b for b in blocks if b.kind == "footnote"]
    assignments: list[Assignment] = body.duties.found
    indicators: list[Indicator] = body.targets.found
    noticed = anomalies_in(blocks, metadata, indicators, noise, annexed=bool(parts.annex))
    timed: list[Timed] = [*body.tasks, *assignments, *body.reports]
    return Reading(
        kind=document.kind,
        metadata=metadata,
        legal_bases=tuple(legal_bases([*parts.preamble, *_grounds(parts, outline)])),
        references=tuple(references(cited_in, outline.contexts)),
        sections=tuple(outline.sections),
        indicators=tuple(indicators),
        tasks=tuple(body.tasks),
        assignments=tuple(assignments),
        units=tuple(units_in(blocks, assignments, metadata.recipients)),
        reporting=tuple(body.reports),
        inspections=tuple(body.inspections),
        escalations=tuple(body.escalations),
        budget=tuple(body.budget),
        statements=(*_enacting(parts), *body.statements),
        paragraphs=tuple(paragraph(b) for b in blocks),
        anomalies=(*noticed, *implausible_in(timed, metadata, len(noticed))),
        noise=tuple(noise),
    )


def _grounds(parts: Parts, outline: Outline) -> list[Block]:
    """Return the paragraphs of a part named Căn cứ, which some plans have in their body."""
    titles = {n: fold(c.title) for n, c in outline.contexts.items()}
    return [b for b in parts.body if titles.get(b.number, "").startswith(("can cu", "co so"))]


def _enacting(parts: Parts) -> list[Clause]:
    for block in reversed(parts.preamble):
        start = enacting_start(block)
        if start is not None:
            return [
                Clause(
                    id="ST00",
                    text=block.text[start:],
                    place=block.place(start),
                    rule="statements.enacting",
                    confidence=0.9,
                    kind="enacting",
                    section="preamble",
                )
            ]
    return []
