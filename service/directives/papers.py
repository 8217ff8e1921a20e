"""What province and communes write to each other about a directive: seven letters, by kind."""

from datetime import date
from typing import Literal
from uuid import UUID, uuid5

import msgspec

from events.directive_answers import Line, Outcome, Question

DIRECTIVES = UUID("5a05a05a-0000-4000-8000-0000000000d1")
DIRECTIVE, RECEIPT, PROGRESS, ANSWER, RETURN, REMINDER, RECEIVER = (
    "directive",
    "directive_receipt",
    "directive_progress",
    "directive_answer",
    "directive_return",
    "directive_reminder",
    "directive_receiver",
)
KINDS = (DIRECTIVE, RECEIPT, PROGRESS, ANSWER, RETURN, REMINDER, RECEIVER)


class DirectivePaper(msgspec.Struct, frozen=True, kw_only=True):
    """The province sends a directive as it stands; the first letter has the revision 1."""

    directive_id: UUID
    revision: int
    status: Literal["issued", "recalled"]
    number: str
    title: str
    issued_on: date
    signer: str
    questions: tuple[Question, ...]
    due_on: date
    reason: str = ""


class ReceiptPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The commune received it: the title of the post, and never who holds it.

    `names` says that this post receives from now on.
    """

    directive_id: UUID
    post: str
    received_on: date
    units: int
    names: bool = False


class ProgressPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The first of the commune's units answered."""

    directive_id: UUID


class AnswerPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The commune sends what its units' answers come to, or why there are none."""

    directive_id: UUID
    revision: int
    outcome: Outcome
    lines: tuple[Line, ...]
    reason: str = ""


class ReturnPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The province returns the answer."""

    directive_id: UUID
    reason: str


class ReminderPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The province reminds the commune of what it owes."""

    directive_id: UUID


class ReceiverPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The commune tells which post of which unit receives."""

    post: str


def copy_id(directive_id: UUID, commune: int) -> UUID:
    """Name the province's stream on a directive in one commune."""
    return uuid5(directive_id, f"copy {commune}")


def reply_id(province: int, directive_id: UUID) -> UUID:
    """Name the commune's stream on a directive of a province."""
    return uuid5(directive_id, f"reply {province}")


def receiver_id(commune: int) -> UUID:
    """Name the stream on who receives in a commune, in its log and in the province's."""
    return uuid5(DIRECTIVES, f"receiver {commune}")
