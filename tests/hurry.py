"""Another machine's timing, for a run of its own: `python -m pytest --hurry`.

A test that leans on a timer not having fired yet, or on work being over already, passes on a quiet
machine and fails on a busy one, once in a hundred runs. Here every short timer fires at once, and
work beside the window comes late, by as much as each test's name says: the same in every run.
"""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from prevent_desk.ui import jobs

SHORT_MS = 5000
"""Longer ones are of another kind: a lock, a backup."""

LATE_S = (0.0, 0.01, 0.1, 0.3)

_dice = random.Random()


class Hurry:
    """Puts the timing in place, and begins every test with throws of its own."""

    def __init__(self) -> None:
        set_interval, start, single_shot = QTimer.setInterval, QTimer.start, QTimer.singleShot
        run = jobs._Runner.run

        def late(runner: Any) -> None:
            time.sleep(_dice.choice(LATE_S))
            run(runner)

        for owner, name, act in (
            (QTimer, "setInterval", lambda timer, ms: set_interval(timer, _hurried(ms))),
            (QTimer, "start", lambda timer, *ms: start(timer, _hurried(*ms or [timer.interval()]))),
            (QTimer, "singleShot", staticmethod(lambda ms, *to: single_shot(_hurried(ms), *to))),
            (jobs._Runner, "run", late),
        ):
            setattr(owner, name, act)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Throw alike in every run of this test; leave out those that are about time itself."""
        if item.get_closest_marker("about_time"):
            pytest.skip("It is about how long something takes.")
        _dice.seed(item.nodeid)


def _hurried(ms: Any) -> Any:
    return 1 if isinstance(ms, int) and 0 < ms < SHORT_MS else ms
