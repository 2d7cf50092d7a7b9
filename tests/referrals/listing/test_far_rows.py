"""A row far down a long list is gone to at once, though its rows are laid in batches."""

from __future__ import annotations

from PySide6.QtWidgets import QStyledItemDelegate
from pytestqt.qtbot import QtBot

from prevent_desk.referrals.ui.list.line_list import LineList
from prevent_desk.ui.tables import Column, PagedModel


def test_a_row_far_down_is_gone_to_and_seen(qtbot: QtBot) -> None:
    view = LineList()
    qtbot.addWidget(view)
    model = PagedModel([Column("A", lambda _row: "x")], lambda _at, many: [None] * many, 20_000)
    view.setItemDelegate(QStyledItemDelegate(view))
    view.setModel(model)
    view.resize(280, 500)
    view.show()
    for row in (19_999, 3, 12_345):
        view.go(row)
        assert view.currentIndex().row() == row
        assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))
