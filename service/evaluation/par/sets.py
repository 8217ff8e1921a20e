"""Commands of the province: draft a set of criteria, decide it, send it to its communes."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection, text

from events.par_criteria import ParSet
from events.par_sets import Decided, Drafted, ParSetVersion
from service.evaluation.par import set_states
from service.evaluation.par.papers import SET, SetPaper, subject
from service.exchange.letters import Parcel, canonical, send
from service.exchange.links import standing
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission

DECIDING = text("SELECT pg_advisory_xact_lock(14, ctx.tenant())")  # one version after another


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParSet:
    """Keep what a sheet says as a draft; it is named `uuid5(command_id, "par set")`."""

    drafted: Drafted

    def decide(self, work: Work) -> None:
        """Begin the version's stream."""
        work.actor.require(Permission.APPRAISE_REFORM)
        version = ParSetVersion(work.new_id("par set"))
        version.draft(self.drafted)
        work.save(version)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideParSet:
    """Let a draft hold for its year, and send it to every commune that is linked today."""

    set_id: UUID
    number: str
    decided_on: date

    def decide(self, work: Work) -> None:
        """Record the decision, what it supersedes, and a letter to each commune."""
        work.actor.require(Permission.CONCLUDE_REFORM)
        work.connection.execute(DECIDING)
        version = work.load(ParSetVersion, self.set_id)
        decided = Decided(number=self.number.strip(), decided_on=self.decided_on)
        version.decide(decided, work.today)
        work.save(version)
        said = version.drafted.par_set
        for before in set_states.in_force(work.connection, said.year):
            old = work.load(ParSetVersion, before.set_id)
            old.supersede(version.id)
            work.save(old)
        _send(work, version)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendParSet:
    """Send a set that holds once more, to communes that were linked since."""

    set_id: UUID

    def decide(self, work: Work) -> None:
        """Record a letter to each commune that is linked today."""
        work.actor.require(Permission.APPRAISE_REFORM)
        _send(work, work.load(ParSetVersion, self.set_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardParSet:
    """Give a draft up."""

    set_id: UUID

    def decide(self, work: Work) -> None:
        """Record it."""
        work.actor.require(Permission.APPRAISE_REFORM)
        version = work.load(ParSetVersion, self.set_id)
        version.discard()
        work.save(version)


def set_version(connection: Connection, set_id: UUID) -> ParSetVersion:
    """Load a version with its criteria.

    Raises:
        WrongStreamError: there is no such version.
    """
    return event_store(connection).load(ParSetVersion, set_id)


def set_hash(par_set: ParSet) -> str:
    """Hash a set, the same on both sides."""
    return sha256(canonical(par_set)).hexdigest()


def _send(work: Work, version: ParSetVersion) -> None:
    decided, said = version.require_in_force(), version.drafted.par_set
    paper = SetPaper(par_set=said, number=decided.number, decided_on=decided.decided_on)
    for link in standing(work.connection, "province", work.today):
        if not link.ours:
            parcel = Parcel(kind=SET, subject_id=subject(said.year), content=paper)
            send(work, link, parcel)
