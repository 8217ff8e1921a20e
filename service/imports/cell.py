"""The child in which a file is read: its parser, limits, then one file from stdin."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import cast

import msgspec

from service.imports import refusals
from service.imports.guard import Kind
from service.imports.importer import read_plan, read_rows
from service.imports.parsers import reader_of
from service.imports.sandbox import Answer
from service.limits import limit

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


def main(arguments: list[str]) -> None:
    """Serve one file from standard input, as the child of `read`."""
    what, kind, name, seconds, megabytes, parent = arguments
    reader_of(cast("Kind", kind))  # before the limits, under which nothing compiled is kept
    limits = {"seconds": int(seconds), "megabytes": int(megabytes)}
    limit(**limits, file_megabytes=0, parent=int(parent))
    output = answer(sys.stdin.buffer.read(), name, what)
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
