"""Make a draft of a reading: the document's front, and the records proposed for review."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

import msgspec
from msgspec.structs import replace

from events.plan_items import Front, Item
from events.values import Evidence
from service.files import FileStore
from service.imports import proposals
from service.imports.metadata import Metadata, PrintedDate
from service.imports.places import Paragraph
from service.imports.reading import Anomaly, Reading, Section
from service.imports.reckoning import Frame
from service.plans.annex.reading import items_of
from service.plans.drafting import StartDraft
from tenants.calendar import WorkingCalendar
from tenants.directory import Directory

NOBODY = Directory({}, {}, {}, ())
EVERY_WEEK = WorkingCalendar()
LONGEST_HEADING = 120
FIRST_HALF_ENDS, YEAR_ENDS = (6, 30), (12, 31)
NUMBER = re.compile(r"^(?:[IVX]+|\d+(?:\.\d+)*)[.)]?\s+")


class Source(msgspec.Struct, frozen=True):
    """The part of a stored reading that the review pages show."""

    paragraphs: tuple[Paragraph, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()


SOURCE = msgspec.json.Decoder(Source)


def start_draft(
    reading: Reading,
    evidence: Evidence,
    reading_sha256: str,
    register: Directory = NOBODY,
    calendar: WorkingCalendar = EVERY_WEEK,
) -> StartDraft:
    """Make the command that keeps a reading as a draft.

    Units of `register` are proposed where the plan surely names them; a person never is.
    """
    return StartDraft(
        file_sha256=evidence.sha256,
        file_name=evidence.name,
        reading_sha256=reading_sha256,
        front=front(reading, evidence.name),
        items=tuple(proposed_items(reading, register, calendar)),
    )


def proposed_items(
    reading: Reading, register: Directory, calendar: WorkingCalendar = EVERY_WEEK
) -> list[Item]:
    """Propose the records of a reading, numbered from 1 in the order of the document.

    An annex that was written here says everything of its records, whom it falls to as well.
    """
    if reading.own:
        return items_of(reading.own, register)
    proposed = _proposed(reading, register, _frame(reading.metadata, calendar))
    ordered = enumerate(sorted(proposed, key=_order), 1)
    return [replace(item, item_id=number) for number, item in ordered]


def written(reading: Reading) -> bytes:
    """Write a reading as it is stored beside its file."""
    return msgspec.json.encode(reading)


def source(store: FileStore, reading_sha256: str) -> Source:
    """Give the text of a stored reading, and what is doubtful in it; empty without a file."""
    try:
        return SOURCE.decode(store.get(reading_sha256))
    except FileNotFoundError:
        return Source()


def front(reading: Reading, file_name: str) -> Front:
    """Take over what is printed; what is not stays empty, but the title is never."""
    said = reading.metadata
    replaced = said.supersedes
    return Front(
        title=_capital(said.title.text or PurePath(file_name).stem),
        issuer=said.issuer.name,
        document_type=said.document_type.text or "",
        number=said.number.no or "",
        symbol=said.number.symbol,
        place=said.place.text or "",
        dated=_day(said.date),
        period=_period(said),
        signer=said.signer.name or "",
        signer_post=said.signer.post,
        supersedes=replaced.text if replaced else "",
        legal_bases=tuple(basis.text for basis in reading.legal_bases),
        recipients=tuple(fact.text for fact in said.recipients if fact.text),
    )


def _proposed(reading: Reading, register: Directory, frame: Frame) -> Iterator[Item]:
    headings = _headings(reading)
    reports = {(r.place.paragraph, r.place.start, r.place.end) for r in reading.reporting}
    for target in reading.indicators:
        yield proposals.indicator(target, headings.get(target.section, ""))
    for task in reading.tasks:
        yield proposals.task(task, headings.get(task.section, task.group), register, frame)
    for duty in reading.assignments:
        if (duty.place.paragraph, duty.place.start, duty.place.end) not in reports:
            yield proposals.duty(duty, headings.get(duty.section, ""), register, frame)
    sections = {paragraph.number: paragraph.section for paragraph in reading.paragraphs}
    for report in reading.reporting:
        heading = headings.get(sections.get(report.place.paragraph, ""), "")
        yield proposals.report(report, heading, register, frame)


def _order(item: Item) -> tuple[int, int, str]:
    place = item.place
    return (place.paragraph, place.start, item.kind) if place else (0, 0, item.kind)


def _headings(reading: Reading) -> dict[str, str]:
    return {section.path: _heading(section) for section in reading.sections}


def _heading(section: Section) -> str:
    title = NUMBER.sub("", section.title or section.text)
    short = title if len(title) <= LONGEST_HEADING else title[: LONGEST_HEADING - 1] + "…"
    *above, last = [part for part in section.path.split("/") if part] or [""]
    if above and last.startswith(f"{above[-1]}."):
        above.pop()  # 2.1 below 2 says it all
    return f"{'.'.join([*above, last])}. {short}" if section.label else short


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _period(said: Metadata) -> tuple[int, int] | None:
    years = (said.period.start_year, said.period.end_year)
    return years if all(years) else None


def _day(said: PrintedDate) -> date | None:
    if not (said.year and said.month and said.day):
        return None
    try:
        return date(said.year, said.month, said.day)
    except ValueError:
        return None


def _frame(said: Metadata, calendar: WorkingCalendar) -> Frame:
    year, half = said.period.end_year, said.period.half
    until = date(year, *FIRST_HALF_ENDS if half == "H1" else YEAR_ENDS) if year else None
    return Frame(since=_since(said.date), until=until, calendar=calendar)


def _since(said: PrintedDate) -> date | None:
    if not said.year or not 1 <= (said.month or 1) <= 12:
        return None
    return _day(said) or date(said.year, said.month or 1, 1)
