"""Tab goes through what scrolls as a whole, also where part of it is out of sight."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from prevent_desk.ui import tab_order


def test_fields_scrolled_out_of_sight_come_before_what_stands_below_their_area(
    qtbot: QtBot,
) -> None:
    window, inside, area = QWidget(), QWidget(), QScrollArea()
    fields = [QLineEdit(f"field {number}") for number in range(8)]
    inner = QVBoxLayout(inside)
    for field in fields:
        inner.addWidget(field)
    area.setWidget(inside)
    area.setFixedHeight(60)
    above, below = QLineEdit("above"), QLineEdit("below")
    column = QVBoxLayout(window)
    for widget in (above, area, below):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    stops = [one for one in tab_order.stops(window) if isinstance(one, QLineEdit)]
    assert [one.text() for one in stops] == [
        "above", *(f"field {number}" for number in range(8)), "below",
    ]  # fmt: skip
