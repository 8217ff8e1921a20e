"""Limits of a child process; run as a program, it becomes the command that it is given.

python -m service.limits SECONDS MEGABYTES FILE_MEGABYTES PARENT COMMAND…
"""

import ctypes
import os
import resource
import signal
import sys

GRACE = 2  # seconds
_DIE_WITH_PARENT = 1
_MEGABYTE = 1024 * 1024


def limit(*, seconds: int, megabytes: int, file_megabytes: int, parent: int) -> None:
    """Limit this process in time, memory and size of files; it ends with its parent."""
    size, largest = megabytes * _MEGABYTE, file_megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + GRACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(seconds + GRACE)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def main(arguments: list[str]) -> None:
    """Become the command, under the limits that stand before it."""
    seconds, megabytes, file_megabytes, parent = map(int, arguments[:4])
    limit(seconds=seconds, megabytes=megabytes, file_megabytes=file_megabytes, parent=parent)
    os.execv(arguments[4], arguments[4:])  # noqa: S606 - the command is ours


if __name__ == "__main__":
    main(sys.argv[1:])
