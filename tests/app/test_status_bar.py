"""The line at the foot never cuts a word: it says less."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from prevent_desk.app.status_bar import StatusBar
from prevent_desk.ui import theme


@pytest.mark.parametrize("percent", theme.TEXT_PERCENTS)
@pytest.mark.parametrize("width", [1290, 1204, 884])
def test_every_part_that_is_shown_is_shown_whole(
    qapp: QApplication, qtbot: QtBot, percent: int, width: int
) -> None:
    theme.install(qapp, scheme="light", text_percent=percent)
    bar = StatusBar("OFFICIAL-SENSITIVE", practice=True)
    qtbot.addWidget(bar)
    bar.resize(width, bar.height())
    bar.show()
    bar.count.setText("4,998 of 5,000 actions shown")
    bar.saved.show_text("Saved 14:02")
    bar.backup.show_text("Backup 2 days ago, opened and checked")
    bar.lock.show_text("Locks in 15 min")
    QApplication.processEvents()
    labels = [label for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]
    cut = [label.text() for label in labels if label.width() < label.minimumSizeHint().width()]
    theme.install(qapp, scheme="light")
    assert "Locks in 15 min" in [label.text() for label in labels]
    assert cut == []
