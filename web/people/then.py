"""People and posts as the organisation's events tell of them at the end of a past day."""

from uuid import UUID

from flask import Response, url_for

from events.stream import Event
from service.organisation.past import (
    changes,
    delegations_then,
    populations_then,
    register_then,
)
from tenants import delegations
from tenants.delegations import Delegation
from tenants.directory import Directory, Holding
from tenants.populations import Populations
from web import as_of, stood
from web.people.roster import posts_of
from web.populations import POPULATIONS
from web.session import db, register


def changes_then() -> list[Event]:
    """Give what had changed about the organisation by the day that is shown."""
    day, at = as_of.day(), as_of.moment()
    return changes(db(), day, at)


def known_then() -> Directory:
    """Give the register of the day that is shown."""
    return register_then(register(), changes_then()) if as_of.past_day() else register()


def delegations_shown() -> list[Delegation]:
    """Give the delegations of the day that is shown, latest first."""
    return delegations_then(changes_then()) if as_of.past_day() else delegations.every(db())


def then(person_id: UUID) -> Response:
    """Show a person as they stood, or that nobody had recorded them."""
    told, name = changes_then(), register().person(person_id)
    known = register_then(register(), told)
    said = Populations({person_id: populations_then(told, person_id)})
    facts = [
        ("Chức vụ", f"{title}, {unit}, {_span(held)}")
        for title, unit, held in posts_of(known, person_id)
    ] or [("Chức vụ", "Chưa giữ chức vụ nào")]
    group = ("Nhóm khi chấm điểm", POPULATIONS[said.of(person_id, as_of.day())])
    return stood.show(
        stood.Stood(
            title=name,
            url=url_for("person.show", person_id=person_id),
            crumbs=[("Người", as_of.link("people.show")), (name, "")],
            missing="chưa ghi người này",
            facts=[*facts, group] if person_id in known.people else (),
        )
    )


def _span(held: Holding) -> str:
    until = f" đến {held.last_day:%d/%m/%Y}" if held.last_day else ""
    return f"từ {held.first_day:%d/%m/%Y}{until}"
