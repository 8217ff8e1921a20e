import pytest

from tests.people import Commune
from tests.web import Browser, manage


@pytest.fixture
def manager(commune: Commune) -> Browser:
    """The tenant's administrator, signed in as `quantri`."""
    return manage(commune)
