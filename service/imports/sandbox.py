"""Read a plan in a child process with limits, so that no file can hurt the server."""

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import msgspec

from service.imports import refusals
from service.imports.guard import check
from service.imports.importer import read_plan
from service.imports.reading import Reading

_ROOT = Path(__file__).parents[2]
_DIE_WITH_PARENT = 1
_GRACE = 2


class _Answer(msgspec.Struct):
    """Carry the child's answer over the pipe: a reading, or a refusal by name and facts."""

    reading: Reading | None = None
    refusal: str = ""
    facts: dict[str, str | int] = {}  # msgspec copies empty defaults


def read(data: bytes, name: str, *, seconds: int = 30, megabytes: int = 400) -> Reading:
    """Return what a file says; refuse it when it is hostile, broken, or takes too long."""
    check(data, name)
    command = [
        sys.executable,
        "-m",
        "service.imports.sandbox",
        name,
        str(seconds),
        str(megabytes),
        str(os.getpid()),
    ]
    child = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        start_new_session=True,
    )
    try:
        output, _ = child.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as late:
        raise refusals.ReadingTookTooLongError(seconds=seconds) from late
    finally:
        _end(child)
    return _understand(output, child.returncode, seconds)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.kill()
    with contextlib.suppress(ValueError):
        child.communicate(timeout=_GRACE)


def _understand(output: bytes, code: int, seconds: int) -> Reading:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise refusals.ReadingTookTooLongError(seconds=seconds)
    try:
        answer = msgspec.json.decode(output, type=_Answer)
    except msgspec.DecodeError as error:
        raise refusals.BrokenFileError from error
    if answer.reading is not None:
        return answer.reading
    kind = getattr(refusals, answer.refusal, refusals.BrokenFileError)
    raise kind(**answer.facts)


def answer(data: bytes, name: str) -> bytes:
    """Return the encoded answer for one file; every foreseen and unforeseen failure is one."""
    try:
        found = _Answer(reading=read_plan(data, name))
    except refusals.UnreadableFileError as refusal:
        found = _Answer(refusal=type(refusal).__name__, facts=asdict(refusal))
    except MemoryError:
        found = _Answer(refusal="BombError", facts={"why": "memory"})
    except Exception:  # noqa: BLE001  # a parser's crash on a damaged file is a refusal
        found = _Answer(refusal="BrokenFileError")
    return msgspec.json.encode(found)


def _limit(seconds: int, megabytes: int, parent: int) -> None:
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + _GRACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(seconds + _GRACE)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def main(arguments: list[str]) -> None:
    """Serve one file from standard input, as the child of `read`."""
    name, seconds, megabytes, parent = arguments
    _limit(int(seconds), int(megabytes), int(parent))
    output = answer(sys.stdin.buffer.read(), name)
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
