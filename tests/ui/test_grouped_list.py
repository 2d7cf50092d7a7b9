"""Rows under headings: of thousands the first are painted at once, at any size of text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.grouped_list import GroupedList, Heading


class _Numbers(GroupedList[int]):
    """Paints nothing but notes what it was asked to paint."""

    def key_of(self, record: int) -> object:
        return record

    def said(self, record: int) -> str:
        return str(record)

    def paint_record(
        self, painter: QPainter, room: QRect, record: int, inks: tuple[str, str, str]
    ) -> None:
        self.painted.add(record)

    painted: set[int] = set()  # noqa: RUF012 - one list, one test


@pytest.mark.parametrize("percent", [100, 150])
def test_the_first_of_thousands_are_painted_at_once(
    qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    theme.install(qapp, scheme="light")
    shown = _Numbers()
    shown.painted = set()
    qtbot.addWidget(shown)
    shown.resize(600, 400)
    shown.show()
    theme.set_text_percent(percent)
    try:
        shown.show_groups([(Heading(str(n), "grey", 4), range(4 * n, 4 * n + 4))
                           for n in range(500)])  # fmt: skip
        shown.grab()
        assert {0, 1, 2, 3, 4} <= shown.painted
        assert len(shown.painted) < 20
        heading, first = (shown.visualRect(shown.rows.index(row)) for row in (0, 1))
        assert (heading.height(), first.height()) == (theme.px(32), theme.px(44))
        shown.go_to_key(1999)
        shown.painted.clear()
        shown.grab()
        assert 1999 in shown.painted
    finally:
        theme.set_text_percent(100)
