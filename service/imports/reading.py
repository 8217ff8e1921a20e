"""Describe what the reader found in one document, each record with its place in the text."""

import msgspec

from service.imports.deadlines import Deadline
from service.imports.metadata import Metadata
from service.imports.places import Noise, Paragraph, Place, Record
from service.plans.annex.columns import Annex


class Citation(Record, frozen=True, kw_only=True):
    """Cite another document: a legal basis (verb set) or a reference in the body."""

    doc_type: str
    number: str
    date: str | None
    issuer: str | None
    subject: str
    issuer_inferred: str | None = None
    verb: str = ""
    nested: tuple[str, ...] = ()
    section: str = ""


class Section(Record, frozen=True, kw_only=True):
    """Hold a heading; kind is heading, run_in, numbered_paragraph or lead_in."""

    label: str | None
    path: str
    title: str | None
    level: int
    kind: str
    role: str = ""
    reform_area: str | None = None


class Item(Record, frozen=True, kw_only=True):
    """Stand for a clause or sentence inside a bullet (`item`, `item_text`, `item_place`)."""

    item: str
    item_text: str
    item_place: Place
    section: str


class Indicator(Item, frozen=True, kw_only=True):
    """Hold one target: quantitative with comparator and value, or qualitative."""

    kind: str
    reform_area: str
    alt_areas: tuple[str, ...]
    phase: str
    phase_source: str
    alt_phases: tuple[str, ...]
    comparator: str | None = None
    alt_comparators: tuple[str, ...] = ()
    value: float | None = None
    unit: str | None = None
    baseline: str | None = None
    baseline_printed: str | None = None
    qualifier: str | None = None
    location: str = "indicators"


class Task(Item, frozen=True, kw_only=True):
    """Hold one task sentence, with what of the six clarities the text says.

    `group` is the title of the group row under which a row of a table stands.
    """

    reform_area: str
    alt_areas: tuple[str, ...]
    lead: str | None = None
    partners: tuple[str, ...] = ()
    deadline: Deadline | None = None
    product: str | None = None
    group: str = ""


class Assignment(Item, frozen=True, kw_only=True):
    """Hold one duty of a unit in the part about carrying out the plan."""

    units: tuple[str, ...]
    role: str
    also_roles: tuple[str, ...]
    partners: tuple[str, ...]
    reform_areas: tuple[str, ...]
    deadline: Deadline | None = None


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """Hold one printed spelling of a unit and the lines it stands on."""

    printed: str
    lines: tuple[int, ...]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """Fold the spellings of one unit; level is commune, province or external."""

    id: str
    canonical: str
    kind: str
    level: str
    variants: tuple[Variant, ...]


class Report(Record, frozen=True, kw_only=True):
    """Hold a duty to report: from whom, to whom, how often, by when."""

    sender: str
    receiver: str | None
    via: str | None
    deadline: Deadline | None
    due: str | None
    on_request: bool
    final_summary: bool
    subject: str


class Inspection(Record, frozen=True, kw_only=True):
    """Hold a duty to inspect, follow up or oversee."""

    kind: str
    subject: str
    by: str | None = None
    target: str | None = None
    coverage: str | None = None
    comparator: str | None = None
    frequency: str | None = None
    phase: str | None = None
    reform_area: str | None = None


class Escalation(Record, frozen=True, kw_only=True):
    """Say who tells whom about difficulties."""

    by: str
    to: str
    via: str | None = None


class Clause(Record, frozen=True, kw_only=True):
    """Hold a statement that is no task (purpose, closing) or a clause about money."""

    kind: str
    section: str


class Anomaly(Record, frozen=True, kw_only=True):
    """Point out something a person should look at; `suggest` is an offered correction."""

    kind: str
    note: str
    certain: bool = True
    suggest: str | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Hold everything read in one document; `own` are the tables of an annex written here."""

    kind: str
    metadata: Metadata
    legal_bases: tuple[Citation, ...]
    references: tuple[Citation, ...]
    sections: tuple[Section, ...]
    indicators: tuple[Indicator, ...]
    tasks: tuple[Task, ...]
    assignments: tuple[Assignment, ...]
    units: tuple[Unit, ...]
    reporting: tuple[Report, ...]
    inspections: tuple[Inspection, ...]
    escalations: tuple[Escalation, ...]
    budget: tuple[Clause, ...]
    statements: tuple[Clause, ...]
    anomalies: tuple[Anomaly, ...]
    paragraphs: tuple[Paragraph, ...]
    noise: tuple[Noise, ...]
    own: Annex | None = None
