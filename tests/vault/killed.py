"""Run work in a child of this process that is killed on the way, at a chosen step or moment."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable

STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})
"""What Python does to files, as its audit hooks name it."""


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Kill the child when it is about to do its `step`-th thing to a file; tell whether it was."""

    def arm() -> None:
        done = 0

        def count(event: str, _: object) -> None:
            nonlocal done
            # os.kill is an event of its own.
            if event not in STEPS:
                return
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)

    return _run(arm, work) == signal.SIGKILL


def killed_after(seconds: float, work: Callable[[], object]) -> bool:
    """Kill the child at a moment, be it inside the database; tell whether it was still at work."""

    def arm() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    return _run(arm, work) == signal.SIGALRM


def _run(arm: Callable[[], None], work: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            arm()
            work()
            code = 0
        except BaseException:  # noqa: BLE001 - told, then the child ends
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status)
    assert os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return 0
