"""The figures taken out of the desk: exact, or as they may be published."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.core.small_counts import FEWER
from prevent_desk.panels.exports.register_book import write_in_child
from prevent_desk.panels.model.publishable import RULE
from prevent_desk.panels.ui.decisions.book_dialog import BookDialog
from prevent_desk.panels.ui.figures import view as figures_view
from prevent_desk.panels.ui.figures.view import FiguresView
from prevent_desk.store import audit
from prevent_desk.ui import theme
from tests.panels.desks import Desk
from tests.panels.rooms import Room


@pytest.fixture
def dialog(
    held: Desk, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BookDialog]:
    """The dialog as the view opens it."""
    theme.install(qapp, scheme="light")
    opened: list[BookDialog] = []

    class _Shown(BookDialog):
        def __init__(self, *args: Any, **more: Any) -> None:
            def make(_target: str, payload: Any, **_: Any) -> bytes:
                return write_in_child(payload)

            super().__init__(*args, make=make, **more)

        def exec(self) -> int:
            opened.append(self)
            self.show()
            return 0

    monkeypatch.setattr(figures_view, "BookDialog", _Shown)
    room = Room(held)
    room.show()
    room.open("figures")
    view = room.room.view()
    assert isinstance(view, FiguresView)
    view.take_out()
    yield opened[0]
    opened[0].reject()
    room.end()


def saved(dialog: BookDialog, qtbot: QtBot, folder: Path) -> Any:
    dialog._folder = folder
    dialog.form.password_check.setChecked(False)
    dialog.save()
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert dialog.saved is not None
    return openpyxl.load_workbook(io.BytesIO(dialog.saved.read_bytes()))


def words(book: Any) -> str:
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell)


def test_figures_are_exact_unless_a_copy_for_publication_is_chosen(
    dialog: BookDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    told = words(saved(dialog, qtbot, tmp_path))
    assert "Barts Health 1" in told
    assert "City school" in told
    assert RULE[0] not in told


def test_the_copy_for_publication_says_so_and_tells_no_small_count(
    dialog: BookDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    public = next(one for one in dialog.copy_choice._buttons() if "publication" in one.text())
    QTest.mouseClick(public, Qt.MouseButton.LeftButton)
    assert dialog.rule_label.isVisible()
    book = saved(dialog, qtbot, tmp_path)
    told = words(book)
    assert dialog.saved is not None
    assert "publication" in dialog.saved.name
    for sheet in book:
        assert [sheet.cell(row, 1).value for row in (3, 4)] == list(RULE)
    assert "City school" not in told, "it came for one case"
    assert "Barts Health 1" not in told
    values = {row[0]: row[1] for row in book["Figures"].iter_rows(min_row=6, values_only=True)}
    assert values["Meetings held"] == values["Cases talked about"] == FEWER
    newest = next(iter(audit.records(dialog._around.services.store)))
    assert newest.action == "exported"
    assert "publication" in str(newest.detail)
