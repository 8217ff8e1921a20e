"""Read a file in a child process with limits, so that no file can hurt the server.

The parser of the file's kind is loaded by the child alone (`cell`).
"""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec

from service.imports import refusals
from service.imports.document import Line
from service.imports.guard import check
from service.imports.reading import Reading
from service.limits import GRACE

_ROOT = Path(__file__).parents[2]
_NAME = 200  # of a long file name, the end with its extension


class Answer(msgspec.Struct):
    """Carry the child's answer over the pipe: what it read, or a refusal by name and facts."""

    reading: Reading | None = None
    rows: tuple[Line, ...] | None = None
    refusal: str = ""
    facts: dict[str, str | int] = {}  # msgspec copies empty defaults


def read(data: bytes, name: str, *, seconds: int = 30, megabytes: int = 400) -> Reading:
    """Return what a plan says; refuse it when it is hostile, broken, or takes too long."""
    answer = _ask("plan", data, name, seconds, megabytes)
    if answer.reading is None:
        raise refusals.BrokenFileError
    return answer.reading


def rows(
    data: bytes, name: str, *, seconds: int = 30, megabytes: int = 400
) -> tuple[Line, ...]:
    """Return the rows of a spreadsheet (.xlsx, .csv) as they stand; refuse it likewise."""
    return _ask("rows", data, name, seconds, megabytes).rows or ()


def _ask(what: str, data: bytes, name: str, seconds: int, megabytes: int) -> Answer:
    kind = check(data, name)
    safe = name.encode(errors="replace").decode().replace("\0", "")[-_NAME:]
    command = [
        sys.executable,
        "-m",
        "service.imports.cell",
        what,
        kind,
        safe,
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
        env={"PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1"},
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
        child.communicate(timeout=GRACE)


def _understand(output: bytes, code: int, seconds: int) -> Answer:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise refusals.ReadingTookTooLongError(seconds=seconds)
    try:
        answer = msgspec.json.decode(output, type=Answer)
    except msgspec.DecodeError as error:
        raise refusals.BrokenFileError from error
    if not answer.refusal:
        return answer
    kind = getattr(refusals, answer.refusal, refusals.BrokenFileError)
    raise kind(**answer.facts)
