"""The test command: every check, then every test, with a browser at hand.

Without arguments everything runs, the checks one after another beside the tests, also after
a failure, and the end says what failed. Arguments are passed to pytest, and then only pytest
runs.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from service.launch import browser

PROGRAMS = Path(sys.executable).parent
CHECKS = {
    "style": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "templates": ["djlint", "web", "--lint", "--quiet"],
}


def passes(name: str, command: list[str], output: int | None = None) -> bool:
    """Run one check and tell whether it found nothing; output to a pipe is shown at its end."""
    began = time.monotonic()
    program, *words = command
    done = subprocess.run(
        [str(PROGRAMS / program), *words],
        stdout=output,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    seconds = time.monotonic() - began
    print(f"{done.stdout or ''}\n== {name}: {verdict} ({seconds:.1f} s)", flush=True)
    return done.returncode == 0


def main() -> None:
    """Run what the arguments ask for; the exit status says whether all of it passed."""
    os.environ["SAURO_BROWSER"] = browser.ensure()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each program would compile all of it anew
    words = sys.argv[1:]
    tests = ["pytest", *(words or ["--numprocesses=auto", "--dist=worksteal"])]
    checks = {} if words else CHECKS
    with ThreadPoolExecutor(max_workers=1) as beside:
        found = {
            name: beside.submit(passes, name, command, subprocess.PIPE)
            for name, command in checks.items()
        }
        passed = {"tests": passes("tests", tests)}
        passed |= {name: verdict.result() for name, verdict in found.items()}
    if failed := [name for name, verdict in passed.items() if not verdict]:
        sys.exit(f"\nsauro: failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
