"""The desk on a disk that takes no more: what is said, what stays on the screen, what is kept."""

from __future__ import annotations

import resource
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit
from shiboken6 import isValid

from prevent_desk.app.window import DeskWindow
from prevent_desk.plan.ui.columns import BY_KEY
from prevent_desk.ui.widgets.editors import TextEdit
from tests.leaks.desks import PASSPHRASE
from tests.leaks.driving import (
    Script,
    dialog,
    go_to_cell,
    later,
    no_dialog,
    on_top,
    order,
    plan_of,
    run,
    say,
    shell_of,
    type_cell,
    type_into,
    unlock,
)

LONG = "No room for these words. " * 1200
"""More than the free pages of a small desk hold."""


def fill(desk: Path) -> None:
    """Let no file grow: the disk is full from now on."""
    size = (desk / "vault.pdv").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def free() -> None:
    """Make room again."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def closing(told: list[list[str]]) -> Script:
    """Read and close whatever dialogs came up."""
    while (top := dialog(QDialog)) is not None:
        told.append(on_top())
        top.reject()
        yield lambda: True


def full(window: DeskWindow, desk: Path, where: str) -> Script:
    """Commit words that do not fit, look, make room, and commit them again."""
    yield from unlock(window, PASSPHRASE)
    page, told = plan_of(window), list[list[str]]()
    type_cell(page, 0, BY_KEY["time"], "Saved before")
    box = page.editing.editor()
    assert box is not None
    QTest.keyClick(box.box, Qt.Key.Key_Return)
    yield lambda: not page.editing.is_open()
    sheet = page.sheet()
    assert sheet is not None
    go_to_cell(page, 5, BY_KEY["ref"])
    yield lambda: page.inspector.shown_action() == sheet.rows[5].id
    # A backup taken in the background would be refused as well.
    yield lambda: "Backup" in shell_of(window).status.backup.text()
    updates = page.inspector.updates
    if where == "cell":
        type_cell(page, 5, BY_KEY["criteria"], "x")
        open_box = page.editing.editor()
        assert open_box is not None
        field: QPlainTextEdit | TextEdit = open_box.box
        send: Callable[[], object] = partial(QTest.keyClick, field, Qt.Key.Key_Return)
    else:
        type_into(updates.text_edit, "x")
        field = updates.text_edit
        send = updates.add_button.click
    fill(desk)
    field.setPlainText(LONG.strip())
    later(send)
    rounds = iter(range(40))
    while next(rounds, None) is not None:
        yield from closing(told)
        yield lambda: True
    box = page.editing.editor()
    said = box.note.text() if box is not None else ""
    on_screen = isValid(field) and field.toPlainText() == LONG.strip()
    status = shell_of(window).status.saved
    say(told=told, note=said, on_screen=on_screen, status=status.text())
    free()
    if on_screen:
        later(send)
        yield lambda: not page.editing.is_open() and not updates.text_edit.toPlainText()
    yield no_dialog
    detail = page.acts.plans.detail(sheet.rows[5].id)
    committed = LONG.strip() in {*(u.text for u in detail.updates), *detail.row.criteria}
    say(committed=committed, status=status.text())


def main() -> None:
    wanted = order()
    desk = Path(wanted["desk"])
    run(desk, lambda window: full(window, desk, wanted["where"]))


if __name__ == "__main__":
    main()
