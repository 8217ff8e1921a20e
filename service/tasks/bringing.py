"""Evidence that comes with a product: brought in by the same command, or used once more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import NoResultFound

from events.evidence import LONGEST_TITLE, Added, EvidenceItem, Kind, Revision
from events.values import Evidence
from service.tasks import states
from service.tasks.state import TaskState
from service.tasks.states import Sight
from service.work import Work
from tenants.access import Actor

PICTURES, FIGURES = {"png", "jpg"}, {"xlsx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What somebody says of the files that they bring; all of it may be left out.

    `fact_on` is the day that they speak for (today, when not said), `until` the last day of
    their validity. Title and kind follow from the files when they are not said.
    """

    title: str = ""
    kind: Kind | None = None
    number: str = ""
    fact_on: date | None = None
    until: date | None = None


PLAIN = Described()


def bring(
    work: Work, files: tuple[Evidence, ...], said: Described, *, name: str = "evidence"
) -> EvidenceItem:
    """Make an item of files; the caller says what it is used for, and keeps it.

    Raises:
        UntitledError, NoFilesError, ProvesTheFutureError, EndsBeforeError: as `Revision.check`.
    """
    me, item = work.actor, EvidenceItem(work.new_id(name))
    revision = Revision(
        files=files,
        fact_on=said.fact_on or work.today,
        handed_on=work.today,
        until=said.until,
    )
    added = Added(
        title=said.title.strip() or title_of(files),
        kind=said.kind or kind_of(files),
        person_id=me.person_id,
        post_id=me.post_id,
        unit_id=me.unit_id,
        revision=revision,
        number=said.number.strip(),
    )
    item.add(added)
    return item


def used_again(work: Work, item_ids: Iterable[UUID]) -> list[EvidenceItem]:
    """Load items that were brought in before.

    Raises:
        WrongStreamError, NoResultFound: there is none, or the person may not see it.
    """
    items = [work.load(EvidenceItem, item_id) for item_id in dict.fromkeys(item_ids)]
    for item in items:
        require_sight(work.connection, work.actor, item)
    return items


def require_sight(connection: Connection, actor: Actor, item: EvidenceItem) -> None:
    """Refuse an item that an actor may not see.

    Whoever brought it sees it, and whoever sees what it is used for; indicators are seen by
    all who work here.

    Raises:
        NoResultFound: hidden looks like missing.
    """
    mine = actor.person_id in item.brought_by or "indicator" in item.uses.values()
    if not mine and not tasks_of(connection, item, Sight.of(actor)):
        raise NoResultFound


def tasks_of(
    connection: Connection, item: EvidenceItem, sight: Sight | None = None
) -> list[TaskState]:
    """List the tasks that an item is used for, all or those in sight, by code."""
    tasks = [for_id for for_id, purpose in item.uses.items() if purpose == "task"]
    limits = [] if sight is None else [sight.covers()]
    return states.listed(connection, states.table.c.task_id.in_(tasks), *limits)


def files_of(items: Iterable[EvidenceItem]) -> tuple[Evidence, ...]:
    """Give the files of items as they stand, each once."""
    files = (file for item in items for file in item.revision.files)
    return tuple({file.sha256: file for file in files}.values())


def title_of(files: tuple[Evidence, ...]) -> str:
    """Name an item after its first file."""
    return PurePath(files[0].name).stem[:LONGEST_TITLE] if files else ""


def kind_of(files: tuple[Evidence, ...]) -> Kind:
    """Tell the kind by the files: pictures, figures, else a document."""
    kinds = {file.kind for file in files}
    if kinds and kinds <= PICTURES:
        return "photo"
    return "figures" if kinds and kinds <= FIGURES else "document"
