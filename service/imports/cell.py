"""The child in which a file is read: limits first, then one file from standard input."""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict

import msgspec

from service.imports import refusals
from service.imports.importer import read_plan, read_rows
from service.imports.sandbox import GRACE, Answer

_DIE_WITH_PARENT = 1
READERS: dict[str, Callable[[bytes, str], Answer]] = {
    "plan": lambda data, name: Answer(reading=read_plan(data, name)),
    "rows": lambda data, name: Answer(rows=read_rows(data, name)),
}


def answer(data: bytes, name: str, what: str = "plan") -> bytes:
    """Return the encoded answer for one file; every foreseen and unforeseen failure is one."""
    try:
        found = READERS[what](data, name)
    except refusals.UnreadableFileError as refusal:
        found = Answer(refusal=type(refusal).__name__, facts=asdict(refusal))
    except MemoryError:
        found = Answer(refusal="BombError", facts={"why": "memory"})
    except Exception:  # noqa: BLE001  # a parser's crash on a damaged file is a refusal
        found = Answer(refusal="BrokenFileError")
    return msgspec.json.encode(found)


def _limit(seconds: int, megabytes: int, parent: int) -> None:
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + GRACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(seconds + GRACE)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def main(arguments: list[str]) -> None:
    """Serve one file from standard input, as the child of `read`."""
    what, name, seconds, megabytes, parent = arguments
    _limit(int(seconds), int(megabytes), int(parent))
    output = answer(sys.stdin.buffer.read(), name, what)
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
