"""Children that do not outlive us.

This file is also the program that runs between us and the child: it drops rights, asks
Linux for a signal when the parent dies, and becomes the child. Code between fork and exec
would do the same, but is not safe in a process with threads.
"""

import ctypes
import os
import sys
from collections.abc import Sequence

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG in <linux/prctl.h>


def leashed(command: Sequence[str], signal: int, user: int = -1, group: int = -1) -> list[str]:
    """Return the command line that runs a command as a child which ends when we end.

    Even kill -9 of us then sends it the signal. Linux only: elsewhere the child lives on,
    and the next start finds it.

    Args:
        command: An absolute path and its arguments.
        signal: What the child gets when we die.
        user: Account to run as, by number; -1 keeps ours.
        group: Its group, by number.
    """
    facts = [os.getpid(), int(signal), user, group]
    return [sys.executable, "-I", "-S", __file__, *(str(fact) for fact in facts), *command]


def main(parent: int, signal: int, user: int, group: int) -> None:
    """Tie this process to its parent and become the program named after the four numbers."""
    if user >= 0:
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal)
        if os.getppid() != parent:  # it died before the line above
            sys.exit(1)
    os.execv(sys.argv[5], sys.argv[5:])  # noqa: S606 - no shell meant


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:5]))
