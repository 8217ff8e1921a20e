"""The end of a file that only grows, without keeping what stands before it."""

from collections import deque
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

GUESS = 2_048  # bytes of a line, at first


def last_lines(path: Path, count: int) -> list[bytes]:
    """Read the last whole lines, oldest first; none of a file that is not there.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return []
    with file:
        size, wanted = file.seek(0, 2), GUESS * (count + 1)
        while True:
            file.seek(max(0, size - wanted))
            lines = file.read().split(b"\n")[:-1]
            if wanted >= size or len(lines) > count:
                return lines[-count:]
            wanted *= 4


def lines_until(path: Path, count: int, wanted: Callable[[bytes], bool]) -> list[bytes]:
    """Read the last `count` of the wanted lines with which a file begins, oldest first.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return []
    with file:
        whole = takewhile(lambda line: line.endswith(b"\n"), file)
        return list(deque(takewhile(wanted, whole), count))


def drop_cut_line(path: Path) -> None:
    """Take away what a power cut left of the last line."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        size, wanted = file.seek(0, 2), GUESS
        while size:
            file.seek(max(0, size - wanted))
            tail = file.read()
            end = tail.rfind(b"\n") + 1
            if end or wanted >= size:
                file.truncate(size - len(tail) + end)
                return
            wanted *= 4
