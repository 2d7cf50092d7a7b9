"""What can be done on every page, as the palette and the list of keys name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_desk.ui.page import Command

if TYPE_CHECKING:
    from prevent_desk.app.shell import Shell


def desk_commands(shell: Shell, undo: str | None, redo: str | None) -> list[Command]:
    """Return the commands of the desk itself.

    Args:
        shell: The desk.
        undo: What Undo would take back; empty or None where there is nothing.
        redo: What Redo would do again; likewise.
    """
    found = []
    if undo:
        found.append(
            Command(shell.tr("Undo {0}").format(undo), shell.undo, "undo-2", "Ctrl+Z", by_verb=True)
        )
    if redo:
        found.append(
            Command(shell.tr("Redo {0}").format(redo), shell.redo, "redo-2", "Ctrl+Y", by_verb=True)
        )
    return [
        *found,
        Command(
            shell.tr("New referral"),
            shell.new_referral,
            "plus",
            "Ctrl+Shift+N",
            "intake call concern report advice",
        ),
        Command(shell.tr("Lock the desk"), shell.lock_asked.emit, "lock", "Ctrl+L"),
        Command(shell.tr("Cover the screen"), shell.cover_asked.emit, "eye-off", "F12"),
        Command(shell.tr("Back up now"), shell.back_up, "hard-drive", words="backup save copy"),
        Command(shell.tr("Recent changes"), shell.show_history, "history", "Ctrl+H"),
        Command(shell.tr("Keys of this page"), shell.show_keys, "keyboard", "F1", "help"),
    ]
