"""Takes a step of a referral from the record: asks, writes, tells."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.moving.dialog import Go, MoveDialog


def take(
    around: Around,
    episode: Episode,
    window: QWidget,
    *,
    go: Go,
    wanted: State | None = None,
) -> bool:
    """Ask for a step and take it; False where it was not taken.

    Args:
        around: What the room has around it.
        episode: The referral.
        window: What the dialog opens over.
        go: Goes to the tab where something missing is given.
        wanted: The step that is chosen already.
    """
    dialog = MoveDialog(around.services, around.desk, around.clock, episode, window, wanted)
    accepted = dialog.exec()
    if dialog.go_to:
        go(dialog.go_to)
    if not accepted or dialog.taken is None:
        return False
    now, told = dialog.taken
    act = partial(around.services.moves.take, episode.id, now, told)
    made = around.acts.do(act, None, said=f"{episode.ref} moved to “{now.words}”")
    if made is None:
        return False
    dialog.forget()
    return True
