"""The demonstration starts, is found by a second one, and leaves nothing behind."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.demo.accounts import demo_accounts
from service.demo.people import PASSWORD
from service.launch import serve

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "service.cli", "demo"]


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAURO_", "DATABASE_"))}
    return kept | {"SAURO_DATA": str(home / "data"), "CI": "1", "COLUMNS": "160"}


@contextmanager
def started(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a demo and give its process and everything it says until it is ready."""
    with subprocess.Popen(
        COMMAND, cwd=ROOT, env=environment(home), stdout=subprocess.PIPE, text=True
    ) as demo:
        assert demo.stdout
        said = ""
        for line in demo.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        try:
            yield demo, said
        finally:
            demo.terminate()
            demo.wait(30)


def address_in(said: str) -> str:
    [line] = [line for line in said.splitlines() if line.startswith("Địa chỉ: ")]
    return line.removeprefix("Địa chỉ: ").strip()


def programs_of(home: Path) -> list[str]:
    """List the running programs whose command line or surroundings name this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if str(home).encode() in told:
            found.append(process.name)
    return found


def test_it_answers_lists_the_accounts_and_a_second_one_finds_it(demo_home: Path) -> None:
    with started(demo_home) as (_, said):
        address = address_in(said)
        assert serve.answers(address + "healthz")
        assert PASSWORD in said
        assert all(account.name in said for account in demo_accounts())
        second = subprocess.run(
            COMMAND,
            cwd=ROOT,
            env=environment(demo_home),
            capture_output=True,
            text=True,
            check=True,
        )
        assert address_in(second.stdout) == address
        assert "đang chạy sẵn" in second.stdout
    assert not serve.answers(address + "healthz")


def test_killed_it_leaves_no_process_and_loses_nothing(demo_home: Path) -> None:
    with started(demo_home) as (demo, said):
        demo.kill()
        demo.wait()
        until = time.monotonic() + 15
        while programs_of(demo_home) and time.monotonic() < until:
            time.sleep(0.1)
        assert programs_of(demo_home) == []
    with started(demo_home) as (_, again):
        assert serve.answers(address_in(again) + "healthz")
        [ready] = [line for line in again.splitlines() if "Sẵn sàng" in line]
        print(f"warm start: {ready}")  # noqa: T201 - read by whoever asks how long it took
    assert said
