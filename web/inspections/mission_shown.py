"""What the page of a mission shows, and which of its forms the person may use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, request

from events.missions.mission import Mission, Place
from events.missions.steps import PlaceAdded
from service.inspections.missions import links, states
from service.inspections.missions.states import MissionState
from service.oversight.succession import heirs
from tenants.access import Permission
from tenants.ids import TenantId
from tenants.register import by_number
from web import as_of
from web.choices import options
from web.forms import Form
from web.inspections.mission_forms import MissionForm, PlaceForm, WithdrawForm
from web.inspections.mission_words import ENDED, PLACES, REASONS, UNLINKED
from web.inspections.visit_forms import ConcludeForm, MoveForm
from web.inspections.visit_shown import in_office, replace_form
from web.session import actor, db, register, today


@dataclass(frozen=True, slots=True)
class Heir:
    """The linked commune into which one went, and the scope there was, as it is typed."""

    number: int
    name: str
    units: str
    plans: str


@dataclass(frozen=True, slots=True)
class Line:
    """A commune of a mission as the page shows it; `kept_out` are members with namesakes."""

    number: int
    name: str
    scope: str
    badge: tuple[str, str, str]
    why: str
    kept_out: list[tuple[UUID, str]]
    findings: int
    conclusion: str
    enters: bool
    heir: Heir | None


def seen(mission_id: UUID) -> tuple[MissionState, Mission]:
    """Give a mission that the person may see; hidden looks like missing."""
    found = states.state(db(), mission_id)
    if not found.seen_by(actor()):
        abort(404)
    return found, states.one(db(), mission_id)


def shown(state: MissionState, mission: Mission, tried: Mapping[str, Form]) -> dict[str, Any]:
    """Give what the template needs; forms that were tried stay as typed."""
    changes = as_of.may(Permission.ORDER_INSPECTION) and not mission.ended
    offered: dict[str, Form] = {}
    if changes:
        offered = {
            "add": place_form(),
            "move": MoveForm(),
            "replace": replace_form(state.members),
            "withdraw": WithdrawForm(),
            "conclude": ConcludeForm(),
        }
    return {
        "mission_id": mission.id,
        "mandate": mission.mandate,
        "conclusion": mission.conclusion,
        "members": [register().person(one) for one in state.members],
        "lines": _lines(state, mission),
        "forms": {**offered, **tried},
        "vouches": changes,
    }


def mission_form(*, typed: bool = False) -> MissionForm:
    """Make the form of a new mission."""
    form = MissionForm(request.form if typed else None, meta={"today": today()})
    form.members.choices = options(in_office())
    form.commune.choices = options(_communes())
    return form


def place_form(*, typed: bool = False) -> PlaceForm:
    """Make the form that adds a commune."""
    form = PlaceForm(request.form if typed else None)
    form.commune.choices = options(_communes())
    return form


def _communes() -> dict[int, str]:
    return {key: one.other.name for key, one in links.communes(db(), today()).items()}


def _lines(state: MissionState, mission: Mission) -> list[Line]:
    linked, present = links.communes(db(), as_of.day()), as_of.past_day() is None
    mine = present and actor().person_id in state.members
    goes = mine and state.status(today()) == "running"
    anew = _anew(mission) if present else {}
    return [
        _line(number, place, linked=number in linked, goes=goes, heir=anew.get(number))
        for number, place in mission.places.items()
    ]


def _anew(mission: Mission) -> dict[int, Heir]:
    """Name the heirs of its communes that the order has not gone to."""
    gone = {one: heir for one, heir in heirs(db(), today()).items() if one in mission.places}
    named = _communes() if gone else {}
    return {
        one: _heir(heir, named[heir], mission.place(one).scope)
        for one, heir in gone.items()
        if heir in named and heir not in mission.places
    }


def _heir(number: int, name: str, scope: PlaceAdded) -> Heir:
    return Heir(number, name, "\n".join(scope.units), "\n".join(scope.plans))


def _line(number: int, place: Place, *, linked: bool, goes: bool, heir: Heir | None) -> Line:
    commune, answer = by_number(db(), TenantId(number)), place.answer
    ended = ENDED if commune and commune.closed_on else UNLINKED
    over = place.state == "closed" or linked
    kept_out = answer.members if answer else ()
    return Line(
        number=number,
        name=commune.name if commune else "",
        scope="; ".join((*place.scope.units, *place.scope.plans)) or "Mọi đơn vị, mọi kế hoạch",
        badge=PLACES[place.state] if over else ended,
        why=REASONS[answer.reason].format(", ".join(answer.names)) if answer else "",
        kept_out=[(one, register().person(one)) for one in kept_out],
        findings=answer.findings if answer else 0,
        conclusion=answer.conclusion if answer else "",
        enters=goes
        and linked
        and place.state in {"received", "looking"}
        and actor().person_id not in kept_out,
        heir=heir,
    )
