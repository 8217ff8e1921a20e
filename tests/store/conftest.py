from uuid import uuid4

import pytest

from service.ledgers import Instance
from tenants.register import begin_history, register
from tenants.scope import AS_OWNER, Scope


@pytest.fixture
def empty_tenant(admin: Instance, instance: Instance) -> Scope:
    """A tenant in which nothing has happened yet."""
    with admin.engine.begin() as connection:
        connection.execute(AS_OWNER)
        tenant = register(
            connection,
            code=f"trong-{uuid4().hex[:12]}",
            kind="commune",
            name="Trống",
            place="",
            phone="",
            zone="Asia/Ho_Chi_Minh",
            demo=False,
        )
    with Scope(admin.engine, tenant.tenant_id, admin.key, as_owner=True).begin() as bound:
        begin_history(bound, tenant.tenant_id)
    return Scope(instance.engine, tenant.tenant_id, instance.key)
