import pytest

from service.ledgers import Instance
from tests.reviews.pair import Pair, make_pair, worked


@pytest.fixture(scope="module")
def pair(admin: Instance, instance: Instance) -> Pair:
    """A commune with overdue tasks and its Party committee, linked."""
    made = make_pair(admin, instance)
    worked(made)
    return made
