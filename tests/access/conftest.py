from uuid import uuid4

import pytest
from sqlalchemy import text

from tests.people import Commune
from tests.web import Browser, browse


@pytest.fixture
def manager(commune: Commune) -> Browser:
    """The tenant's administrator, signed in as `quantri`."""
    with commune.ledger.scope.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO accounts SELECT tenant_id, :id, :person, 'quantri', password_hash,"
                " false, false FROM accounts WHERE login = 'ha'"
            ),
            {"id": uuid4(), "person": commune.actors["admin"].person_id},
        )
    return browse(commune, "quantri")
