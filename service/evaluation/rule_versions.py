"""Commands: draft a version of the rules, review it, sign it, give it up; and read one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from msgspec import structs
from sqlalchemy import Connection, text

from events.errors import ChangedMeanwhileError, RefusedError
from events.rule_sets import Drafted, Reviewed, RuleSetVersion, Signed
from events.values import Ruled, RuleRef
from service.evaluation import rule_states
from service.evaluation.flaws import Flaw, flaws_of
from service.evaluation.rules import RuleSet, read, written
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission

SIGNING = text("SELECT pg_advisory_xact_lock(14, ctx.tenant())")  # one version after another


@dataclass(eq=False)
class UnsoundRulesError(RefusedError):
    """The set cannot hold: everything that is wrong with it, by name."""

    flaws: tuple[Flaw, ...]


@dataclass(eq=False)
class UnreadableRulesError(RefusedError):
    """The text is no rule set: a parameter or formula is absent, unknown or of another kind."""

    problem: str


@dataclass(eq=False)
class ProposalNotSignedError(RefusedError):
    """The set is but a proposal: nobody is officially graded by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRules:
    """Write a set as the next version for a population, or write a draft anew.

    A new version's identifier is `uuid5(command_id, "rules")`: a resend names the same one.
    """

    text: str
    population: Ruled
    based_on: RuleRef
    version_id: UUID | None = None

    def decide(self, work: Work) -> None:
        """Refuse what cannot be read or is unsound; else keep the whole text."""
        work.actor.require(Permission.DRAFT_RULES)
        rules = structs.replace(
            _understood(self.text), populations=(self.population,), scope="local"
        )
        if flaws := flaws_of(rules):
            raise UnsoundRulesError(flaws)
        version = self._version(work)
        version.draft(
            Drafted(
                kind="officials",
                population=self.population,
                by=work.actor.person_id,
                text=written(rules),
                based_on=self.based_on,
            )
        )
        work.save(version)

    def _version(self, work: Work) -> RuleSetVersion:
        if self.version_id is None:
            return RuleSetVersion(work.new_id("rules"))
        return work.load(RuleSetVersion, self.version_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """Agree to a draft as it was read (`sha256`), or object."""

    version_id: UUID
    sha256: str
    agreed: bool
    comment: str

    def decide(self, work: Work) -> None:
        """Record it; the drafter's own word counts only where nobody else could speak."""
        work.actor.require(Permission.DRAFT_RULES)
        version = _as_seen(work, self.version_id, self.sha256)
        said = Reviewed(
            by=work.actor.person_id,
            alone=not _others(work),
            agreed=self.agreed,
            comment=self.comment.strip(),
        )
        version.review(said)
        work.save(version)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRules:
    """Let a version as it was read hold from a day on; the one before ends the day before."""

    version_id: UUID
    sha256: str
    number: str
    signed_on: date
    effective_from: date

    def decide(self, work: Work) -> None:
        """Record the signature, and what it supersedes."""
        work.actor.require(Permission.SIGN_RULES)
        work.connection.execute(SIGNING)
        version = _as_seen(work, self.version_id, self.sha256)
        if read(version.drafted.text.encode()).binding == "proposal":
            raise ProposalNotSignedError
        signed = Signed(
            number=self.number.strip(),
            signed_on=self.signed_on,
            effective_from=self.effective_from,
        )
        version.sign(signed, work.today)
        work.save(version)
        before = rule_states.latest(work.connection, version.drafted.population)
        if before is not None:
            old = work.load(RuleSetVersion, before.version_id)
            old.supersede(version.id, self.effective_from)
            work.save(old)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardRules:
    """Give a draft up."""

    version_id: UUID

    def decide(self, work: Work) -> None:
        """Record it."""
        work.actor.require(Permission.DRAFT_RULES)
        version = work.load(RuleSetVersion, self.version_id)
        version.discard()
        work.save(version)


def version_of(connection: Connection, version_id: UUID) -> RuleSetVersion:
    """Load a version with everything that was said of it.

    Raises:
        WrongStreamError: there is no such version.
    """
    return event_store(connection).load(RuleSetVersion, version_id)


def _understood(written_set: str) -> RuleSet:
    try:
        return read(written_set.encode())
    except msgspec.DecodeError as wrong:
        raise UnreadableRulesError(str(wrong)) from wrong


def _as_seen(work: Work, version_id: UUID, sha256: str) -> RuleSetVersion:
    """Load a version whose text is still the one that the person read."""
    version = work.load(RuleSetVersion, version_id)
    if version.drafted.sha256 != sha256:
        raise ChangedMeanwhileError(version_id)
    return version


def _others(work: Work) -> bool:
    """Tell whether somebody else could review on this day."""
    able = work.register.entitled(Permission.DRAFT_RULES, work.today)
    return any(person != work.actor.person_id for person in able)
