"""Which witnesses an instance asks, and how each stands to each tenant's tree.

`witnesses.txt` in the data folder, a line a witness: the tree's origin or `*` for all, the
address below which `add-checkpoint` is, the witness's key (C2SP verifier key of cosignatures).
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from service.log.keys import MalformedKeyError, PublicKey, verifier_key
from service.log.witness import COSIGNATURE
from tenants.ids import TenantId

LIST = "witnesses.txt"
ALL = "*"


class Trouble(StrEnum):
    """Why a witness did not cosign, as the log's side knows it."""

    UNREACHABLE = "unreachable"  # no answer in time
    NOT_WATCHED = "not_watched"  # the witness does not know the tree
    NOT_TRUSTED = "not_trusted"  # the witness does not know the key
    STRANGE = "strange"  # an answer that is none of the protocol's
    NODES = "nodes"  # our own stored tree cannot supply a proof
    SHORTER = "shorter"  # the witness saw more events than are signed now: an alarm
    DIFFERENT = "different"  # the witness saw another root of this size: an alarm
    INCONSISTENT = "inconsistent"  # the witness saw another history: an alarm


ALARMING = {Trouble.SHORTER, Trouble.DIFFERENT, Trouble.INCONSISTENT}


class State(msgspec.Struct, frozen=True):
    """How one witness stands to one tree: the size it saw last, when, and what is wrong."""

    size: int = 0
    cosigned_at: datetime | None = None
    trouble: Trouble | None = None
    since: datetime | None = None  # when the trouble was met first


@dataclass(frozen=True, slots=True)
class AskedWitness:
    """A witness that is asked: where, and the key of its cosignatures."""

    url: str
    key: PublicKey

    @property
    def address(self) -> str:
        """Where checkpoints are posted to."""
        return f"{self.url.rstrip('/')}/add-checkpoint"


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The witnesses of an instance, below its data folder."""

    data: Path

    def of(self, origin: str) -> list[AskedWitness]:
        """Give the witnesses of a tree.

        Raises:
            MalformedKeyError: a line of the list cannot be read.
        """
        path = self.data / LIST
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        named = [_line(line) for line in lines if line.strip()]
        return [witness for tree, witness in named if tree in {ALL, origin}]

    def add(self, origin: str, url: str, key: PublicKey) -> None:
        """Ask one more witness for a tree, or for all."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / LIST).open("a", encoding="utf-8") as file:
            file.write(f"{origin} {url} {key.written(COSIGNATURE)}\n")

    def states(self, tenant_id: TenantId) -> dict[str, State]:
        """Give how each witness stands to a tenant's tree, by the witness's name."""
        with suppress(FileNotFoundError, msgspec.MsgspecError):
            data = self._states(tenant_id).read_bytes()
            return msgspec.json.decode(data, type=dict[str, State])
        return {}

    def note(self, tenant_id: TenantId, states: Mapping[str, State]) -> None:
        """Keep how the witnesses stand to a tenant's tree."""
        path = self._states(tenant_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".new")
        partial.write_bytes(msgspec.json.encode(states))
        partial.replace(path)

    def _states(self, tenant_id: TenantId) -> Path:
        return self.data / "witnessed" / f"{tenant_id}.json"


def _line(line: str) -> tuple[str, AskedWitness]:
    words = line.split()
    if len(words) != 3:
        raise MalformedKeyError(line[:80])
    return words[0], AskedWitness(words[1], verifier_key(words[2], COSIGNATURE))
