"""Rule sets of a tenant (bộ quy tắc đánh giá): by which reading of the law people are scored.

A stream is one version for one population: drafted, reviewed by somebody else, signed by a
leader, superseded by the next. The whole set stands in it as text, so that a score can be
reckoned again for ever; what was signed never changes.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import ClassVar, Literal
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream
from events.values import Ruled, RuleRef

Kind = Literal["officials"]


@dataclass(eq=False)
class RuleSetClosedError(RefusedError):
    """The version was signed or discarded: it stays as it is."""


@dataclass(eq=False)
class OwnRulesReviewError(RefusedError):
    """Nobody reviews what they drafted, while there is somebody else who may."""


@dataclass(eq=False)
class ObjectionWithoutReasonError(RefusedError):
    """Who objects says why."""


@dataclass(eq=False)
class RulesNotReviewedError(RefusedError):
    """Nobody has agreed to the draft as it stands now."""


@dataclass(eq=False)
class SignatureWithoutNumberError(RefusedError):
    """The decision that was signed has a number."""


@dataclass(eq=False)
class SignatureDayError(RefusedError):
    """It was not yet signed on this day, or holds before it was signed."""

    signed_on: date
    effective_from: date
    today: date


@dataclass(eq=False)
class RulesNotInForceError(RefusedError):
    """Only a version that was signed, and that nothing superseded, is superseded."""


@dataclass(eq=False)
class RulesOverlapError(RefusedError):
    """The next version begins after the one before it: that one holds from this day."""

    effective_from: date


class Drafted(Event, frozen=True):
    """A set was written, or written anew, for a population; it does not hold yet.

    `text` is the whole set as JSON; its SHA-256 is what scores refer to. `based_on`: the set
    from which it was made.
    """

    TOPIC: ClassVar[str] = "rule_sets.Drafted"
    kind: Kind
    population: Ruled
    by: UUID
    text: str
    based_on: RuleRef

    @property
    def sha256(self) -> str:
        """Give the mark by which the text is found again."""
        return sha256(self.text.encode()).hexdigest()


class Reviewed(Event, frozen=True):
    """Somebody read the draft and agreed, or said what stands against it.

    `alone`: the drafter did, since nobody else in the tenant could.
    """

    TOPIC: ClassVar[str] = "rule_sets.Reviewed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"comment"})
    by: UUID
    alone: bool
    agreed: bool
    comment: str


class Signed(Event, frozen=True):
    """A leader signed the version; it holds from a day on."""

    TOPIC: ClassVar[str] = "rule_sets.Signed"
    number: str
    signed_on: date
    effective_from: date


class Superseded(Event, frozen=True):
    """Another version holds from the day after `effective_to`."""

    TOPIC: ClassVar[str] = "rule_sets.Superseded"
    by: UUID
    effective_to: date


class Discarded(Event, frozen=True):
    """The draft was given up."""

    TOPIC: ClassVar[str] = "rule_sets.Discarded"


class RuleSetVersion(Stream):
    """One version of the rules of one population."""

    drafted: Drafted
    reviewed: Reviewed | None = None
    signed: Signed | None = None
    superseded: Superseded | None = None
    discarded = False

    def draft(self, drafted: Drafted) -> None:
        """Write the set, or write it anew; what was said of the text before holds no more.

        Raises:
            RuleSetClosedError: it is no draft.
        """
        self._require_draft()
        self.happened(drafted)

    def review(self, reviewed: Reviewed) -> None:
        """Agree to the draft, or object.

        Raises:
            RuleSetClosedError: it is no draft.
            OwnRulesReviewError: it is the reviewer's own, and somebody else could.
            ObjectionWithoutReasonError: an objection that gives no reason.
        """
        self._require_draft()
        if reviewed.by == self.drafted.by and not reviewed.alone:
            raise OwnRulesReviewError
        if not reviewed.agreed and not reviewed.comment.strip():
            raise ObjectionWithoutReasonError
        self.happened(reviewed)

    def sign(self, signed: Signed, today: date) -> None:
        """Let the version hold from a day on.

        Raises:
            RuleSetClosedError: it is no draft.
            RulesNotReviewedError: nobody has agreed to it.
            SignatureWithoutNumberError: the decision has no number.
            SignatureDayError: it is of the future, or would hold before it was signed.
        """
        self._require_draft()
        if self.reviewed is None or not self.reviewed.agreed:
            raise RulesNotReviewedError
        if not signed.number.strip():
            raise SignatureWithoutNumberError
        if not signed.signed_on <= min(today, signed.effective_from):
            raise SignatureDayError(signed.signed_on, signed.effective_from, today)
        self.happened(signed)

    def supersede(self, by: UUID, effective_from: date) -> None:
        """End with the day before another version begins to hold.

        Raises:
            RulesNotInForceError: it holds no longer, or never did.
            RulesOverlapError: the other would not begin later than this one.
        """
        if self.signed is None or self.superseded is not None:
            raise RulesNotInForceError
        if effective_from <= self.signed.effective_from:
            raise RulesOverlapError(self.signed.effective_from)
        self.happened(Superseded(by=by, effective_to=effective_from - timedelta(days=1)))

    def discard(self) -> None:
        """Give the draft up.

        Raises:
            RuleSetClosedError: it is no draft.
        """
        self._require_draft()
        self.happened(Discarded())

    def evolve(self, event: Event) -> None:
        """Remember what it says, who agreed, and since when it holds."""
        match event:
            case Drafted():
                self.drafted, self.reviewed = event, None
            case Reviewed():
                self.reviewed = event
            case Signed():
                self.signed = event
            case Superseded():
                self.superseded = event
            case Discarded():
                self.discarded = True

    def _require_draft(self) -> None:
        if self.signed is not None or self.discarded:
            raise RuleSetClosedError
