"""What a tenant's witness watches: its own key, and the trees with their logs' keys.

A folder holds `keys/` (as the log's own) and `watched.txt`, a line a key: the tree's origin,
`active` or `retired`, the key, and what people call the tree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.log.keys import TRUSTED, KeyRing, TrustedKey, trusted_key
from service.log.witness import Witness
from tenants.ids import TenantId

WATCHED = "watched.txt"


@dataclass(frozen=True, slots=True)
class Watch:
    """The witness that one tenant runs, in a folder outside the database."""

    folder: Path

    @property
    def keys(self) -> KeyRing:
        """The witness's own key."""
        return KeyRing(self.folder / "keys")

    def begun(self) -> bool:
        """Tell whether the tenant runs a witness."""
        return (self.keys.folder / TRUSTED).exists()

    def watched(self) -> dict[str, list[TrustedKey]]:
        """Read which trees are watched, by origin, with the keys of their logs.

        Raises:
            MalformedKeyError: a line of the list cannot be read.
        """
        found: dict[str, list[TrustedKey]] = {}
        for origin, key, _ in self._lines():
            found.setdefault(origin, []).append(key)
        return found

    def names(self) -> dict[str, str]:
        """Give what people call each watched tree.

        Raises:
            MalformedKeyError: a line of the list cannot be read.
        """
        return {origin: name or origin for origin, _, name in self._lines()}

    def add(self, origin: str, key: TrustedKey, name: str = "") -> None:
        """Watch one more tree, or take one more key of a tree."""
        use = "active" if key.active else "retired"
        with (self.folder / WATCHED).open("a", encoding="utf-8") as file:
            file.write(f"{origin} {use} {key.public.written()} {name}".rstrip() + "\n")

    def _lines(self) -> Iterator[tuple[str, TrustedKey, str]]:
        path = self.folder / WATCHED
        for line in path.read_text("utf-8").splitlines() if path.exists() else []:
            origin, _, rest = line.partition(" ")
            use, key, *name = rest.split(" ", 2) if rest.count(" ") else ("", "")
            yield origin, trusted_key(f"{use} {key}"), "".join(name)

    def witness(self) -> Witness:
        """Give the witness.

        Raises:
            MissingKeyError: the tenant runs none, or its key cannot be read.
            MalformedKeyError: a list cannot be read.
        """
        return Witness(self.keys.signers()[-1], self.folder / "seen", self.watched())


def watch(data: Path, tenant_id: TenantId) -> Watch:
    """Give the place of a tenant's witness, whether it runs one or not."""
    return Watch(data / "witness" / str(tenant_id))
