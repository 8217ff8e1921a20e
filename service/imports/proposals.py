"""Turn one thing that the reader found into one proposed record of a draft."""

from collections.abc import Iterable
from decimal import Decimal
from typing import get_args

import msgspec

from events.plan_items import Item
from events.values import Area, Clarity, Comparator, Place, Target
from service.imports import places, reading
from service.imports.deadlines import Deadline as Printed
from service.imports.matching import unit_named, units_named
from service.imports.products import deliverable
from service.imports.reckoning import Frame, deadline
from tenants.directory import Directory

AREAS: dict[str, Area] = {name: name for name in get_args(Area)}
COMPARATORS: dict[str, Comparator] = {name: name for name in get_args(Comparator)}


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


def task(found: reading.Task, section: str, register: Directory, frame: Frame) -> Item:
    """Propose a task; whom it falls to is proposed only where the plan says so."""
    clarity = Clarity(
        lead_unit_id=unit_named(found.lead or "", register),
        cooperating=units_named(found.partners, register),
        deadline=deadline(found.deadline, frame, found.text),
        deliverable=deliverable(found.product),
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


def duty(found: reading.Assignment, section: str, register: Directory, frame: Frame) -> Item:
    """Propose a duty of a unit; one that only cooperates is not proposed to lead."""
    leads = found.role != "coordinate"
    partners = [*found.units[1:], *found.partners] if leads else list(found.units)
    clarity = Clarity(
        lead_unit_id=unit_named(found.units[0], register) if leads and found.units else None,
        cooperating=units_named(partners, register),
        deadline=deadline(found.deadline, frame, found.text),
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


def report(found: reading.Report, section: str, register: Directory, frame: Frame) -> Item:
    """Propose a duty to report, recurring where the plan names a rhythm."""
    senders = [name.strip() for name in found.sender.split(";") if name.strip()]
    clarity = Clarity(
        lead_unit_id=unit_named(senders[0], register) if senders else None,
        cooperating=units_named(senders[1:], register),
        deadline=deadline(found.deadline, frame),
    )
    return _item(
        found,
        section,
        kind="report",
        clarity=clarity,
        lead_printed=_said(senders, ()),
        deadline_printed=printed(found.deadline) or (found.due or ""),
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
