"""What can be done with a clock: stop it with a reason, start it again, go to the limits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog

from prevent_desk.referrals.model.clock import Clock
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.clocks.stop_dialog import RestartDialog, StopDialog
from prevent_desk.ui.page import Command


def of(around: Around, episode_id: int, clock: Clock) -> list[Command]:
    """Return what can be done with a clock of a referral."""
    title = clock.rule.title
    found: list[Command] = []
    if clock.is_stopped:
        again: Callable[[], object] = partial(restart, around, episode_id, clock)
        found.append(Command(f"Start the clock again: {title}…", again, "rotate-ccw"))
    elif clock.state.is_running:
        pause: Callable[[], object] = partial(stop, around, episode_id, clock)
        found.append(Command(f"Stop the clock: {title}…", pause, "circle-pause"))
    found.append(Command(f"Change the limit: {title}", partial(_limits, around), "settings"))
    return found


def stop(around: Around, episode_id: int, clock: Clock) -> bool:
    """Ask why a clock has to stand still, and stop it; False where it was left running."""
    dialog = StopDialog(episode_id, clock, around.desk, around.clock, around.owner)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False

    def act() -> bool:
        around.services.clocks.stop(episode_id, clock.key, dialog.reason, dialog.day)
        return True

    return around.acts.do(act, failed=False, said=f"{clock.rule.title}: the clock stands still")


def restart(around: Around, episode_id: int, clock: Clock) -> bool:
    """Ask from when a clock goes on, and start it; False where it was left standing."""
    dialog = RestartDialog(clock, around.clock, around.owner)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False

    def act() -> bool:
        around.services.clocks.restart(episode_id, clock.key, dialog.day)
        return True

    return around.acts.do(act, failed=False, said=f"{clock.rule.title}: the clock runs again")


def _limits(around: Around) -> None:
    around.desk.open_page("Settings", {"section": "Deadlines"})
