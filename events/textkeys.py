"""A data key: a tree of text keys, one for each event, from which single ones can be cut out.

Sixteen keys follow from each by hashing (a puncturable function of Goldreich, Goldwasser and
Micali), so that a whole tenant's text needs one row, and one event's text can still be erased:
the key's seed is replaced by the seeds beside the path to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

DIGITS = "0123456789abcdef"
SEED = 32  # bytes
STREAM = 0xFFFFFFFFFFFF  # of a stream's identifier, what a path names
PATH = 18  # digits: the last 12 of the stream's identifier, 6 of the version
NEAR = 2  # last digits of a path, below a seed that neighbours share and that is remembered


@dataclass(frozen=True, slots=True)
class DataKey:
    """A data key by its identifier (16 bytes): the seeds that are left, by their paths."""

    key_id: bytes
    seeds: Mapping[str, bytes]
    known: dict[tuple[int, int], bytes] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def whole(cls, key_id: UUID, seed: bytes) -> "DataKey":
        """Give a key from which nothing was cut out yet; the seed has 32 random bytes."""
        return cls(key_id.bytes, {"": seed})

    def text_key(self, stream_id: UUID, version: int) -> bytes | None:
        """Give the key (32 bytes) of one event's text, or None when it was cut out."""
        shared = stream_id.int & STREAM, version >> 8
        seed = self.known.get(shared)
        if seed is None:
            path = _path(stream_id, version)
            if (seed := self._follow(path[:-NEAR])) is None:
                return self._follow(path)
            self.known[shared] = seed
        return _down(seed, f"{version & 0xFF:02x}")

    def without(self, stream_id: UUID, version: int) -> "DataKey":
        """Give this key with one event's text key cut out of it for ever."""
        path = _path(stream_id, version)
        above = self._above(path)
        if above is None:
            return self
        kept = {known: seed for known, seed in self.seeds.items() if known != above}
        seed = self.seeds[above]
        for length in range(len(above), PATH):
            parent, taken = path[:length], path[length]
            kept |= {parent + d: _down(seed, d) for d in DIGITS if d != taken}
            seed = _down(seed, taken)
        return DataKey(self.key_id, kept)

    def written(self) -> bytes:
        """Write the seeds: for each the length of its path (a byte), the path, the seed."""
        return b"".join(
            bytes([len(path)]) + path.encode() + seed
            for path, seed in sorted(self.seeds.items())
        )

    @classmethod
    def read(cls, key_id: UUID, written: bytes) -> "DataKey":
        """Read what `written` wrote."""
        seeds, at = dict[str, bytes](), 0
        while at < len(written):
            begin = at + 1 + written[at]
            seeds[written[at + 1 : begin].decode()] = written[begin : begin + SEED]
            at = begin + SEED
        return cls(key_id.bytes, seeds)

    def _follow(self, path: str) -> bytes | None:
        above = self._above(path)
        return None if above is None else _down(self.seeds[above], path[len(above) :])

    def _above(self, path: str) -> str | None:
        """Find the seed that a path begins with; whole keys have it at the root."""
        return next((path[:n] for n in range(len(path) + 1) if path[:n] in self.seeds), None)


def _path(stream_id: UUID, version: int) -> str:
    return f"{stream_id.int & STREAM:012x}{version:06x}"


def _down(seed: bytes, path: str) -> bytes:
    for digit in path:
        seed = sha256(seed + digit.encode()).digest()
    return seed
