"""An inspector's own checkpoint against what is signed now: is the history of then still there?

The newest checkpoint kept outside the database is the yardstick. A consistency proof leads from
one root to the other; the database only supplies its steps and cannot forge it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from events.merkle import proves_consistency
from service.db import driver
from service.log.kept import KeptCheckpoint
from service.log.keys import TrustedKey
from service.log.notes import (
    LONGEST,
    MalformedNoteError,
    Note,
    Standing,
    judge,
    parse,
    parse_unsigned,
)
from service.log.proofs import consistency, root_at
from service.log.reading import Head, MissingNodeError, head
from service.log.signing import origin
from tenants.ids import TenantId


class Answer(StrEnum):
    """What a brought checkpoint turns out to be."""

    EMPTY = "empty"  # nothing was brought
    TOO_LONG = "too_long"
    NOT_ONE = "not_one"  # not a checkpoint
    OTHER_TENANT = "other_tenant"  # of another tenant of this instance
    OTHER_PLACE = "other_place"  # of another instance
    UNKNOWN_KEY = "unknown_key"  # signed by nobody on the list of trusted keys
    FORGED = "forged"  # names a trusted key, but is not signed by it
    PREFIX = "prefix"  # its history is the beginning of what is signed now
    SHORTER = "shorter"  # the database holds fewer events than it speaks for
    DIFFERENT = "different"  # what is signed now began differently: two histories
    RETIRED = "retired"  # differs, and only a key out of use vouches for it
    UNPROVED = "unproved"  # the database cannot supply the proof's steps
    UNSIGNED = "unsigned"  # nothing that is signed now reaches as far
    PAPER = "paper"  # differs, and bears no signature: three lines copied from paper


BROKEN = {Answer.SHORTER, Answer.DIFFERENT}


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer, the checkpoint that was brought, and the one it was held against."""

    answer: Answer
    note: Note | None = None
    newest: KeptCheckpoint | None = None
    size: int = 0  # events in the database

    @property
    def brought(self) -> int:
        """How many events the brought checkpoint speaks for."""
        return self.note.checkpoint.size if self.note else 0


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a tenant's checkpoints are held against: the trusted keys, the newest one kept."""

    tenant_id: TenantId
    trusted: Sequence[TrustedKey]
    newest: KeptCheckpoint | None

    def compare(self, text: str, connection: Connection) -> Compared:
        """Judge a checkpoint that somebody brought, whatever its text is."""
        said = tidied(text)
        if len(said) > LONGEST or not said:
            return Compared(Answer.TOO_LONG if said else Answer.EMPTY)
        try:
            note = _read(said)
        except MalformedNoteError:
            return Compared(Answer.NOT_ONE)
        stranger = self._stranger(note)
        if stranger:
            return Compared(stranger, note)
        known = head(driver(connection))
        answer = self._held_against(note, known, connection)
        return Compared(answer, note, self.newest, known.size)

    def _stranger(self, note: Note) -> Answer | None:
        """Say whose it is when it is not this tenant's, or not signed."""
        names = {key.public.name for key in self.trusted}
        name, _, number = note.checkpoint.origin.rpartition("/t/")
        if name not in names:
            return Answer.OTHER_PLACE
        if note.checkpoint.origin != origin(name, self.tenant_id) or not number:
            return Answer.OTHER_TENANT
        if not note.signatures:  # from paper: believed where it agrees
            return None
        standings = {Standing.UNKNOWN: Answer.UNKNOWN_KEY, Standing.FORGED: Answer.FORGED}
        return standings.get(judge(note, self.trusted))

    def _held_against(self, note: Note, known: Head, connection: Connection) -> Answer:
        size = note.checkpoint.size
        if size > known.size:
            return self._unless_retired(note, Answer.SHORTER)
        newest = self.newest.note if self.newest else None
        signed = newest and judge(newest, self.trusted) is Standing.SIGNED
        if newest is None or not signed or newest.checkpoint.size < size:
            return Answer.UNSIGNED
        if _grown(note, newest, connection):
            return Answer.PREFIX
        if _ours(note, newest, connection):
            return self._unless_retired(note, Answer.DIFFERENT)
        return Answer.UNPROVED

    def _unless_retired(self, note: Note, answer: Answer) -> Answer:
        """Raise no alarm over what anybody, or a thief of an old key, could have written."""
        if not note.signatures:
            return Answer.PAPER
        retired = judge(note, self.trusted) is Standing.RETIRED
        return Answer.RETIRED if retired else answer


def tidied(text: str) -> str:
    """Undo what mail and clipboards do to a checkpoint: line ends, blanks around it."""
    if len(text) > 2 * LONGEST:
        return text
    lines = [line.strip() for line in text.lstrip("\ufeff").strip().splitlines()]
    return "\n".join(lines) + "\n" if lines else ""


def _read(text: str) -> Note:
    """Read a note, or the three lines of one that were copied from paper."""
    return parse(text) if "\n\n" in text else Note(parse_unsigned(text), ())


def _grown(note: Note, newest: Note, connection: Connection) -> bool:
    old, new = note.checkpoint, newest.checkpoint
    try:
        path = consistency(driver(connection), old.size, new.size)
    except MissingNodeError:
        return False
    return proves_consistency((old.size, old.root), (new.size, new.root), path)


def _ours(note: Note, newest: Note, connection: Connection) -> bool:
    """Tell whether the database's own tree of that size leads to the newest checkpoint.

    Then the newest one was signed for another beginning than the brought one; otherwise the
    stored tree is damaged and proves nothing either way.
    """
    size, new = note.checkpoint.size, newest.checkpoint
    if size == new.size:
        return True
    try:
        path = consistency(driver(connection), size, new.size)
        root = root_at(driver(connection), size)
    except MissingNodeError:
        return False
    return proves_consistency((size, root), (new.size, new.root), path)
