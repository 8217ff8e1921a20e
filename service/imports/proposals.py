"""Turn one thing that the reader found into one proposed record of a draft."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

import msgspec

from events.plan_items import Item
from events.values import Area, Clarity, Deadline, Place, Rhythm, Target
from service.imports import places, reading
from service.imports.deadlines import Deadline as Printed
from service.imports.matching import unit_named, units_named
from tenants.directory import Directory

Comparator = Literal[">=", ">", "=", "<=", "reduce_by>=", "reduce_by="]
AREAS: dict[str, Area] = {name: name for name in get_args(Area)}
COMPARATORS: dict[str, Comparator] = {name: name for name in get_args(Comparator)}
RHYTHMS: tuple[tuple[str, Rhythm], ...] = (  # the reader's word: the rhythm, quickest first
    ("monthly", "monthly"),
    ("quarterly", "quarterly"),
    ("Q1", "quarterly"),
    ("Q2", "quarterly"),
    ("Q3", "quarterly"),
    ("Q4", "quarterly"),
    ("6 months", "half_yearly"),
    ("9 months", "half_yearly"),
    ("yearly", "yearly"),
)


def indicator(found: reading.Indicator, section: str) -> Item:
    """Propose an indicator with its figure."""
    target = Target(
        comparator=COMPARATORS.get(found.comparator or ""),
        value=None if found.value is None else Decimal(str(found.value)),
        unit=found.unit,
        phase=found.phase or None,
        baseline=found.baseline_printed or found.baseline,
    )
    return _item(found, section, kind="indicator", area=area(found.reform_area), target=target)


def task(found: reading.Task, section: str, register: Directory, since: date | None) -> Item:
    """Propose a task; whom it falls to is proposed only where the plan says so."""
    clarity = Clarity(
        lead_unit_id=unit_named(found.lead or "", register),
        cooperating=units_named(found.partners, register),
        deadline=deadline(found.deadline, since),
    )
    return _item(
        found,
        section,
        kind="task",
        area=area(found.reform_area),
        clarity=clarity,
        lead_printed=_said([found.lead] if found.lead else [], found.partners),
        deadline_printed=printed(found.deadline),
    )


def duty(
    found: reading.Assignment, section: str, register: Directory, since: date | None
) -> Item:
    """Propose a duty of a unit; one that only cooperates is not proposed to lead."""
    leads = found.role != "coordinate"
    partners = [*found.units[1:], *found.partners] if leads else list(found.units)
    clarity = Clarity(
        lead_unit_id=unit_named(found.units[0], register) if leads and found.units else None,
        cooperating=units_named(partners, register),
        deadline=deadline(found.deadline, since),
    )
    return _item(
        found,
        section,
        kind="duty",
        area=area(found.reform_areas[0]) if len(found.reform_areas) == 1 else None,
        clarity=clarity,
        lead_printed=_said(found.units if leads else (), found.partners if leads else partners),
        deadline_printed=printed(found.deadline),
    )


def report(
    found: reading.Report, section: str, register: Directory, since: date | None
) -> Item:
    """Propose a duty to report, recurring where the plan names a rhythm."""
    senders = [name.strip() for name in found.sender.split(";") if name.strip()]
    clarity = Clarity(
        lead_unit_id=unit_named(senders[0], register) if senders else None,
        cooperating=units_named(senders[1:], register),
        deadline=deadline(found.deadline, since),
    )
    return _item(
        found,
        section,
        kind="report",
        clarity=clarity,
        lead_printed=_said(senders, ()),
        deadline_printed=printed(found.deadline) or (found.due or ""),
    )


def deadline(found: Printed | None, since: date | None) -> Deadline | None:
    """Understand a printed deadline as far as it is sure; None leaves it to the person.

    Args:
        found: as the reader has it.
        since: the day of the document, after which a yearly day first comes round.
    """
    if found is None:
        return None
    if found.kind == "continuous":
        return Deadline(kind="continuous", printed=found.printed)
    if found.kind == "relative" and found.days:
        return Deadline(kind="relative", printed=found.printed, days=found.days)
    if found.kind == "recurring":
        first = _first_time(found, since)
        rhythm = next((ours for theirs, ours in RHYTHMS if theirs in found.cycles), None)
        return Deadline(kind="recurring", printed=found.printed, rhythm=rhythm, on=first)
    day = found.day if found.kind == "date" else found.until
    return (
        Deadline(kind="date", printed=found.printed, on=_last_day(found, day)) if day else None
    )


def printed(found: Printed | None) -> str:
    """Give the plan's own words of a deadline."""
    return found.printed if found else ""


def area(name: str) -> Area | None:
    """Give an area of the closed list; None for any other word."""
    return AREAS.get(name)


def place(found: places.Place) -> Place:
    """Point to the same spot in the words of the events."""
    return Place(
        paragraph=found.paragraph,
        start=found.start,
        end=found.end,
        line=found.first_line,
        page=found.page,
    )


def _item(found: places.Record, section: str, **facts: object) -> Item:
    said = {
        "text": found.text.strip(),
        "section": section,
        "place": place(found.place),
        "rule": found.rule,
        "confidence": found.confidence,
    }
    return msgspec.structs.replace(Item(item_id=0, kind="task", text=""), **said, **facts)


def _said(lead: Iterable[str], partners: Iterable[str]) -> str:
    leads, others = ", ".join(lead), ", ".join(partners)
    if not others:
        return leads
    return f"{leads}; phối hợp: {others}" if leads else f"Phối hợp: {others}"


def _last_day(found: Printed, day: str) -> date:
    """Give the last day on which it is in time: "trước ngày" ends the day before."""
    on = date.fromisoformat(day)
    return on - timedelta(days=1) if found.before else on


def _first_time(found: Printed, since: date | None) -> date | None:
    if since is None or not (found.due_day and found.due_month):
        return None
    for year in (since.year, since.year + 1):
        try:
            on = _last_day(found, date(year, found.due_month, found.due_day).isoformat())
        except ValueError:  # 29 February
            continue
        if on >= since:
            return on
    return None
