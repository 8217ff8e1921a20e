"""Items of evidence as pages draw them: a line of the list, revisions, what happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from events.evidence import Added, Revised, Revision
from events.values import Evidence
from service.evidence.finding import Use
from service.tasks.timeline import Entry
from tenants.directory import Directory
from web.evidence.sentences import Names, sentence
from web.told import Line, Local, line
from web.uploads import spoken_file


@dataclass(frozen=True, slots=True)
class Shown:
    """One revision, numbered from 1: its files, its days, who brought it, why it came."""

    number: int
    revision: Revision
    by: str
    reason: str
    files: tuple[Mapping[str, str], ...]


def revisions(entries: Iterable[Entry], register: Directory) -> list[Shown]:
    """List an item's revisions, the latest first."""
    brought = [e.event for e in entries if isinstance(e.event, Added | Revised)]
    return [
        Shown(
            number,
            event.revision,
            register.person(event.person_id),
            event.reason if isinstance(event, Revised) else "",
            tuple(map(spoken_file, event.revision.files)),
        )
        for number, event in enumerate(brought, 1)
    ][::-1]


def files_of(entries: Iterable[Entry]) -> dict[str, Evidence]:
    """Give the files of all revisions, by hash."""
    brought = (e.event for e in entries if isinstance(e.event, Added | Revised))
    return {file.sha256: file for event in brought for file in event.revision.files}


def history(
    entries: Sequence[Entry], register: Directory, names: Names, local: Local
) -> list[Line]:
    """Tell what happened to an item, newest first, as `ui/timeline.html` takes it."""
    return [
        line(entry, sentence(entry.event, names), register, local)
        for entry in reversed(entries)
    ]


def named(uses: Iterable[Use]) -> dict[UUID, str]:
    """Give the codes of what an item is used for."""
    return {use.for_id: use.code for use in uses}
