"""The signer: once a round it signs every tenant's tree that has grown.

It goes by its own file, outside the database: from the frontier that it signed last it grows
the tree with leaves made from the stored events, and what does not extend that is not signed.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg

from events.merkle import Frontier
from service.clock import now
from service.db import driver
from service.log.kept import DamagedFileError, KeptCheckpoint, KeptFile
from service.log.keys import KeyRing, KeySigner, MissingKeyError
from service.log.notes import Checkpoint, Note, Standing, judge, sign
from service.log.reading import Head, head, leaves, notes
from tenants.ids import TenantId
from tenants.scope import Scope

ADD = "SELECT es.keep_checkpoint(%s, %s, %s)"
BEFORE_ALL = -(2**63)
log = logging.getLogger("sauro.log")


class Alarm(StrEnum):
    """Why the signer will not sign."""

    SHORTER = "shorter"  # fewer events than were signed: cut, or an old backup restored
    REWRITTEN = "rewritten"  # the database's tree is not what its events give
    GAP = "gap"  # a position is missing
    BACKDATED = "backdated"  # an event was recorded before the one it follows
    FILE_LOST = "file_lost"  # the database knows checkpoints that the signer's file does not
    FILE_DAMAGED = "file_damaged"  # the signer's file is not what it signed
    NO_KEY = "no_key"


class RefusedToSignError(Exception):
    """Signing would vouch for a history that does not extend the one vouched for before."""

    def __init__(self, alarm: Alarm, first: int, last: int) -> None:
        super().__init__(f"{alarm} {first}-{last}")
        self.alarm, self.first, self.last = alarm, first, last


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did: tenants signed, and the alarms by tenant."""

    signed: int
    alarms: dict[TenantId, Alarm]


def origin(name: str, tenant_id: TenantId) -> str:
    """Name a tenant's tree, below the name of the instance."""
    return f"{name}/t/{tenant_id}"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs with the keys of one folder and keeps what it signed in another."""

    keys: KeyRing
    folder: Path

    def round(self, scopes: Iterable[Scope]) -> Round:
        """Sign every tenant once; a refusal for one is an alarm and stops no other."""
        signed, alarms = 0, dict[TenantId, Alarm]()
        for scope in scopes:
            try:
                signed += self.sign(scope) is not None
            except RefusedToSignError as refused:
                alarms[scope.tenant_id] = refused.alarm
                log.critical("tenant %s not signed: %s", scope.tenant_id, refused)
        return Round(signed, alarms)

    def sign(self, scope: Scope, *, at: datetime | None = None) -> KeptCheckpoint | None:
        """Sign a tenant's tree, unless it stands as it was signed last.

        Raises:
            RefusedToSignError: it does not extend what was signed last, or no key can be read.
        """
        file = KeptFile(self.folder, scope.tenant_id)
        with file.alone(), scope.begin() as connection:
            try:
                return self._sign(file, driver(connection), at or now())
            except DamagedFileError as damaged:
                raise RefusedToSignError(Alarm.FILE_DAMAGED, 0, 0) from damaged
            except MissingKeyError as missing:
                raise RefusedToSignError(Alarm.NO_KEY, 0, 0) from missing

    def _sign(
        self, file: KeptFile, connection: psycopg.Connection[Any], at: datetime
    ) -> KeptCheckpoint | None:
        file.drop_cut_line()
        kept = file.newest()
        last = self._believed(kept[0]) if kept else None
        tree = last.tree() if last else Frontier()
        _file_is_newest(tree.size, connection)
        tree = grown(tree, head(connection), connection)
        signers = self.keys.signers()
        if tree.size == 0 or (last and last.size == tree.size and _by(last.note, signers)):
            return None
        name = origin(self.keys.name(), file.tenant_id)
        note = sign(Checkpoint(name, tree.size, tree.root()), signers)
        new = KeptCheckpoint(note, tree.written(), at)
        file.append(new)
        connection.execute(ADD, (new.size, at, note.written()))
        return new

    def _believed(self, last: KeptCheckpoint) -> KeptCheckpoint:
        standing = judge(last.note, self.keys.trusted())
        if standing not in {Standing.SIGNED, Standing.RETIRED}:
            raise DamagedFileError(str(last.size))
        return last


def grown(tree: Frontier, wanted: Head, connection: psycopg.Connection[Any]) -> Frontier:
    """Grow a tree with the events after it, and compare with what the database says.

    Raises:
        RefusedToSignError: the database holds fewer events, has a gap, says another tree, or an
            event was recorded before the one it follows.
    """
    before, recorded = tree.size, BEFORE_ALL
    if wanted.size < before:
        raise RefusedToSignError(Alarm.SHORTER, wanted.size + 1, before)
    for row in leaves(connection, max(before - 1, 0), wanted.size):
        if row.position > before:
            if row.position != tree.size + 1:
                break
            if row.recorded < recorded:
                raise RefusedToSignError(Alarm.BACKDATED, row.position, row.position)
            tree.append(row.made)
        recorded = row.recorded
    if tree.size != wanted.size:
        raise RefusedToSignError(Alarm.GAP, tree.size + 1, wanted.size)
    if tree.written() != wanted.frontier:
        raise RefusedToSignError(Alarm.REWRITTEN, min(before + 1, wanted.size), wanted.size)
    return tree


def _file_is_newest(size: int, connection: psycopg.Connection[Any]) -> None:
    known = max((noted.size for noted in notes(connection)), default=0)
    if known > size:
        raise RefusedToSignError(Alarm.FILE_LOST, size + 1, known)


def _by(note: Note, signers: Sequence[KeySigner]) -> bool:
    """Tell whether exactly these keys signed, besides witnesses: a new key signs at once."""
    names = {signer.public.name for signer in signers}
    said = {signature.key_id for signature in note.signatures if signature.name in names}
    return said == {signer.public.key_id() for signer in signers}
