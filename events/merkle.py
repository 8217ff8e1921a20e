"""The Merkle tree of RFC 6962 (RFC 9162, section 2.1): hashes, growth, proofs, verification.

A node is named by its level (0 for leaves) and its number from the left; only complete
subtrees have names, and the hash of a complete subtree never changes again.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

HASH = 32  # bytes
EMPTY = sha256(b"").digest()
Node = tuple[int, int]
Range = tuple[int, int]  # leaves from the first up to, not including, the second


def leaf_hash(data: bytes) -> bytes:
    """Hash a leaf's bytes."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours into their parent."""
    return sha256(b"\1" + left + right).digest()


def parents(row: Sequence[bytes]) -> list[bytes]:
    """Hash each two neighbours of a level into their parent; an odd last one has none yet."""
    pairs = iter(row)
    return [sha256(b"\1" + left + right).digest() for left, right in zip(pairs, pairs)]  # noqa: B905


class Frontier:
    """A tree that only grows: the roots of its complete subtrees, the largest first.

    Raises:
        ValueError: the hashes are not as many as a tree of that size has.
    """

    def __init__(self, size: int = 0, written: bytes = b"") -> None:
        if size < 0 or len(written) != size.bit_count() * HASH:
            raise ValueError(f"no frontier of a tree of {size} leaves")
        self.size = size
        self.hashes = [written[i : i + HASH] for i in range(0, len(written), HASH)]

    def append(self, leaf: bytes) -> Sequence[tuple[Node, bytes]]:
        """Add a leaf; gives the inner nodes that are complete from now on."""
        number, hashes = self.size, self.hashes
        self.size = number + 1
        if not number & 1:  # every other leaf completes nothing: the shortest way
            hashes.append(leaf)
            return ()
        level, made = 0, []
        while number & 1:
            leaf = sha256(b"\1" + hashes.pop() + leaf).digest()
            number, level = number >> 1, level + 1
            made.append(((level, number), leaf))
        hashes.append(leaf)
        return made

    def extend(self, leaves: Iterable[bytes]) -> list[tuple[int, int, list[bytes]]]:
        """Add many leaves, level by level: the same tree in half the time.

        Returns:
            The inner nodes that are complete from now on: level, number of the first, hashes.
        """
        row, first, level = list(leaves), self.size, 0
        self.size += len(row)
        peaks, made = list[bytes](), []
        while row:
            if first & 1:
                row = [self.hashes.pop(), *row]
            if len(row) & 1:
                peaks.append(row[-1])
            row = parents(row)
            first, level = first >> 1, level + 1
            made.append((level, first, row))
        self.hashes += reversed(peaks)
        return made

    def root(self) -> bytes:
        """Give the root of the whole tree."""
        return fold(self.hashes)

    def written(self) -> bytes:
        """Write the frontier as the database keeps it."""
        return b"".join(self.hashes)


def fold(hashes: Sequence[bytes]) -> bytes:
    """Join the roots of neighbouring complete subtrees, the largest first, into one root."""
    if not hashes:
        return EMPTY
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def subtrees(leaves: Range) -> list[Node]:
    """Name the complete subtrees that a range of leaves is made of, from left to right.

    The range is one that occurs in proofs: its start is a multiple of the largest power of two
    that fits into it.
    """
    start, end = leaves
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Say which subtrees' roots prove that leaf `index`, from 0, is in a tree of `size`.

    Raises:
        ValueError: a tree of that size has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    start, end, path = 0, size, list[Range]()
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Say which subtrees' roots prove that a tree of `new` leaves begins with `old` of them.

    Raises:
        ValueError: the sizes are not in order.
    """
    if not 0 <= old <= new:
        raise ValueError(f"{old} leaves cannot come before {new}")
    start, end, path = 0, new, list[Range]()
    if old in {0, new}:
        return path
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return [(start, end), *path[::-1]] if start else path[::-1]


def proof(ranges: Iterable[Range], nodes: Mapping[Node, bytes]) -> list[bytes]:
    """Make a proof out of the named nodes' hashes."""
    return [fold([nodes[node] for node in subtrees(leaves)]) for leaves in ranges]


def proves_inclusion(
    leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether a proof shows the leaf at `index` of the tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    number, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = node_hash(step, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, step)
        number, last = number >> 1, last >> 1
    return last == 0 and found == root


def proves_consistency(
    old: tuple[int, bytes], new: tuple[int, bytes], path: Sequence[bytes]
) -> bool:
    """Tell whether a proof shows that one tree grew into the other (RFC 9162, 2.1.4.2).

    Args:
        old: size and root of the smaller tree.
        new: size and root of the larger tree.
        path: the proof.
    """
    (old_size, old_root), (new_size, new_root) = old, new
    if not 0 <= old_size <= new_size or (old_size == 0 and old_root != EMPTY):
        return False
    if old_size in {0, new_size}:
        return not path and (old_size == 0 or old_root == new_root)
    steps = list(path) if old_size & (old_size - 1) else [old_root, *path]
    return bool(steps) and _grew(old, new, steps)


def _grew(old: tuple[int, bytes], new: tuple[int, bytes], steps: Sequence[bytes]) -> bool:
    number, last = old[0] - 1, new[0] - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            after = node_hash(after, step)
        number, last = number >> 1, last >> 1
    return last == 0 and (before, after) == (old[1], new[1])


def _split(size: int) -> int:
    """Give the largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1
