"""Screens that follow the limits of the desk while they are there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from prevent_desk.referrals.service.clocks import Clocks


def follow_limits(clocks: Clocks, owner: QObject, act: Callable[[], object]) -> None:
    """Do something after a limit or a bank holiday was changed, as long as `owner` exists."""
    clocks.on_limits.append(act)

    def forget() -> None:
        if act in clocks.on_limits:
            clocks.on_limits.remove(act)

    owner.destroyed.connect(forget)
