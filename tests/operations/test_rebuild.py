"""Read models may be dropped at any time and are made anew, with their wall; the log never."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from service.launch.postgres import Server
from service.ledgers import Instance
from service.log.words import DOWN
from service.read_models import READ_MODELS
from service.vault.wrapping import Vault
from service.verify import verify
from tests.instances import another_instance
from tests.operations.conftest import Sauro
from tests.people import Commune, make_commune
from tests.tasks.given import given_task

NAMES = [model.table.name for model in READ_MODELS]
WALL = text(
    "SELECT relrowsecurity AND relforcerowsecurity AND has_table_privilege("
    " 'sauro_app', oid, 'SELECT, INSERT, UPDATE') AND relowner = 'sauro_owner'::regrole"
    " FROM pg_class WHERE oid = to_regclass(:name)"
)


@pytest.fixture(scope="module")
def alone(server: Server, admin: Instance, vault: Vault) -> Iterator[Instance]:
    """An instance in which nobody else's test has broken anything."""
    with another_instance(server, "rebuilt", vault) as made:
        yield made


@pytest.fixture
def here(sauro: Sauro, server: Server) -> Sauro:
    """`sauro` on that instance."""
    database = {"DATABASE_URL": server.url("rebuilt", "sauro_app")}
    admin = {"DATABASE_ADMIN_URL": server.url("rebuilt")}
    return Sauro(sauro.environment | database | admin)


@pytest.fixture(scope="module")
def communes(alone: Instance) -> list[Commune]:
    """Two communes in which work was given."""
    both = [make_commune(alone, alone) for _ in range(2)]
    for one in both:
        given_task(one)
    return both


@pytest.mark.parametrize("whose", ["all", "one tenant"])
def test_a_dropped_read_model_is_made_anew_for_everybody(
    here: Sauro, alone: Instance, communes: list[Commune], whose: str
) -> None:
    words = () if whose == "all" else ("--tenant", communes[0].tenant.code)
    for name in NAMES:
        with alone.engine.begin() as connection:
            connection.execute(text(f"DROP TABLE {name}"))
        done = here("rebuild", name, *words)
        assert done.exit_code == 0, done.output
        with alone.engine.connect() as connection:
            assert connection.execute(WALL, {"name": name}).scalar_one() is True, name
    for one in communes:
        assert verify(alone, one.tenant).finding is None


def test_a_tenant_that_cannot_be_read_stops_no_other(here: Sauro, alone: Instance) -> None:
    broken, whole = (make_commune(alone, alone) for _ in range(2))
    given_task(whole)
    with alone.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        mine = {"tenant": broken.tenant.tenant_id}
        garbled = "UPDATE es.stored_events SET state = 'xx' WHERE tenant_id = :tenant"
        connection.execute(text(garbled), mine)
        connection.execute(text("TRUNCATE task_states"))
    done = here("rebuild")
    assert done.exit_code == 1
    assert f"{broken.tenant.code}: sự kiện không đọc được" in done.output
    assert verify(alone, whole.tenant).finding is None
    with alone.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM es.stored_events WHERE tenant_id = :tenant"), mine)


def test_a_change_of_the_log_by_hand_is_told_by_verify_and_doctor(
    sauro: Sauro, admin: Instance, commune: Commune
) -> None:
    constraint = "ALTER TABLE es.tree_nodes {} CONSTRAINT {}"
    with admin.engine.begin() as connection:
        connection.execute(text(constraint.format("ADD", "extra CHECK (true)")))
    try:
        done = sauro("verify", "--tenant", commune.tenant.code)
        assert done.exit_code == 1
        assert DOWN["constraint"].format(name="tree_nodes") in done.output
        assert "vai trò postgres đã chạy ALTER TABLE es.tree_nodes" in done.output
        doctor = sauro("doctor")
        assert DOWN["constraint"].format(name="tree_nodes")[:20] in doctor.output
        assert "vai trò postgres đã chạy" in " ".join(doctor.output.split())
    finally:
        with admin.engine.begin() as connection:
            connection.execute(text(constraint.format("DROP", "extra")))
    done = sauro("verify", "--tenant", commune.tenant.code)
    assert done.exit_code == 0, done.output
    assert "LƯU Ý" in done.output
