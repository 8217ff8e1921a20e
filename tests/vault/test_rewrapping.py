"""A wrapping key is replaced without touching a text, and goes when nothing needs it."""

from uuid import UUID

import pytest
from sqlalchemy import select

from service.ledgers import Instance
from service.tasks import timeline
from service.tasks.working import ReportProgress
from service.vault.carrying import pack, travelling_key, unpack
from service.vault.rewrapping import rewrap, wrapped_by
from service.vault.stores import keyring
from service.vault.wrapping import DamagedDataKeyError, Vault
from tenants.tables import data_keys
from tests.people import Commune, make_commune
from tests.tasks.given import given_task


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    task_id = given_task(commune)
    commune.do(ReportProgress(task_id=task_id, amount=1, note="Đã quét"), by="khai")  # type: ignore[arg-type]
    return task_id


def note(commune: Commune, task_id: UUID) -> str:
    with commune.ledger.scope.begin() as connection:
        return timeline.of_task(connection, task_id, None)[-1].event.note  # type: ignore[attr-defined, no-any-return]


def test_rewrapping_changes_every_key_and_no_text(
    admin: Instance, commune: Commune, task_id: UUID, vault: Vault
) -> None:
    scope, old = admin.open(commune.tenant).scope, vault.require()
    new = vault.begin()
    assert wrapped_by(scope, old) == 1
    assert (rewrap(scope, vault), rewrap(scope, vault)) == (1, 0)
    assert (wrapped_by(scope, old), wrapped_by(scope, new)) == (0, 1)
    assert note(commune, task_id) == "Đã quét"


def test_data_keys_travel_under_a_key_of_their_own(
    admin: Instance, instance: Instance, commune: Commune, task_id: UUID, vault: Vault
) -> None:
    travelling, other = travelling_key(), make_commune(admin, instance)
    with commune.ledger.scope.begin() as connection:
        carried = pack(connection, vault, travelling)
        [key] = connection.execute(select(data_keys)).all()
    with other.ledger.scope.begin() as connection:
        with pytest.raises(DamagedDataKeyError):
            unpack(connection, vault, travelling_key(), carried)
        assert unpack(connection, vault, travelling, carried) == 1
        opened = keyring(connection).opening(key.key_id.bytes)
    with commune.ledger.scope.begin() as connection:
        assert keyring(connection).opening(key.key_id.bytes) == opened
