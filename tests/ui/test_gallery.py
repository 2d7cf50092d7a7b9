"""The sheet of the whole kit is drawn in every look without a cut word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.labels import ElidedLabel
from tests.ui.gallery import Gallery


@pytest.fixture(params=[("light", 100), ("dark", 100), ("light", 150), ("dark", 200)])
def sheet(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[Gallery]:
    scheme, percent = request.param
    theme.install(qapp, scheme=scheme, text_percent=percent)
    made = Gallery()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    made.toast.tell("O2-01 changed from Ongoing to Behind", undo=True)
    QApplication.processEvents()
    yield made
    theme.install(qapp, scheme="light")


def test_no_words_are_cut(sheet: Gallery) -> None:
    cut = []
    for label in sheet.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, ElidedLabel) or not label.text():
            continue
        if label.wordWrap():
            fits = label.height() >= label.heightForWidth(label.width())
        else:
            fits = label.width() >= QFontMetrics(label.font()).horizontalAdvance(label.text()) - 1
        if not fits:
            cut.append(label.text())
    for button in sheet.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            words = button.text().replace("&", "")
            if button.width() < QFontMetrics(button.font()).horizontalAdvance(words):
                cut.append(words)
    assert not cut


def test_everything_that_takes_the_focus_has_a_name(sheet: Gallery) -> None:
    nameless = [
        button
        for button in sheet.findChildren(QAbstractButton)
        if button.isVisible()
        and not (button.text() or button.accessibleName())
        # Corners and arrows of Qt's own widgets cannot be reached by keyboard.
        and not button.metaObject().className().startswith("QTableCorner")
    ]
    assert not nameless


def test_what_can_be_pressed_is_large_enough_to_hit(sheet: Gallery) -> None:
    small = [
        (button.text() or button.accessibleName(), button.height())
        for button in sheet.findChildren(QAbstractButton)
        if button.isVisible() and button.height() < 24
    ]
    assert not small
