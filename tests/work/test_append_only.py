"""What was recorded stays: by grant for the application, by trigger for the owner."""

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from service.ledgers import Instance
from tenants.scope import Scope
from tests.people import Commune

CHANGES = {
    "changing an event": "UPDATE es.stored_events SET topic = 'tasks.Accepted'",
    "deleting an event": "DELETE FROM es.stored_events",
    "emptying the events": "TRUNCATE es.stored_events",
    "changing a command": "UPDATE es.stored_events SET fingerprint = ''",
}
WRITES = {
    "writing past the door": "INSERT INTO es.stored_events SELECT * FROM es.stored_events",
    "turning the clock": "UPDATE es.tenant_heads SET position = 0",
    "taking the trigger off": "ALTER TABLE es.stored_events DISABLE TRIGGER ALL",
    "making up a past": (
        "SELECT es.append_demo(now(), gen_random_uuid(), '', gen_random_uuid(),"
        " gen_random_uuid(), now(), '{}', '{}', '{}', '{}')"
    ),
}


def refused(scope: Scope, statement: str) -> bool:
    with pytest.raises(ProgrammingError) as caught, scope.begin() as connection:
        connection.execute(text(statement))
    return isinstance(caught.value.orig, InsufficientPrivilege)


@pytest.mark.parametrize("statement", (CHANGES | WRITES).values(), ids=CHANGES | WRITES)
def test_the_application_may_not(commune: Commune, statement: str) -> None:
    assert refused(commune.ledger.scope, statement)


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_the_owner_may_not_either(admin: Instance, commune: Commune, statement: str) -> None:
    scope = Scope(admin.engine, commune.tenant.tenant_id, admin.key, as_owner=True)
    assert refused(scope, statement)
