"""The plan's page over a real encrypted store, and the dialogs that come up on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.ui import messages
from tests.plan.page_room import page_over, store_with_the_plan
from tests.plan.test_page_editing import Room

Kind = TypeVar("Kind", bound=QDialog)


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """What was told in a dialog; a test that expects none fails on the first."""
    told: list[BaseException] = []
    monkeypatch.setattr(messages, "show_failure", lambda _parent, error: told.append(error))
    yield told
    assert not told


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot, refusals: list[BaseException]) -> Iterator[Room]:
    store = store_with_the_plan(tmp_path)
    page, desk, plans = page_over(store)
    qtbot.addWidget(page, before_close_func=PlanPage.flush)
    page.resize(1290, 626)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield Room(page, desk, plans, qtbot)
    QGuiApplication.clipboard().clear()
    store.close()


def in_dialog(act: Callable[[], object], answer: Callable[[QDialog], object]) -> None:
    """Do something that opens a dialog, and answer it there; fails where none came up."""
    seen: list[QDialog] = []
    wrong: list[BaseException] = []

    def come() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        seen.append(dialog)
        try:
            answer(dialog)
        except BaseException as error:  # noqa: BLE001 - told once the dialog is closed
            wrong.append(error)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, come)
    home = QApplication.activeWindow()
    act()
    # A screen gives the window below back by itself.
    if home is not None:
        home.activateWindow()
        QApplication.processEvents()
    if wrong:
        raise wrong[0]
    assert seen, "no dialog came up"


def put(text: str, html: str = "") -> None:
    """Put something on the clipboard as another program would."""
    made = QMimeData()
    made.setText(text)
    if html:
        made.setHtml(html)
    QGuiApplication.clipboard().setMimeData(made)
