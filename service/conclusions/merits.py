"""Commands: record praise or discipline, revoke it; a discipline counts in the year's grade."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from events.conclusions.document import Conclusion
from events.conclusions.merits import Ground, Merit, MeritRecorded
from events.grading.refusals import YearDecidedError
from events.grading.steps import ActFound
from events.inspections import Inspection
from events.reviews.review import Review
from events.stream import Stream
from service.conclusions import merit_states
from service.evaluation.years.opening import opened
from service.evaluation.years.preparing import count_act
from service.organisation.people import UnknownMemberError
from service.work import Work
from tenants.access import Permission

GROUNDS: Mapping[Ground, type[Stream]] = {
    "conclusion": Conclusion,
    "inspection": Inspection,
    "review": Review,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMerit:
    """Record a decision; its identifier is `uuid5(command_id, "merit")`."""

    merit: MeritRecorded

    def decide(self, work: Work) -> None:
        """Record it; a person's discipline is also an act found in the year of the act.

        A year that was decided already stays as it is: a new decision takes its place, or none.

        Raises:
            AccessDeniedError: the actor's post keeps no such records.
            UnknownMemberError: the tenant has no such person or unit.
            WrongStreamError: there is no such ground, or no such earlier discipline.
            ActCountedError: the act counted in another year.
            RefusedError: as `Merit.record` says.
        """
        work.actor.require(Permission.KEEP_MERITS)
        said, known = _of_first(work, self.merit), work.register
        merit = Merit(work.new_id("merit"))
        merit.record(said, by=work.actor.person_id, today=work.today)
        if (said.person_id or said.unit_id) not in {*known.people, *known.units}:
            raise UnknownMemberError
        if said.ground_id:
            work.load(GROUNDS[said.ground], said.ground_id)
        work.save(merit)
        if said.kind == "discipline" and said.person_id and not said.same_act:
            _count(work, said.person_id, merit)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeMerit:
    """Let a decision hold no longer."""

    merit_id: UUID
    number: str

    def decide(self, work: Work) -> None:
        """Record it; the act counts in the year no more, unless another decision on it stands.

        Raises:
            MeritRevokedError, MeritIncompleteError: as they say.
        """
        work.actor.require(Permission.KEEP_MERITS)
        merit = work.load(Merit, self.merit_id)
        merit.revoke(self.number.strip())
        work.save(merit)
        _uncount(work, merit)


def _of_first(work: Work, said: MeritRecorded) -> MeritRecorded:
    """Let a decision on the same act name the first decision on it."""
    if said.same_act is None:
        return said
    before = work.load(Merit, said.same_act).recorded
    return replace(said, same_act=before.same_act) if before and before.same_act else said


def _uncount(work: Work, revoked: Merit) -> None:
    said = revoked.recorded
    if said is None or said.kind != "discipline" or said.person_id is None:
        return
    act = work.load(Merit, said.same_act or revoked.id)
    others = merit_states.on_act(work.connection, act.id)
    if act.recorded is None or any(one.merit_id != revoked.id for one in others):
        return
    year = opened(work, "person", said.person_id, act.recorded.acted_on.year)
    year.revoke(act.id, revoked.revoked)
    work.save(year)


def _count(work: Work, person_id: UUID, merit: Merit) -> None:
    said = merit.recorded
    if said is None:
        return
    year = opened(work, "person", person_id, said.acted_on.year)
    try:
        count_act(
            work,
            year,
            ActFound(
                act_id=merit.id,
                kind="discipline",
                number=said.number,
                decided_on=said.decided_on,
                acted_on=said.acted_on,
            ),
        )
    except YearDecidedError:
        return
