"""Write a reading in the form of the gold extractions (schema gold-plan/1)."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from service.imports.deadlines import Deadline, cycles_in
from service.imports.metadata import Metadata
from service.imports.places import Place, Record
from service.imports.reader.signature import marks
from service.imports.reading import (
    Anomaly,
    Assignment,
    Citation,
    Clause,
    Indicator,
    Item,
    Reading,
    Report,
    Section,
    Task,
    Unit,
)

Json = dict[str, Any]
_PHASES = frozenset(
    {"2026-2027", "2028-2030", "2026-2030", "by 2030", "2026", "2025", "2025-H2"}
)
_SIGNS = frozenset({">=", ">", "=", "reduce_by>=", "reduce_by="})


def prediction(reading: Reading, source_file: str) -> Json:
    """Return a reading as one prediction, ready for JSON."""
    return {
        "doc": PurePath(source_file).stem.split("_")[0],
        "source_file": source_file,
        "schema": "gold-plan/1",
        "metadata": _metadata(reading.metadata),
        "legal_bases": [_basis(c) for c in reading.legal_bases],
        "references": [_reference(c) for c in reading.references],
        "sections": _sections(reading),
        "statements": [_clause(c) | {"kind": c.kind} for c in reading.statements],
        "indicators": [_indicator(i) for i in reading.indicators],
        "tasks": [_task(t) for t in reading.tasks],
        "assignments": [_assignment(a) for a in reading.assignments],
        "units": [_unit(u) for u in reading.units],
        "reporting": [_report(r) for r in reading.reporting],
        "inspections": [
            _record(i)
            | {
                "kind": i.kind,
                "subject": i.subject,
                "by": i.by,
                "target": i.target,
                "coverage": i.coverage,
                "comparator": i.comparator,
                "frequency": i.frequency,
                "phase": i.phase,
                "reform_area": i.reform_area,
            }
            for i in reading.inspections
        ],
        "escalations": [
            _record(e) | {"by": e.by, "to": e.to, "via": e.via} for e in reading.escalations
        ],
        "budget": [_clause(c) for c in reading.budget],
        "anomalies": [_anomaly(a) for a in reading.anomalies],
    }


def _line(place: Place | None) -> int:
    return max(1, place.first_line) if place else 1


def _record(record: Record) -> Json:
    return {"id": record.id, "text": record.text, "line": _line(record.place)}


def _item(item: Item) -> Json:
    return _record(item) | {
        "item": item.item,
        "item_line": _line(item.item_place),
        "item_text": item.item_text,
        "section": item.section,
    }


def _metadata(m: Metadata) -> Json:
    kind = "party_committee" if m.issuer.kind == "party_committee" else "commune"
    return {
        "issuer": {
            "name": m.issuer.name,
            "printed": m.issuer.printed,
            "variants": list(m.issuer.variants),
            "province": m.issuer.province,
            "line": _line(m.issuer.place),
        },
        "issuer_kind": kind,
        "document_type": {"value": m.document_type.text, "line": _line(m.document_type.place)},
        "number": {
            "printed": m.number.printed,
            "no": m.number.no,
            "symbol": m.number.symbol,
            "line": _line(m.number.place),
        },
        "place": {"value": m.place.text, "line": _line(m.place.place)},
        "date": {
            "printed": m.date.printed,
            "year": m.date.year,
            "month": m.date.month,
            "day": m.date.day,
            "line": _line(m.date.place),
        },
        "title": {"text": m.title.text, "line": _line(m.title.place)},
        "period": {
            "start_year": max(1, m.period.start_year),
            "end_year": max(1, m.period.end_year),
            "half": m.period.half,
            "printed": m.period.printed,
            "line": _line(m.period.place),
            "source": m.period.source,
        },
        "supersedes": _supersedes(m),
        "signer": _signer(m),
        "recipients": [{"text": r.text, "line": _line(r.place)} for r in m.recipients],
        "archive": {
            "text": m.archive.text or "",
            "marks": marks(m.archive.text or ""),
            "line": _line(m.archive.place),
        },
    }


def _supersedes(m: Metadata) -> Json | None:
    old = m.supersedes
    if old is None:
        return None
    return {
        "doc_type": old.doc_type,
        "number": old.number,
        "date": old.date,
        "issuer": old.issuer,
        "subject": old.subject,
        "text": old.text,
        "line": _line(old.place),
    }


def _signer(m: Metadata) -> Json:
    s = m.signer
    known = [c for c in s.capacity_chain if c in {"TM.", "KT.", "T/M"}]
    found: Json = {
        "name": s.name,
        "on_behalf_of": s.on_behalf_of,
        "capacity": "/".join(s.capacity_chain),
        "capacity_chain": known,
        "post": s.post,
        "line": _line(s.place),
        "name_line": _line(s.name_place) if s.name_place else None,
    }
    return found | ({"acting_for": s.acting_for} if s.acting_for else {})


def _basis(c: Citation) -> Json:
    found = _record(c) | {
        "doc_type": c.doc_type,
        "number": c.number,
        "date": c.date,
        "issuer": c.issuer,
        "subject": c.subject,
        "verb": c.verb,
    }
    if c.issuer_inferred:
        found["issuer_inferred"] = c.issuer_inferred
    return found | ({"nested": list(c.nested)} if c.nested else {})


def _reference(c: Citation) -> Json:
    return _record(c) | {
        "doc_type": c.doc_type,
        "number": c.number,
        "date": c.date,
        "issuer": c.issuer,
        "section": c.section,
    }


def _sections(reading: Reading) -> list[Json]:
    return [
        _section(s)
        for s in reading.sections
        if s.kind != "numbered_paragraph" or reading.kind == "txt"
    ]


def _section(s: Section) -> Json:
    return {
        "label": s.label,
        "path": s.path,
        "title": s.title,
        "line": _line(s.place),
        "level": max(1, s.level),
        "kind": s.kind,
    }


def _indicator(i: Indicator) -> Json:
    found = _item(i) | {
        "kind": i.kind,
        "reform_area": i.reform_area,
        "alt_areas": list(i.alt_areas),
        "phase": i.phase,
        "phase_source": i.phase_source,
        "alt_phases": [p for p in i.alt_phases if p in _PHASES],
        "comparator": i.comparator if i.comparator in _SIGNS else None,
        "value": i.value,
        "unit": i.unit,
        "baseline_year": i.baseline,
        "location": i.location,
    }
    extra = {"baseline_printed": i.baseline_printed, "qualifier": i.qualifier}
    return found | {k: v for k, v in extra.items() if v}


def _task(t: Task) -> Json:
    return _item(t) | {"reform_area": t.reform_area, "alt_areas": list(t.alt_areas)}


def _assignment(a: Assignment) -> Json:
    return _item(a) | {
        "unit": "; ".join(a.units),
        "units": list(a.units),
        "role": a.role,
        "also_roles": list(a.also_roles),
        "deadline": _deadline(a.deadline),
        "reform_areas": list(a.reform_areas),
        "partners": list(a.partners),
    }


def _deadline(d: Deadline | None) -> Json | None:
    return {"printed": d.printed, "normalised": d.normalised} if d else None


def _unit(u: Unit) -> Json:
    return {
        "id": u.id,
        "canonical": u.canonical,
        "kind": u.kind,
        "level": u.level,
        "variants": [{"printed": v.printed, "lines": list(v.lines)} for v in u.variants],
    }


def _report(r: Report) -> Json:
    return _record(r) | {
        "from": r.sender,
        "to": r.receiver,
        "via": r.via,
        "periods": _periods(r),
        "due": r.due,
        "due_normalised": r.deadline.normalised.split(";")[0]
        if r.deadline and r.deadline.due_day
        else None,
        "on_request": r.on_request,
        "final_summary": r.final_summary,
        "subject": r.subject,
    }


def _periods(r: Report) -> Sequence[str]:
    if r.final_summary:
        return ["end of period"]
    if r.deadline is None:
        return []
    return list(r.deadline.cycles or cycles_in(r.deadline.printed)) or [r.deadline.normalised]


def _clause(c: Clause) -> Json:
    return _record(c) | {"section": c.section}


def _anomaly(a: Anomaly) -> Json:
    found: Json = {
        "id": a.id,
        "type": a.kind,
        "line": _line(a.place),
        "text": a.text,
        "note": a.note,
        "certainty": "certain" if a.certain else "suspected",
    }
    return found | ({"suggest": a.suggest} if a.suggest else {})
