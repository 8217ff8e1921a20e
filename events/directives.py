"""A directive (văn bản chỉ đạo) of the province: drafted, issued, revised, recalled.

To whom it went and what came back are streams of their own, one for each commune
(`directive_copies`); so hundreds of communes answer without waiting for each other.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events.directive_answers import Question, check_questions
from events.directive_refusals import (
    DirectiveDayError,
    DirectiveDetailError,
    DirectiveStatus,
    NoAddresseeError,
    NothingRevisedError,
    NotThatStatusError,
    UnexplainedDirectiveError,
)
from events.stream import Event, Stream


class Drafted(Event, frozen=True):
    """The draft as it is saved each time, whole; `communes` are numbers of tenants."""

    TOPIC: ClassVar[str] = "directives.Drafted"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"title"})
    title: str
    questions: tuple[Question, ...]
    due_on: date
    communes: tuple[int, ...]


class Issued(Event, frozen=True):
    """It was signed, with the number, day and signer that stand on the paper."""

    TOPIC: ClassVar[str] = "directives.Issued"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"signer"})
    number: str
    issued_on: date
    signer: str


class Revised(Event, frozen=True):
    """Items or deadline are others from now on; each commune is told by a further letter."""

    TOPIC: ClassVar[str] = "directives.Revised"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    questions: tuple[Question, ...]
    due_on: date
    reason: str


class Recalled(Event, frozen=True):
    """Nobody answers it any more; what was answered stays."""

    TOPIC: ClassVar[str] = "directives.Recalled"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str


class Discarded(Event, frozen=True):
    """The draft was given up."""

    TOPIC: ClassVar[str] = "directives.Discarded"


class Directive(Stream):
    """One directive; `revision` counts its letters, the items are those `asked_since` one."""

    draft: Drafted
    issued: Issued | None = None
    status: DirectiveStatus = "draft"
    reason = ""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.questions: tuple[Question, ...] = ()
        self.due_on = date.min
        self.communes: tuple[int, ...] = ()
        self.revision = 0
        self.asked_since = 1

    def write(self, drafted: Drafted) -> None:
        """Save the draft.

        Raises:
            NotThatStatusError: it was issued or discarded.
            DirectiveDetailError: it has no title.
        """
        self.require("draft")
        if not drafted.title.strip():
            raise DirectiveDetailError("title")
        self.happened(drafted)

    def issue(self, issued: Issued, today: date) -> None:
        """Let it go out.

        Raises:
            NotThatStatusError: it is no draft.
            DirectiveDetailError: number or signer is empty.
            DirectiveDayError: issued in the future, or due before today.
            EmptyQuestionError: it asks nothing.
            NoAddresseeError: it is addressed to nobody.
        """
        self.require("draft")
        for name in ("number", "signer"):
            if not getattr(issued, name).strip():
                raise DirectiveDetailError(name)
        if issued.issued_on > today:
            raise DirectiveDayError("issued_on")
        if self.due_on < today:
            raise DirectiveDayError("due_on")
        check_questions(self.questions)
        if not self.communes:
            raise NoAddresseeError
        self.happened(issued)

    def revise(self, revised: Revised, today: date) -> None:
        """Change items or deadline.

        Raises:
            NotThatStatusError: it is not in force.
            NothingRevisedError: nothing differs.
            DirectiveDayError: due before today.
            EmptyQuestionError: it would ask nothing.
            UnexplainedDirectiveError: nobody says why.
        """
        self.require("issued")
        if (revised.questions, revised.due_on) == (self.questions, self.due_on):
            raise NothingRevisedError
        if revised.due_on < today:
            raise DirectiveDayError("due_on")
        check_questions(revised.questions)
        require_reason(revised.reason)
        self.happened(revised)

    def recall(self, reason: str) -> None:
        """Take it back.

        Raises:
            NotThatStatusError: it is not in force.
            UnexplainedDirectiveError: nobody says why.
        """
        self.require("issued")
        require_reason(reason)
        self.happened(Recalled(reason=reason))

    def discard(self) -> None:
        """Give the draft up.

        Raises:
            NotThatStatusError: it is no draft.
        """
        self.require("draft")
        self.happened(Discarded())

    def require(self, status: DirectiveStatus) -> None:
        """Refuse what belongs to another status.

        Raises:
            NotThatStatusError: it does.
        """
        if self.status != status:
            raise NotThatStatusError(self.status)

    def evolve(self, event: Event) -> None:
        """Remember what is in force."""
        match event:
            case Drafted():
                self.draft, self.communes = event, event.communes
                self.questions, self.due_on = event.questions, event.due_on
            case Issued():
                self.issued, self.status, self.revision = event, "issued", 1
            case Revised():
                self._revised(event)
            case Recalled():
                self.status, self.reason = "recalled", event.reason
                self.revision += 1
            case Discarded():
                self.status = "discarded"

    def _revised(self, event: Revised) -> None:
        self.revision += 1
        if event.questions != self.questions:
            self.asked_since = self.revision
        self.questions, self.due_on, self.reason = event.questions, event.due_on, event.reason


def require_reason(reason: str) -> None:
    """Refuse an empty reason.

    Raises:
        UnexplainedDirectiveError: nothing was said.
    """
    if not reason.strip():
        raise UnexplainedDirectiveError
