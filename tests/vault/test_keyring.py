"""Data keys in the database: made once, walled off, and no text without them."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import ProgrammingError

from events.sealing import DAMAGED, UnknownKeyError
from service.db import engine_for
from service.launch.postgres import Server
from service.ledgers import Instance
from service.tasks import timeline
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import Acknowledge
from service.vault.keyring import NOBODY
from service.vault.stores import keyring
from service.vault.wrapping import MissingWrappingKeyError
from service.work import Order, execute
from tenants.tables import data_keys
from tests.past import Story, days_ago, duty, issued
from tests.people import Commune, make_commune
from tests.work.ledger import at_once, errors, one

FLIP = "UPDATE data_keys SET wrapped = set_bit(wrapped, 100, 1 - get_bit(wrapped, 100))"
SECRET_WORDS = "Mẹ ốm nặng, phải nghỉ chăm"


@pytest.fixture
def task_id(story: Story) -> UUID:
    [task] = story.tasks(issued(story, [duty(story, 1)], at=days_ago(200)))
    story.do(Acknowledge(task_id=task.task_id), by="khai", at=days_ago(198))
    return task.task_id


def obstacle(task_id: UUID, words: str = SECRET_WORDS) -> ReportObstacle:
    return ReportObstacle(task_id=task_id, cause="objective", text=words)


def subjects(connection: Connection) -> list[UUID]:
    return list(connection.scalars(select(data_keys.c.subject)))


def test_what_was_typed_is_nowhere_in_the_event_table(story: Story, task_id: UUID) -> None:
    story.do(obstacle(task_id), by="khai", at=days_ago(100))
    found = f"position(convert_to('{SECRET_WORDS}', 'UTF8') in state) > 0"
    assert one(story.ledger.scope, f"SELECT count(*) FROM es.stored_events WHERE {found}") == 0  # noqa: S608
    with story.ledger.scope.begin() as connection:
        last = timeline.of_task(connection, task_id, None)[-1].event
        assert subjects(connection) == [story.actors["khai"].person_id]
    assert last.text == SECRET_WORDS  # type: ignore[attr-defined]


def test_a_person_has_one_key_however_much_is_written(story: Story, task_id: UUID) -> None:
    for n in range(3):
        story.do(obstacle(task_id, f"Lần {n}"), by="khai", at=days_ago(100 - n))
    with story.ledger.scope.begin() as connection:
        assert len(subjects(connection)) == 1


def test_two_who_need_the_first_key_at_once_get_the_same(commune: Commune) -> None:
    def ask() -> bytes:
        with commune.ledger.scope.begin() as connection:
            return keyring(connection).sealing(None).key_id

    made = at_once(*[ask] * 4)
    assert errors(made) == []
    assert len(set(made)) == 1
    with commune.ledger.scope.begin() as connection:
        assert subjects(connection) == [NOBODY]


def test_a_key_of_another_tenant_is_unknown_and_its_row_unseen(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    other = make_commune(admin, instance)
    with commune.ledger.scope.begin() as connection:
        key = keyring(connection).sealing(None)
    with other.ledger.scope.begin() as connection:
        assert subjects(connection) == []
        with pytest.raises(UnknownKeyError):
            keyring(connection).opening(key.key_id)


def test_a_wrapped_key_carried_into_another_tenant_opens_nothing(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    other = make_commune(admin, instance)
    with commune.ledger.scope.begin() as connection:
        key = keyring(connection).sealing(None)
        row = connection.execute(select(data_keys)).one()
    with other.ledger.scope.begin() as connection:
        values = {**row._mapping, "tenant_id": func.ctx.tenant()}
        connection.execute(data_keys.insert().values(**values))
        with pytest.raises(UnknownKeyError):
            keyring(connection).opening(key.key_id)
        connection.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE data_keys SET wrapped = NULL",
        "UPDATE data_keys SET wrapped_by = 'x'",
        "UPDATE data_keys SET subject = gen_random_uuid()",
        "DELETE FROM data_keys",
        "TRUNCATE data_keys",
    ],
)
def test_the_application_cannot_change_or_destroy_a_key_by_itself(
    commune: Commune, statement: str
) -> None:
    with commune.ledger.scope.begin() as connection:
        keyring(connection).sealing(None)
    with (
        pytest.raises(ProgrammingError, match="denied"),
        commune.ledger.scope.begin() as connection,
    ):
        connection.execute(text(statement))


def test_without_a_wrapping_key_nothing_is_written_in_plain(
    server: Server, admin: Instance, story: Story, task_id: UUID
) -> None:
    bare = Instance(engine_for(server.url("sauro", "sauro_app"), pool=1), admin.key)
    order = Order(actor=story.actors["khai"], command_id=uuid4())
    before = one(story.ledger.scope, "SELECT count(*) FROM es.stored_events")
    with pytest.raises(MissingWrappingKeyError):
        execute(obstacle(task_id), order, bare.open(story.tenant))
    bare.engine.dispose()
    assert one(story.ledger.scope, "SELECT count(*) FROM es.stored_events") == before


def test_a_key_row_that_was_changed_shows_its_text_as_damaged(
    admin: Instance, story: Story, task_id: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    story.do(obstacle(task_id), by="khai", at=days_ago(100))
    with admin.open(story.tenant).scope.begin() as connection:
        connection.execute(text(FLIP))
    with story.ledger.scope.begin() as connection:
        last = timeline.of_task(connection, task_id, None)[-1].event
    with admin.open(story.tenant).scope.begin() as connection:
        connection.execute(text(FLIP))
    assert last.text == DAMAGED  # type: ignore[attr-defined]
    assert "cannot be opened" in caplog.text


def test_the_same_command_sent_twice_is_answered_as_the_first_time(
    story: Story, task_id: UUID
) -> None:
    command_id = story.do(obstacle(task_id), by="khai", at=days_ago(100))
    before = one(story.ledger.scope, "SELECT count(*) FROM es.stored_events")
    story.do(obstacle(task_id), by="khai", at=days_ago(100), command_id=command_id)
    assert one(story.ledger.scope, "SELECT count(*) FROM es.stored_events") == before
