"""What a mission's order becomes in a commune: an ordinary inspection whose members are guests.

Whoever bears the name of somebody whom it would inspect is kept out until its orderer vouches
that they are not the same person.
"""

from collections.abc import Mapping
from uuid import UUID

from msgspec import structs

from events.exchange import LetterReceived
from events.inspections import Inspection, Ordered
from events.mandates import Extended, MembersNamed, Orderer, Shortened, Withdrawn
from events.missions.steps import Reason
from service.inspections.coverage import inspectable
from service.inspections.missions.answering import standing_of
from service.inspections.missions.papers import (
    AnswerPaper,
    MemberPaper,
    OrderPaper,
    guest_id,
    inspection_id,
)
from service.inspections.partiality import inspected
from service.plans import states as plan_states
from service.work import Work
from tenants import guests, sessions
from tenants.guests import Guest
from tenants.names import plain_words

SAME = ("kind", "document", "issued_on", "subject", "first_day", "last_day")
PERIOD = ("period_from", "period_until")


def carry_out(work: Work, letter: LetterReceived, paper: OrderPaper) -> AnswerPaper:
    """Open the inspection, or change it to what the order is now; gives the answer."""
    inspection = work.open(Inspection, inspection_id(letter.from_tenant, paper.mission_id))
    ended = paper.withdrawn or paper.conclusion
    if inspection.version:
        return _changed(work, letter, paper, inspection)
    if ended:
        return AnswerPaper(mission_id=paper.mission_id, state="closed")
    return _opened(work, letter, paper, inspection)


def _opened(
    work: Work, letter: LetterReceived, paper: OrderPaper, inspection: Inspection
) -> AnswerPaper:
    units, unknown = _units(work, paper.units)
    plans, unknown_plans = _plans(work, paper.plans)
    if unknown or unknown_plans:
        reason: Reason = "no_unit" if unknown else "no_plan"
        return _declined(paper, reason, names=unknown or unknown_plans)
    ordered = Ordered(
        unit_ids=units,
        plan_ids=plans,
        members=(),
        orderer=Orderer(letter.from_tenant, letter.link_id, paper.mission_id),
        **{name: getattr(paper, name) for name in (*SAME, *PERIOD)},
    )
    admitted, kept_out = _admitted(work, paper, ordered)
    if not admitted:
        return _declined(paper, "namesake", members=kept_out)
    inspection.order(structs.replace(ordered, members=_take_in(work, letter, admitted)))
    work.save(inspection)
    return _running(inspection, kept_out)


def _changed(
    work: Work, letter: LetterReceived, paper: OrderPaper, inspection: Inspection
) -> AnswerPaper:
    """Let members and days be what the order says now, or end with it; who leaves goes out."""
    if inspection.conclusion:
        return standing_of(inspection)
    before = inspection.mandate.members
    admitted, kept_out = _admitted(work, paper, inspection.mandate)
    members = _take_in(work, letter, admitted)
    if members != before:
        facts = {"document": paper.paper, "issued_on": paper.paper_on}
        inspection.follow(MembersNamed(members=members, **facts))  # type: ignore[arg-type]
    _move(work, paper, inspection)
    if paper.withdrawn:
        inspection.follow(Withdrawn(document=paper.paper))
    if paper.conclusion:
        inspection.close(paper.conclusion)
    ended = paper.withdrawn or paper.conclusion
    for guest in before:
        if ended or guest not in members:
            sessions.end_all(work.connection, guest)
    work.save(inspection)
    return _running(inspection, kept_out)


def _move(work: Work, paper: OrderPaper, inspection: Inspection) -> None:
    """Move the last day; a letter that comes late ends it today at the earliest."""
    mandate = inspection.mandate
    facts = {"document": paper.paper, "issued_on": paper.paper_on}
    if paper.last_day > mandate.last_day:
        inspection.follow(Extended(last_day=paper.last_day, **facts))  # type: ignore[arg-type]
    last_day = max(paper.last_day, work.today, mandate.first_day)
    if last_day < mandate.last_day:
        inspection.follow(Shortened(last_day=last_day, **facts))  # type: ignore[arg-type]


def _units(work: Work, names: tuple[str, ...]) -> tuple[tuple[UUID, ...], tuple[str, ...]]:
    """Give the units of these names that one may inspect, all for none; and unknown names."""
    ours = inspectable(work.register, work.today)
    return _found({key: (one.name,) for key, one in ours.items()}, names, every=tuple(ours))


def _plans(work: Work, names: tuple[str, ...]) -> tuple[tuple[UUID, ...], tuple[str, ...]]:
    """Give the plans of these numbers or titles, and unknown names."""
    every = plan_states.every(work.connection, None) if names else []
    ours = {p.plan_id: (p.full_number, p.title) for p in every if p.status != "draft"}
    return _found(ours, names, every=())


def _found(
    known: Mapping[UUID, tuple[str, ...]], names: tuple[str, ...], *, every: tuple[UUID, ...]
) -> tuple[tuple[UUID, ...], tuple[str, ...]]:
    called = {_plain(name): key for key, said in known.items() for name in said}
    found = (called.get(_plain(name)) for name in names)
    there = tuple(dict.fromkeys(key for key in found if key)) if names else every
    return there, tuple(name for name in names if _plain(name) not in called)


def _admitted(
    work: Work, paper: OrderPaper, mandate: Ordered
) -> tuple[list[MemberPaper], tuple[UUID, ...]]:
    """Give the members who may look, and who are kept out."""
    people = inspected(work, mandate)
    names = {_plain(work.register.person(one)) for one in people}
    alike = [m for m in paper.members if _plain(m.name) in names and not m.vouched]
    admitted = [one for one in paper.members if one not in alike]
    return admitted, tuple(one.member_id for one in alike)


def _take_in(
    work: Work, letter: LetterReceived, members: list[MemberPaper]
) -> tuple[UUID, ...]:
    home = letter.from_tenant
    named = [
        Guest(
            guest_id=guest_id(home, one.member_id),
            name=one.name,
            title=one.title,
            home_id=home,
        )
        for one in members
    ]
    guests.take_in(work.connection, named)
    return tuple(one.guest_id for one in named)


def _running(inspection: Inspection, kept_out: tuple[UUID, ...]) -> AnswerPaper:
    reason: Reason = "namesake" if kept_out else ""
    return structs.replace(standing_of(inspection), reason=reason, members=kept_out)


def _declined(
    paper: OrderPaper,
    reason: Reason,
    *,
    names: tuple[str, ...] = (),
    members: tuple[UUID, ...] = (),
) -> AnswerPaper:
    said = {"names": names, "members": members, "reason": reason}
    return AnswerPaper(mission_id=paper.mission_id, state="declined", **said)  # type: ignore[arg-type]


def _plain(name: str) -> str:
    return " ".join(plain_words(name))
