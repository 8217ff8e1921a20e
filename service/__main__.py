"""The two commands of the README, runnable from a bare clone.

    python3 -m service demo     set up what is missing, then serve the demo
    python3 -m service test     set up what is missing, then run every check and test

Only the standard library is imported here: on a fresh machine nothing else exists yet.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
RUNS = {"demo": ["service.cli", "demo"], "test": ["service.launch.check"]}
DECIDES = ("pyproject.toml", "web/package-lock.json", "web/assets.py")


def say(text: str) -> None:
    """Print one line, told apart from the output of pip and apt."""
    print(f"sauro: {text}", flush=True)


def succeeds(*command: object, quiet: bool = False) -> bool:
    """Run a program and tell whether it ended well."""
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    shown = subprocess.DEVNULL if quiet else None
    words = [str(word) for word in command]
    return (
        subprocess.run(words, env=env, stdout=shown, stderr=shown, check=False).returncode == 0
    )


def make_venv() -> None:
    """Make a virtual environment with pip in it, on machines with and without ensurepip."""
    if PYTHON.exists() and succeeds(PYTHON, "-c", "import pip", quiet=True):
        return
    say("making the virtual environment .venv")
    venv = (sys.executable, "-m", "venv", "--clear", VENV)
    if succeeds(*venv, quiet=True) or lend_pip():
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"installing {package}")
        succeeds("apt-get", "update", "-qq", quiet=True)
        succeeds(
            "apt-get", "install", "-y", "-qq", "--no-install-recommends", package, quiet=True
        )
        if succeeds(*venv):
            return
    sys.exit(
        "This Python cannot make virtual environments."
        f" On Debian or Ubuntu: sudo apt install {package}"
    )


def lend_pip() -> bool:
    """Make the environment with the system's pip: Debian's python3 comes without ensurepip."""
    pip = (sys.executable, "-m", "pip")
    return (
        succeeds(*pip, "--version", quiet=True)
        and succeeds(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
        and succeeds(*pip, "--python", PYTHON, "install", "-q", "pip")
    )


def stamp(what: str) -> Path:
    """Name the empty file that says: this set is installed, from these very files, here."""
    files = [*DECIDES, f"service/requirements-{what}.txt"]
    parts = [(ROOT / name).read_bytes() for name in files]
    told = b"\0".join([*parts, str(ROOT).encode(), sys.version.encode()])
    return VENV / f".{what}-{hashlib.sha256(told).hexdigest()[:16]}"


def install(what: str) -> None:
    """Install the locked requirements and this project, unless that was done already."""
    if PYTHON.exists() and any(stamp(name).exists() for name in (what, "test")):
        return
    make_venv()
    say("installing Python packages")
    quietly = ("-q", "--disable-pip-version-check", "--no-input")
    pip = (PYTHON, "-m", "pip", "install", *quietly)
    locked = ROOT / f"service/requirements-{what}.txt"
    # Two steps: a file with hashes cannot be mixed with an editable project, which has none.
    if not (
        succeeds(*pip, "--require-hashes", "-r", locked)
        and succeeds(*pip, "--no-deps", "-e", ROOT)
    ):
        sys.exit("pip could not install the packages; its message is above.")
    stamp(what).touch()


def main() -> None:
    """Set up what is missing and become the program that was asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python does get here
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if os.name == "nt":
        sys.exit("Windows is not supported; use the Windows Subsystem for Linux.")
    if len(sys.argv) < 2 or sys.argv[1] not in RUNS:
        sys.exit(__doc__)
    install(sys.argv[1])
    os.chdir(ROOT)
    python = str(PYTHON)
    os.execv(python, [python, "-m", *RUNS[sys.argv[1]], *sys.argv[2:]])  # noqa: S606 - no shell meant


if __name__ == "__main__":
    main()
