from dataclasses import dataclass
from uuid import UUID, uuid5

import pytest

from events.values import Evidence
from service.evidence import finding
from service.evidence.finding import Use
from service.evidence.states import ItemState
from service.files import evidence, note_file
from service.tasks.bringing import PLAIN, Described
from service.tasks.states import Sight
from service.tasks.working import Acknowledge, Submit
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import Browser, browse, files_of

PDF = b"%PDF-1.4\nbien ban"


@dataclass(frozen=True)
class Store:
    """A commune in which Khải has two tasks; Dợ accepts both."""

    commune: Commune
    tasks: tuple[UUID, UUID]

    def file(self, data: bytes = PDF, name: str = "biên bản.pdf") -> Evidence:
        """Keep a file as an upload does."""
        kept = evidence(name, data)
        files_of(self.commune).put(data)
        with self.commune.ledger.scope.begin() as connection:
            note_file(connection, kept)
        return kept

    def hand_in(
        self,
        number: int = 0,
        *files: Evidence,
        described: Described = PLAIN,
        reused: tuple[UUID, ...] = (),
    ) -> UUID:
        """Hand in a task's product; gives the item that it made."""
        command = Submit(
            task_id=self.tasks[number],
            note="Xong",
            evidence=files,
            described=described,
            reused=reused,
        )
        return uuid5(self.commune.do(command, by="khai"), "evidence")

    def item(self, evidence_id: UUID, login: str = "khai") -> ItemState:
        """Give an item as somebody sees it."""
        with self.commune.ledger.scope.begin() as connection:
            return finding.one(
                connection, evidence_id, Sight.of(self.commune.actors[login]), None
            )

    def uses(self, evidence_id: UUID, login: str = "khai") -> list[Use]:
        """Give what somebody sees that an item is used for."""
        with self.commune.ledger.scope.begin() as connection:
            sight = Sight.of(self.commune.actors[login])
            return finding.uses_of(connection, [evidence_id], sight, None).get(evidence_id, [])


@pytest.fixture
def store(commune: Commune) -> Store:
    tasks = (given_task(commune), given_task(commune))
    for task_id in tasks:
        commune.do(Acknowledge(task_id=task_id), by="khai")
    return Store(commune, tasks)


@pytest.fixture
def item(store: Store) -> UUID:
    """What Khải handed in for the first task."""
    return store.hand_in(0, store.file())


@pytest.fixture
def khai(store: Store) -> Browser:
    return browse(store.commune, "khai")
