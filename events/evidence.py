"""Evidence (minh chứng): what proves a product, a thing of its own with revisions and a state.

An item is brought in once and used for many tasks and indicators. It is accepted or returned
apart from them, by who accepts their product and never by who brought it.
"""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from events.evidence_refusals import (
    EndsBeforeError,
    NoFilesError,
    NotUsedSoError,
    NotYourEvidenceError,
    OwnEvidenceError,
    ProvesTheFutureError,
    State,
    UnexplainedError,
    UntitledError,
    WrongStateError,
)
from events.stream import DOER, Event, Stream
from events.tasks.hands import OnBehalf
from events.values import Evidence

Kind = Literal["document", "minutes", "photo", "figures", "other"]
Purpose = Literal["task", "indicator"]
MOST_FILES = 20  # of one revision
LONGEST_TITLE = 300  # characters


class Revision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is shown at once: its files, the day they speak for, the day they were handed in.

    `until` is the last day of its validity; None when it does not expire.
    """

    files: tuple[Evidence, ...]
    fact_on: date
    handed_on: date
    until: date | None = None

    def check(self) -> None:
        """Refuse no files, a day that was not yet, and a validity that ends before it.

        Raises:
            NoFilesError, ProvesTheFutureError, EndsBeforeError: as they say.
        """
        if not self.files:
            raise NoFilesError
        if self.fact_on > self.handed_on:
            raise ProvesTheFutureError(self.handed_on)
        if self.until and self.until < self.fact_on:
            raise EndsBeforeError(self.fact_on)


class Added(Event, frozen=True, omit_defaults=True):
    """Somebody brought an item in, in a post of a unit; a document has a number."""

    TOPIC: ClassVar[str] = "evidence.Added"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"title", "number", "revision.files.name"})
    title: str
    kind: Kind
    person_id: UUID
    post_id: UUID
    unit_id: UUID
    revision: Revision
    number: str = ""


class Revised(Event, frozen=True):
    """Other files took the place of those before, which stay readable; it is judged anew."""

    TOPIC: ClassVar[str] = "evidence.Revised"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason", "revision.files.name"})
    ABOUT: ClassVar[str] = DOER
    person_id: UUID
    revision: Revision
    reason: str


class Used(Event, frozen=True, omit_defaults=True):
    """The item proves something for a task or an indicator.

    `again` counts the uses for it that were withdrawn before.
    """

    TOPIC: ClassVar[str] = "evidence.Used"
    purpose: Purpose
    for_id: UUID
    again: int = 0


class UseWithdrawn(Event, frozen=True, omit_defaults=True):
    """It does not prove that after all; the use stays visible, struck, with the reason."""

    TOPIC: ClassVar[str] = "evidence.UseWithdrawn"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    ABOUT: ClassVar[str] = DOER
    for_id: UUID
    reason: str
    again: int = 0


class Accepted(Event, frozen=True, omit_defaults=True):
    """It proves what it should, says who decides of the task or indicator `for_id`."""

    TOPIC: ClassVar[str] = "evidence.Accepted"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    ABOUT: ClassVar[str] = "about_id"
    for_id: UUID
    about_id: UUID
    note: str = ""
    on_behalf: OnBehalf | None = None


class Returned(Event, frozen=True, omit_defaults=True):
    """It does not prove what it should; the reason says what is wrong with it."""

    TOPIC: ClassVar[str] = "evidence.Returned"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    ABOUT: ClassVar[str] = "about_id"
    for_id: UUID
    about_id: UUID
    reason: str
    on_behalf: OnBehalf | None = None


class Withdrawn(Event, frozen=True):
    """It counts no more; it stays visible, struck, with the reason."""

    TOPIC: ClassVar[str] = "evidence.Withdrawn"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    ABOUT: ClassVar[str] = DOER
    reason: str


class EvidenceItem(Stream):
    """One item: its revisions, what it is used for, how it was judged.

    `brought_by` are those who brought a revision, the latest last; `uses` says for what.
    """

    state: State = "handed_in"
    revision: Revision

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.brought_by: list[UUID] = []
        self.uses: dict[UUID, Purpose] = {}
        self.withdrawn_uses: Counter[UUID] = Counter()

    def add(self, added: Added) -> None:
        """Bring it in.

        Raises:
            UntitledError: no title, or too long a one.
            NoFilesError, ProvesTheFutureError, EndsBeforeError: as `Revision.check`.
        """
        added.revision.check()
        if not 0 < len(added.title) <= LONGEST_TITLE:
            raise UntitledError
        self.happened(added)

    def use(self, purpose: Purpose, for_id: UUID) -> None:
        """Use it for a task or an indicator; nothing happens when it is used so already.

        Raises:
            WrongStateError: it was withdrawn.
        """
        self._require_standing()
        if for_id not in self.uses:
            again = self.withdrawn_uses[for_id]
            self.happened(Used(purpose=purpose, for_id=for_id, again=again))

    def end_use(self, for_id: UUID, reason: str, *, by: UUID, doers: Collection[UUID]) -> None:
        """Let it prove a task or an indicator no more, for which it was used by mistake.

        Raises:
            NotUsedSoError: it is not used for that.
            NotYourEvidenceError: `by` neither brought it nor is among the `doers`.
            UnexplainedError: no reason.
            WrongStateError: it was withdrawn.
        """
        self._require_standing()
        if for_id not in self.uses:
            raise NotUsedSoError
        self._require_mine(by, doers)
        _require_reason(reason)
        again = self.withdrawn_uses[for_id]
        self.happened(UseWithdrawn(for_id=for_id, reason=reason, again=again))

    def revise(self, revised: Revised, doers: Collection[UUID]) -> None:
        """Put other files in its place; `doers` are in charge of what it is used for.

        Raises:
            NotYourEvidenceError: somebody else's.
            UnexplainedError: no reason.
            WrongStateError: it was withdrawn.
            NoFilesError, ProvesTheFutureError, EndsBeforeError: as `Revision.check`.
        """
        self._require_mine(revised.person_id, doers)
        self._require_standing()
        _require_reason(revised.reason)
        revised.revision.check()
        self.happened(revised)

    def withdraw(self, reason: str, *, by: UUID, doers: Collection[UUID]) -> None:
        """Let it count no more.

        Raises:
            NotYourEvidenceError: somebody else's.
            UnexplainedError: no reason.
            WrongStateError: it was withdrawn already.
        """
        self._require_mine(by, doers)
        self._require_standing()
        _require_reason(reason)
        self.happened(Withdrawn(reason=reason))

    def judge(self, said: Accepted | Returned, *, judges: Collection[UUID]) -> None:
        """Take it as proof, or say that it does not prove what it should.

        Raises:
            OwnEvidenceError: one of the `judges`, who acts and for whom, brought it.
            UnexplainedError: it is returned without a reason.
            WrongStateError: it was withdrawn, or is judged so already.
        """
        if set(judges) & set(self.brought_by):
            raise OwnEvidenceError
        accepted = isinstance(said, Accepted)
        if self.state in {"withdrawn", "accepted" if accepted else "returned"}:
            raise WrongStateError(self.state)
        if isinstance(said, Returned):
            _require_reason(said.reason)
        self.happened(said)

    def evolve(self, event: Event) -> None:
        """Remember what stands, who brought it, and for what it is used."""
        match event:
            case Added() | Revised():
                self.revision, self.state = event.revision, "handed_in"
                self.brought_by.append(event.person_id)
            case Used():
                self.uses[event.for_id] = event.purpose
            case UseWithdrawn():
                del self.uses[event.for_id]
                self.withdrawn_uses[event.for_id] += 1
            case Accepted():
                self.state = "accepted"
            case Returned():
                self.state = "returned"
            case Withdrawn():
                self.state = "withdrawn"

    def _require_standing(self) -> None:
        if self.state == "withdrawn":
            raise WrongStateError(self.state)

    def _require_mine(self, by: UUID, doers: Collection[UUID]) -> None:
        if by not in self.brought_by and by not in doers:
            raise NotYourEvidenceError


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise UnexplainedError
