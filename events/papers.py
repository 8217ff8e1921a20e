"""Templates of official papers: an agency's own forms by kind of paper, each a version.

The bytes lie in a table beside the log; an event names them by their hash.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

PaperKind = Literal["minutes", "report"]


@dataclass(eq=False)
class NoSuchTemplateError(RefusedError):
    """The tenant has no such version of a template of that kind."""

    version: int


class TemplateAdded(Event, frozen=True):
    """A version of an agency's own template was brought; `fields` are those that it names."""

    TOPIC: ClassVar[str] = "papers.TemplateAdded"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"name"})
    kind: PaperKind
    version: int
    name: str
    sha256: str
    size: int
    fields: tuple[str, ...]


class TemplateChosen(Event, frozen=True):
    """Papers of a kind are written by this version from now on; 0 is the system's own."""

    TOPIC: ClassVar[str] = "papers.TemplateChosen"
    kind: PaperKind
    version: int


class PaperTemplates(Stream):
    """All templates of one tenant, by kind, oldest first."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.versions: dict[PaperKind, list[TemplateAdded]] = {}
        self.chosen: dict[PaperKind, int] = {}

    def add(self, said: TemplateAdded) -> None:
        """Keep a version; bringing the newest one again changes nothing."""
        kept = self.versions.get(said.kind, [])
        if not kept or kept[-1].sha256 != said.sha256:
            self.happened(said)

    def choose(self, kind: PaperKind, version: int) -> None:
        """Let papers of a kind be written by a version, or by the system's own layout (0).

        Raises:
            NoSuchTemplateError: there is no such version.
        """
        if not 0 <= version <= len(self.versions.get(kind, [])):
            raise NoSuchTemplateError(version)
        if self.chosen.get(kind, 0) != version:
            self.happened(TemplateChosen(kind=kind, version=version))

    def in_use(self, kind: PaperKind, kept_to: int | None = None) -> TemplateAdded | None:
        """Give the version that papers of a kind are written by; None: the system's own."""
        version = self.chosen.get(kind, 0) if kept_to is None else kept_to
        return self.versions[kind][version - 1] if version else None

    def evolve(self, event: Event) -> None:
        """Remember versions, and which is in use."""
        match event:
            case TemplateAdded():
                self.versions.setdefault(event.kind, []).append(event)
            case TemplateChosen():
                self.chosen[event.kind] = event.version
