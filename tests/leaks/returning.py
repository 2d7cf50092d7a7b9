"""Somebody types, is killed, comes back, and looks whether her words are on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from prevent_desk.app.window import DeskWindow
from prevent_desk.plan.ui.columns import BY_KEY
from tests.leaks.desks import PASSPHRASE
from tests.leaks.driving import (
    Script,
    focused,
    go_to_cell,
    order,
    plan_of,
    run,
    say,
    shell_of,
    type_cell,
    type_into,
    unlock,
)


def typing(window: DeskWindow, row: int, cell: str, update: str, *, placed: bool) -> Script:
    """Leave words in a cell and in an update, kept as drafts and not committed."""
    yield from unlock(window, PASSPHRASE)
    page = plan_of(window)
    if placed:
        shell_of(window).flush()
    sheet = page.sheet()
    assert sheet is not None
    go_to_cell(page, row, BY_KEY["ref"])
    yield lambda: page.inspector.shown_action() == sheet.rows[row].id
    type_into(page.inspector.updates.text_edit, update)
    type_cell(page, row, BY_KEY["comments"], cell)
    yield lambda: {text for text, _ in shell_of(window).drafts().values()} == {cell, update}
    say(kept=True)


def looking(window: DeskWindow) -> Script:
    """Tell what stands where the words were typed, and type on without touching the mouse."""
    yield from unlock(window, PASSPHRASE)
    page = plan_of(window)
    yield lambda: page.inspector.shown_action() is not None
    box = page.editing.editor()
    if box is not None:
        QTest.keyClicks(focused(), "!")
    say(
        cell=box.text() if box else "",
        action=page.inspector.shown_action(),
        update=page.inspector.updates.text_edit.toPlainText(),
    )


def main() -> None:
    wanted = order()

    def script(window: DeskWindow) -> Script:
        if "cell" in wanted:
            return typing(
                window, wanted["row"], wanted["cell"], wanted["update"], placed=wanted["placed"]
            )
        return looking(window)

    run(Path(wanted["desk"]), script)


if __name__ == "__main__":
    main()
