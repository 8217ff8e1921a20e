"""What the migrations make of the log is what `service/log/definition.txt` says they make."""

import pytest

from service.db import driver
from service.ledgers import Instance
from service.log.defences import EXPECTED, standing


def test_the_definition_is_that_of_a_migrated_database(admin: Instance) -> None:
    with admin.engine.connect() as connection:
        made = standing(driver(connection))
    written = EXPECTED.splitlines()
    strange = [f"- {line}" for line in written if line not in made]
    missing = [f"+ {line}" for line in made if line not in written]
    if strange or missing:
        pytest.fail("definition.txt, to be sorted:\n" + "\n".join(strange + missing))
    assert written == made
