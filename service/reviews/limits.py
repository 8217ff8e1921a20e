"""What the tenant decides about reviews: which results are low, what goes along a link."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import NoResultFound

from events.errors import WrongStreamError
from events.review_rules import LowResultsSet, ReviewRules
from service.exchange import links
from service.in_force import past_of
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission

RULES = UUID("5a05a05a-0000-4000-8000-0000000000c7")  # one stream a tenant
USUAL = LowResultsSet(  # Quy định 366-QĐ/TW, Điều 11; Nghị định 335/2025/NĐ-CP, Điều 8
    done_least=70, late_most=20, basis="Quy định 366-QĐ/TW, Điều 11"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLowResults:
    """Say from which percentages on a quarter's results are low, and by which paper."""

    low: LowResultsSet

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            LimitsError: as it says.
        """
        work.actor.require(Permission.DECIDE_GRADES)
        rules = work.open(ReviewRules, RULES)
        rules.limit(self.low)
        work.save(rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMarks:
    """Let scores and grades go along with the figures of a link by a paper; without one not."""

    link_id: UUID
    basis: str

    def decide(self, work: Work) -> None:
        """Record the decision of whoever leads here.

        Raises:
            NoResultFound: there is no such link of ours.
        """
        work.actor.require(Permission.LINK_TENANTS)
        link = links.one(work.connection, self.link_id)
        if not link.ours or link.kind != "oversight":
            raise NoResultFound
        rules = work.open(ReviewRules, RULES)
        rules.send_marks(self.link_id, self.basis.strip())
        work.save(rules)


def low_results(connection: Connection, at: datetime | None = None) -> LowResultsSet:
    """Give the limits that hold, now or at an instant: the tenant's, else the usual ones."""
    return _rules(connection, at).low or USUAL


def marks_by(connection: Connection, link_id: UUID, at: datetime | None = None) -> str:
    """Give the paper by which scores and grades go along a link; "" where they do not."""
    return _rules(connection, at).marks.get(link_id, "")


def _rules(connection: Connection, at: datetime | None) -> ReviewRules:
    past = past_of(connection, at)
    try:
        return event_store(connection).load(ReviewRules, RULES, past=past)
    except WrongStreamError:
        return ReviewRules(RULES)
