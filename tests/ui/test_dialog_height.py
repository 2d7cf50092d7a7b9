"""A dialog is as high as what stands in it: no gaps for lines that words do not have."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_LONG = "Whoever is in the room is noted as gone, and the minutes can be drafted from the notes."


@pytest.mark.parametrize("width", [380, 460, 640])
def test_no_field_of_a_dialog_has_a_gap_below_it(qtbot: QtBot, width: int) -> None:
    dialog = Dialog("Guest", _LONG, width=width)
    qtbot.addWidget(dialog)
    first = FormField("Agency", QLineEdit(), hint=_LONG)
    second = FormField("Name", QLineEdit())
    dialog.body.addWidget(first)
    dialog.body.addWidget(second)
    dialog.add_verb("Add guest")

    dialog.show()
    QApplication.processEvents()

    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())
    assert second.y() - (first.y() + first.height()) == dialog.body.spacing()
    assert second.height() == QWidget.sizeHint(second).height()


def test_wrapped_words_wish_for_the_lines_they_have(qtbot: QtBot) -> None:
    label = WrapLabel(_LONG)
    qtbot.addWidget(label)

    label.resize(900, 10)

    assert label.sizeHint().height() == label.heightForWidth(900)
