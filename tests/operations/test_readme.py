"""What the README tells an operator to type is what the command line takes."""

import re
import shlex
from pathlib import Path

import pytest

from tests.operations.conftest import Sauro

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_a_tenant_is_made_as_the_readme_says(sauro: Sauro, name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    [line] = re.findall(r"sauro (tenant create .*)", text)
    words = [
        f"{w}-{name.lower().replace('.', '-')}" if w == "xa-vi-du" else w
        for w in shlex.split(line)
    ]
    done = sauro(*words)
    assert done.exit_code == 0, done.output
    assert "quantri" in done.output
