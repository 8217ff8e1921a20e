"""A year's results as a file for the national database of officials.

The shape is documented in `docs/national-export.md`; a changed shape takes a new `format`.
Source: Decree 335/2025/NĐ-CP, Article 26.1.d.
"""

from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection

from events.grading.year import YearGrade
from service.evaluation.choosing import pinned
from service.evaluation.grades import sync_due
from service.evaluation.years import states
from service.evaluation.years.states import GradeState
from service.vault.stores import event_store
from tenants.directory import Directory, directory
from tenants.populations import Populations, populations
from tenants.register import Tenant

FORMAT = "sauro.year-grades.1"


def exported(connection: Connection, tenant: Tenant, year: int) -> bytes:
    """Write every grade that was decided, as JSON with stable order."""
    decided = [one for one in states.of_year(connection, year) if one.grade is not None]
    known, kinds = directory(connection), populations(connection)
    results = [_result(connection, one, known, kinds) for one in decided]
    whole = {
        "format": FORMAT,
        "organisation": {"code": tenant.code, "name": tenant.name},
        "year": year,
        "results": sorted(results, key=lambda one: (one["subject"], one["id"])),
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1)


def send_by(connection: Connection, state: GradeState) -> date | None:
    """Give the last day to send a result; None while there is none."""
    if state.decided_on is None:
        return None
    stream = event_store(connection).load(YearGrade, state.grade_id)
    proposed = stream.proposed or stream.unit_proposed
    if proposed is None:
        return None
    return sync_due(state.decided_on, pinned(connection, proposed.rules))


def _result(
    connection: Connection, state: GradeState, known: Directory, kinds: Populations
) -> dict[str, Any]:
    stream = event_store(connection).load(YearGrade, state.grade_id)
    proposed = stream.proposed or stream.unit_proposed
    due = send_by(connection, state)
    return {
        "subject": state.subject,
        "id": str(state.subject_id),
        "full_name": _name(known, state),
        "unit": known.unit(state.unit_id),
        "population": _population(state, kinds),
        "score": None if state.signed is None else str(state.signed),
        "months": {str(one.month): str(one.signed) for one in _months(stream)},
        "grade": state.grade,
        "decision_number": state.number,
        "decided_on": _day(state.decided_on),
        "supersedes": [one.number for one in stream.decisions[:-1]],
        "told_on": _day(state.told_on),
        "rules": proposed.rules.code if proposed else None,
        "send_by": _day(due),
    }


def _months(stream: YearGrade) -> tuple[Any, ...]:
    return stream.proposed.months if stream.proposed else ()


def _population(state: GradeState, kinds: Populations) -> str | None:
    if state.subject == "unit" or state.decided_on is None:
        return None
    return kinds.of(state.subject_id, state.decided_on)


def _name(known: Directory, state: GradeState) -> str:
    if state.subject == "unit":
        return known.unit(state.subject_id)
    return known.person(state.subject_id)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
