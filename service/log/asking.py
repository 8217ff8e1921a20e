"""Asks the witnesses to cosign what was signed last, and keeps what they answer.

Nobody waits for this: a witness that does not answer is left alone for the rest of the round.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import psycopg
from msgspec import structs

from events.merkle import proves_consistency
from service.clock import now
from service.db import driver
from service.log.kept import DamagedFileError, KeptCheckpoint, KeptFile
from service.log.notes import Note
from service.log.operating import Log
from service.log.posting import Reply, UnreachableError, post
from service.log.proofs import consistency, root_at
from service.log.reading import MissingNodeError
from service.log.wire import SIZE, TEXT, MalformedRequestError, size_told, with_answer, write
from service.log.witness import Request, cosigners, key_id
from service.log.witnesses import AskedWitness, State, Trouble, Witnesses
from tenants.scope import Scope

TROUBLES = {
    403: Trouble.NOT_TRUSTED,
    404: Trouble.NOT_WATCHED,
    409: Trouble.DIFFERENT,
    422: Trouble.INCONSISTENT,
}


class TroubledError(Exception):
    """The witness did not cosign."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(slots=True)
class Asking:
    """One round of asking; remembers who did not answer."""

    log: Log
    silent: set[str] = field(default_factory=set)

    def ask(self, scope: Scope) -> int:
        """Ask every witness that has not cosigned a tenant's newest checkpoint yet."""
        file, witnesses = self._file(scope), Witnesses(self.log.data)
        kept = _newest(file)
        if kept is None:
            return 0
        states, came = witnesses.states(scope.tenant_id), 0
        for witness in witnesses.of(kept.note.checkpoint.origin):
            if cosigners(kept.note, [witness.key]):
                continue
            before = states.get(witness.key.name, State())
            after = self._state(scope, kept, witness, before)
            states[witness.key.name] = after
            came += after.trouble is None
            witnesses.note(scope.tenant_id, states)
        return came

    def _state(
        self, scope: Scope, kept: KeptCheckpoint, witness: AskedWitness, before: State
    ) -> State:
        try:
            cosigned = self._cosigned(scope, kept, witness, before.size)
        except TroubledError as met:
            since = before.since if before.trouble is met.trouble else now()
            return structs.replace(before, trouble=met.trouble, since=since)
        _keep(self._file(scope), cosigned, witness)
        return State(kept.size, now())

    def _cosigned(
        self, scope: Scope, kept: KeptCheckpoint, witness: AskedWitness, old: int
    ) -> Note:
        """Ask, and once again from the size that the witness says it saw."""
        old = min(old, kept.size)
        reply = self._post(witness, _request(scope, kept, old))
        if reply.status == 409 and reply.kind == SIZE:
            seen = _size(reply)
            if seen > kept.size:
                raise TroubledError(Trouble.SHORTER)
            reply = self._post(witness, _request(scope, kept, seen))
        if reply.status != 200:
            raise TroubledError(TROUBLES.get(reply.status, Trouble.STRANGE))
        return _read(kept.note, reply, witness)

    def _post(self, witness: AskedWitness, request: Request) -> Reply:
        if witness.url in self.silent:
            raise TroubledError(Trouble.UNREACHABLE)
        try:
            return post(witness.address, write(request), TEXT)
        except UnreachableError as silent:
            self.silent.add(witness.url)
            raise TroubledError(Trouble.UNREACHABLE) from silent

    def _file(self, scope: Scope) -> KeptFile:
        return KeptFile(self.log.signer.folder, scope.tenant_id)


def _newest(file: KeptFile) -> KeptCheckpoint | None:
    try:
        return next(iter(file.newest()), None)
    except DamagedFileError:
        return None


def _request(scope: Scope, kept: KeptCheckpoint, old: int) -> Request:
    """Prove that the checkpoint extends what the witness saw, as far as our tree is sound."""
    with scope.begin() as connection:
        raw = driver(connection)
        try:
            path = consistency(raw, old, kept.size)
            sound = _sound(raw, kept, old, path)
        except MissingNodeError as missing:
            raise TroubledError(Trouble.NODES) from missing
    if not sound:
        raise TroubledError(Trouble.NODES)
    return Request(old, path, kept.note)


def _sound(
    raw: psycopg.Connection[Any], kept: KeptCheckpoint, old: int, path: list[bytes]
) -> bool:
    root = root_at(raw, old) if old < kept.size else kept.note.checkpoint.root
    return proves_consistency((old, root), (kept.size, kept.note.checkpoint.root), path)


def _size(reply: Reply) -> int:
    try:
        return size_told(reply.body)
    except MalformedRequestError as strange:
        raise TroubledError(Trouble.STRANGE) from strange


def _read(note: Note, reply: Reply, witness: AskedWitness) -> Note:
    """Take this witness's own cosignature out of an answer, if it verifies."""
    try:
        said = with_answer(note, reply.body)
    except MalformedRequestError as strange:
        raise TroubledError(Trouble.STRANGE) from strange
    if not cosigners(said, [witness.key]):
        raise TroubledError(Trouble.STRANGE)
    return said


def _keep(file: KeptFile, cosigned: Note, witness: AskedWitness) -> None:
    """Keep a cosignature with its checkpoint, unless a newer one was signed meanwhile."""
    named = (witness.key.name, key_id(witness.key))
    added = tuple(s for s in cosigned.signatures if (s.name, s.key_id) == named)
    with file.alone():
        newest = _newest(file)
        if newest and newest.note.checkpoint == cosigned.checkpoint:
            note = replace(newest.note, signatures=(*newest.note.signatures, *added))
            file.append(replace(newest, note=note))
