from collections.abc import Iterator
from functools import cache
from unittest.mock import patch

import pytest

from service.imports import sandbox


@pytest.fixture(scope="package", autouse=True)
def read_once() -> Iterator[None]:
    """Read a file in a child once; what the child does is tested in `tests/imports`."""
    with patch.object(sandbox, "_ask", cache(sandbox._ask)):
        yield
