"""Verifies one tenant's whole log against itself and against what is kept outside.

Checked, in this order: every event against its leaf and its place, the end against the head,
the tree against checkpoints kept outside, receipts, and the tree kept in the database.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg

from events.merkle import HASH, Node
from service.db import driver
from service.log.keys import TrustedKey
from service.log.notes import MalformedNoteError, Note, Standing, judge, parse
from service.log.reading import Head, head, notes
from service.log.signing import origin
from service.log.verdicts import Break, Finding, Means, Verdict
from service.log.walking import Told, Walk, walk
from tenants.ids import TenantId
from tenants.scope import Scope

LONGEST = 3600  # seconds that one tenant may take
NODES = (
    "SELECT level, number, hash FROM es.tree_nodes"
    " WHERE tenant_id = (SELECT ctx.tenant()) ORDER BY level, number"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is held outside the database: trusted keys, kept checkpoints, receipts.

    `notes` were kept before the verification began; `later` gives those that the signer keeps
    by now, which it may have added meanwhile. `receipts` are leaves by position, as the append
    gave them out.
    """

    name: str
    trusted: Sequence[TrustedKey]
    notes: Sequence[Note]
    receipts: Mapping[int, bytes] = field(default_factory=dict)
    later: Callable[[], Sequence[Note]] = tuple

    def origins(self, tenant_id: TenantId) -> frozenset[str]:
        """Name the tenant's tree, here and in an instance that it came from."""
        names = {self.name, *(key.public.name for key in self.trusted)}
        return frozenset(origin(name, tenant_id) for name in names)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the database says of itself."""

    head: Head
    notes: tuple[Note | None, ...]
    nodes: dict[Node, bytes]

    def largest(self) -> int:
        return max([self.head.size, *(n.checkpoint.size for n in self.notes if n)])


def verify(scope: Scope, evidence: Evidence, told: Told = lambda _size: None) -> Verdict:
    """Verify a tenant's log, in one snapshot."""
    snapshot = Scope(
        scope.engine, scope.tenant_id, scope.key, scope.as_owner, LONGEST, snapshot=True
    )
    with snapshot.begin() as connection:
        raw = driver(connection)
        held = _held(raw)
        known = [note for note in (*evidence.notes, *held.notes) if note]
        sizes = {note.checkpoint.size for note in known}
        done = walk(raw, sizes, evidence.receipts, told)
    names = evidence.origins(scope.tenant_id)
    finding = done.finding or _against(evidence, held, done, names)
    proved = 0 if finding else _proved(evidence, done)
    return Verdict(done.tree.size, proved, finding)


def _against(
    evidence: Evidence, held: _Held, done: Walk, names: frozenset[str]
) -> Finding | None:
    return (
        _counted(held.head, done)
        or _keyless(evidence, held)
        or _vouched(evidence, names)
        or _as_kept(evidence.notes, held, done)
        or _noted(held.notes, evidence, names)
        or _receipted(evidence.receipts, done)
        or _unlike_tree(evidence.notes, held, done)
    )


def _counted(said: Head, done: Walk) -> Finding | None:
    size = done.tree.size
    if size < said.size:
        return Finding(Break.CUT, Means.HEAD, size + 1, said.size)
    if size > said.size:
        return Finding(Break.UNCOUNTED, Means.HEAD, said.size + 1, size)
    return None


def _keyless(evidence: Evidence, held: _Held) -> Finding | None:
    """Tell a list of keys that is gone from an instance that has not begun to sign."""
    if evidence.trusted or not (evidence.notes or held.notes):
        return None
    return Finding(Break.NO_KEY, Means.KEYS, 0, 0)


def _vouched(evidence: Evidence, names: frozenset[str]) -> Finding | None:
    """Check that the checkpoints kept outside are this tenant's, and signed by our keys."""
    newest = _largest(evidence, Standing.SIGNED)
    for note in evidence.notes:
        kind = _unbelievable(note, evidence.trusted, names, newest)
        if kind is not None:
            size = note.checkpoint.size
            return Finding(kind, Means.KEPT, size, size)
    return None


def _unbelievable(
    note: Note, trusted: Sequence[TrustedKey], names: frozenset[str], newest: int
) -> Break | None:
    standing = judge(note, trusted)
    if note.checkpoint.origin not in names or standing in {Standing.FORGED, Standing.UNKNOWN}:
        return Break.FORGED
    if standing is Standing.RETIRED and note.checkpoint.size > newest:
        return Break.RETIRED_KEY
    return None


def _as_kept(kept: Sequence[Note], held: _Held, done: Walk) -> Finding | None:
    """Compare the tree with the checkpoints kept outside, the smallest first."""
    size, sizes = done.tree.size, {0, *(note.checkpoint.size for note in kept)}
    for checkpoint in sorted((note.checkpoint for note in kept), key=lambda c: c.size):
        if checkpoint.size > size:
            cut = held.largest() > size
            kind = Break.CUT if cut else Break.OLD_BACKUP
            means = Means.CHECKPOINTS if cut else Means.KEPT
            return Finding(kind, means, size + 1, max(sizes))
        if done.roots[checkpoint.size] != checkpoint.root:
            same = max((n for n in sizes if n < checkpoint.size), default=0)
            found = Finding(Break.REWRITTEN, Means.KEPT, same + 1, checkpoint.size)
            return _narrowed(found, held, done)
    return None


def _noted(
    noted: Iterable[Note | None], evidence: Evidence, names: frozenset[str]
) -> Finding | None:
    """Check that the database's checkpoints are those that are kept outside."""
    kept = {note.checkpoint for note in (*evidence.notes, *evidence.later())}
    for note in noted:
        kind = _strange(note, evidence, names)
        if kind is Break.FORGED or note is None or note.checkpoint not in kept:
            size = note.checkpoint.size if note else 0
            return Finding(kind, Means.CHECKPOINTS, size, size)
    return None


def _strange(note: Note | None, evidence: Evidence, names: frozenset[str]) -> Break:
    """Say what a checkpoint would be if it is not among those kept outside."""
    if note is None or note.checkpoint.origin not in names:
        return Break.FORGED
    standing = judge(note, evidence.trusted)
    if standing in {Standing.FORGED, Standing.UNKNOWN}:
        return Break.FORGED
    if standing is Standing.RETIRED:
        return Break.RETIRED_KEY
    return Break.FOREIGN if evidence.notes else Break.KEPT_LOST


def _receipted(receipts: Mapping[int, bytes], done: Walk) -> Finding | None:
    """Check that no event is gone that somebody holds a receipt of."""
    gone = [position for position in receipts if position > done.tree.size]
    if gone:
        return Finding(Break.RECEIPT, Means.RECEIPTS, done.tree.size + 1, max(gone))
    return None


def _narrowed(found: Finding, held: _Held, done: Walk) -> Finding:
    """Narrow a break down where the tree in the database was not rewritten as well."""
    tree = _tree(held, done)
    if tree is None or not found.first <= tree.last <= found.last:
        return found
    return Finding(found.kind, tree.means, max(found.first, tree.first), tree.last)


def _unlike_tree(kept: Iterable[Note], held: _Held, done: Walk) -> Finding | None:
    """Tell a damaged tree from events rewritten since the last checkpoint kept outside."""
    tree = _tree(held, done)
    if tree is None or tree.last <= _end(kept):
        return tree
    return Finding(Break.REWRITTEN, tree.means, max(tree.first, _end(kept) + 1), tree.last)


def _tree(held: _Held, done: Walk) -> Finding | None:
    """Check the frontier and the nodes that the database keeps."""
    for node in sorted(done.nodes.keys() | held.nodes.keys(), key=_first):
        if done.nodes.get(node) != held.nodes.get(node):
            first = _first(node)
            return Finding(Break.TREE, Means.NODES, first, first + (1 << node[0]) - 1)
    if held.head.frontier != done.tree.written():
        return Finding(Break.TREE, Means.HEAD, *_differing(held.head, done))
    return None


def _differing(said: Head, done: Walk) -> tuple[int, int]:
    """Give the first and last event below the first hash of the frontier that differs."""
    start, written = 0, done.tree.written()
    for place in range(len(done.tree.hashes)):
        width = 1 << (done.tree.size - start).bit_length() - 1
        part = slice(place * HASH, (place + 1) * HASH)
        if said.frontier[part] != written[part]:
            return start + 1, start + width
        start += width
    return done.tree.size, done.tree.size


def _first(node: Node) -> int:
    level, number = node
    return (number << level) + 1


def _proved(evidence: Evidence, done: Walk) -> int:
    return min(_largest(evidence, Standing.SIGNED), done.tree.size)


def _largest(evidence: Evidence, wanted: Standing) -> int:
    signed = [n for n in evidence.notes if judge(n, evidence.trusted) is wanted]
    return _end(signed)


def _end(kept: Iterable[Note]) -> int:
    return max((note.checkpoint.size for note in kept), default=0)


def _held(connection: psycopg.Connection[Any]) -> _Held:
    nodes = {(level, number): h for level, number, h in connection.execute(NODES)}
    return _Held(head(connection), tuple(_parsed(n.note) for n in notes(connection)), nodes)


def _parsed(text: str) -> Note | None:
    try:
        return parse(text)
    except MalformedNoteError:
        return None
