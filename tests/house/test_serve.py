"""The web server answers, stops, and does not outlive the one who started it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from service.launch import serve

ROOT = Path(__file__).parents[2]
HOLD = """
import os, sys, time
from service.launch import serve
serve.APPLICATION = "smallest:page"
bind = f"127.0.0.1:{serve.free_port(8400)}"
child = serve.start(bind, os.environ)
serve.wait_until_it_answers(f"http://{bind}/", child)
print(bind, flush=True)
time.sleep(120)
"""


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment in which `smallest:page` is an application."""
    (tmp_path / "smallest.py").write_text(
        "def page(_, start):\n    start('200 OK', [])\n    return []\n"
    )
    return dict(os.environ, PYTHONPATH=str(tmp_path))


def test_it_answers_soon_after_the_start_and_no_more_after_the_stop(
    monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str]
) -> None:
    monkeypatch.setattr(serve, "APPLICATION", "smallest:page")
    bind = f"127.0.0.1:{serve.free_port(8400)}"
    server = serve.start(bind, surroundings)
    serve.wait_until_it_answers(f"http://{bind}/", server)
    serve.stop(server)
    assert not serve.answers(f"http://{bind}/")


def test_a_server_that_ends_at_once_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str]
) -> None:
    monkeypatch.setattr(serve, "APPLICATION", "no_such_module:page")
    bind = f"127.0.0.1:{serve.free_port(8400)}"
    server = serve.start(bind, surroundings)
    with pytest.raises(RuntimeError, match="does not answer"):
        serve.wait_until_it_answers(f"http://{bind}/", server)


def test_killing_the_process_that_started_it_leaves_no_server_behind(
    surroundings: dict[str, str],
) -> None:
    paths = os.pathsep.join([str(ROOT), surroundings["PYTHONPATH"]])
    with subprocess.Popen(
        [sys.executable, "-c", HOLD],
        env=surroundings | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
    ) as launcher:
        assert launcher.stdout
        bind = launcher.stdout.readline().strip()
        assert serve.answers(f"http://{bind}/")
        launcher.kill()
    until = time.monotonic() + 10
    while serve.answers(f"http://{bind}/") and time.monotonic() < until:
        time.sleep(0.05)
    assert not serve.answers(f"http://{bind}/")
