"""Commands: draft a version of the work catalogue, decide it, give it up; and read one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from events.catalogues import Decided, Drafted, WorkCatalogue
from service.catalogues import states
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission

DECIDING = text("SELECT pg_advisory_xact_lock(13, ctx.tenant())")  # one version after another


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCatalogue:
    """Keep what a sheet says as the next version.

    The version's identifier is `uuid5(command_id, "catalogue")`: a resend names the same one.
    """

    drafted: Drafted

    def decide(self, work: Work) -> None:
        """Begin the version's stream."""
        work.actor.require(Permission.DRAFT_CATALOGUE)
        catalogue = WorkCatalogue(work.new_id("catalogue"))
        catalogue.draft(self.drafted)
        work.save(catalogue)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCatalogue:
    """Let a draft hold from a day on; the version before it ends the day before."""

    catalogue_id: UUID
    number: str
    decided_on: date
    effective_from: date

    def decide(self, work: Work) -> None:
        """Record the decision, and what it supersedes."""
        work.actor.require(Permission.DECIDE_CATALOGUE)
        work.connection.execute(DECIDING)
        catalogue = work.load(WorkCatalogue, self.catalogue_id)
        decided = Decided(
            number=self.number.strip(),
            decided_on=self.decided_on,
            effective_from=self.effective_from,
        )
        catalogue.decide(decided, work.today)
        work.save(catalogue)
        before = states.latest(work.connection, catalogue.drafted.population)
        if before is not None:
            old = work.load(WorkCatalogue, before.catalogue_id)
            old.supersede(catalogue.id, self.effective_from)
            work.save(old)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardCatalogue:
    """Give a draft up."""

    catalogue_id: UUID

    def decide(self, work: Work) -> None:
        """Record it."""
        work.actor.require(Permission.DRAFT_CATALOGUE)
        catalogue = work.load(WorkCatalogue, self.catalogue_id)
        catalogue.discard()
        work.save(catalogue)


def version(connection: Connection, catalogue_id: UUID) -> WorkCatalogue:
    """Load a version with its items.

    Raises:
        WrongStreamError: there is no such version.
    """
    return event_store(connection).load(WorkCatalogue, catalogue_id)
