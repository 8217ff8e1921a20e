import pytest

from service.ledgers import Instance
from tests.conclusions.papers import Paper
from tests.people import make_commune


@pytest.fixture
def paper(admin: Instance, instance: Instance) -> Paper:
    """A document that a Party committee issued to its cell."""
    return Paper(make_commune(admin, instance, kind="party_committee"))
