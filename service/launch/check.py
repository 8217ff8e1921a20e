"""The test command: every check, then every test, with a browser at hand.

Without arguments everything runs, also after a failure, and the end says what failed.
Arguments are passed to pytest, and then only pytest runs.
"""

import os
import subprocess
import sys
import time
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


def passes(name: str, command: list[str]) -> bool:
    """Run one check under a heading and tell whether it found nothing."""
    print(f"\n== {name}: {' '.join(command)}", flush=True)
    began = time.monotonic()
    program, *words = command
    done = subprocess.run([str(PROGRAMS / program), *words], check=False)
    verdict = "ok" if done.returncode == 0 else "FAILED"
    print(f"== {name}: {verdict} ({time.monotonic() - began:.1f} s)", flush=True)
    return done.returncode == 0


def main() -> None:
    """Run what the arguments ask for; the exit status says whether all of it passed."""
    os.environ["SAURO_BROWSER"] = browser.ensure()
    words = sys.argv[1:]
    tests = ["pytest", *(words or ["--numprocesses=auto", "--dist=worksteal"])]
    runs = ({} if words else CHECKS) | {"tests": tests}
    failed = [name for name, command in runs.items() if not passes(name, command)]
    if failed:
        sys.exit(f"\nsauro: failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
